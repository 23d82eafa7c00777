package vn.khue.signing.certificate;

import java.math.BigInteger;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import vn.khue.directory.Directory;
import vn.khue.directory.Person;
import vn.khue.directory.PersonStatus;
import vn.khue.directory.Position;
import vn.khue.directory.Role;
import vn.khue.directory.Standing;
import vn.khue.pki.Certificates;
import vn.khue.pki.ca.CertificateRequest;
import vn.khue.pki.ca.Hierarchy;
import vn.khue.pki.ca.IssuedCertificate;
import vn.khue.pki.keystore.KeySpec;
import vn.khue.pki.keystore.KeyVault;
import vn.khue.pki.store.CertificateRegister;
import vn.khue.signing.document.Sha256;
import vn.khue.signing.event.Acts;
import vn.khue.signing.event.SigningEvents;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;
import vn.khue.signing.rights.ActingPeople;
import vn.khue.signing.rights.ActingPerson;
import vn.khue.signing.rights.RightsGate;
import vn.khue.signing.rights.SigningAction;
import vn.khue.signing.rights.SigningRights;
import vn.khue.signing.rights.Subject;
import vn.khue.signing.typed.StatedReason;

/**
 * Requests for certificates and their decision. A person asks for their own; the principal asks for the unit's seal and names
 * who keeps its key; the registration officer decides, never on a request they made or profit from (roles.md). A key that signs is made
 * in the vault at the moment of issue; one for signing in is on the person's card, who proves it. Thread-safe.
 */
@Service
public class CertificateOffice {
    private static final UUID NOBODY = new UUID(0, 0);
    private static final int LONGEST_REASON = 500;

    private final CertificateRequests requests;
    private final Credentials credentials;
    private final SealCustody custody;
    private final LoginKeys loginKeys;
    private final CertificateRegister register;
    private final KeyVault vault;
    private final Hierarchy hierarchy;
    private final Directory directory;
    private final ActingPeople people;
    private final RightsGate rights;
    private final Acts acts;
    private final SigningEvents events;
    private final Clock clock;

    public CertificateOffice(
            CertificateRequests requests,
            Credentials credentials,
            SealCustody custody,
            LoginKeys loginKeys,
            CertificateRegister register,
            KeyVault vault,
            Hierarchy hierarchy,
            Directory directory,
            ActingPeople people,
            RightsGate rights,
            Acts acts,
            SigningEvents events,
            Clock clock) {
        this.requests = requests;
        this.credentials = credentials;
        this.custody = custody;
        this.loginKeys = loginKeys;
        this.register = register;
        this.vault = vault;
        this.hierarchy = hierarchy;
        this.directory = directory;
        this.people = people;
        this.rights = rights;
        this.acts = acts;
        this.events = events;
        this.clock = clock;
    }

    /** A person asks for their own signing certificate in the acting unit. */
    public UUID requestOwn(ActingPerson person) {
        return acts.run(person, SigningAction.REQUEST_OWN_CERTIFICATE, "/certificates", Optional.empty(), () -> {
            Role as = rights.require(person, SigningAction.REQUEST_OWN_CERTIFICATE, new Subject.OfUnit(person.unit()));
            if (credentials.personHas(person.id(), person.unit())) {
                throw new SigningException(Refusal.ALREADY_HAS_CERTIFICATE);
            }
            return add(person, as, CertificateRequestRow.Kind.PERSON, person.id(), person.name());
        });
    }

    /**
     * A person asks for their own certificate for signing in; the key is on their card.
     *
     * @param csr PKCS #10 in PEM or Base64
     * @throws SigningException CSR_UNREADABLE, CSR_REFUSED, or KEY_KNOWN for a key that was certified before
     */
    public UUID requestLogin(ActingPerson person, String csr) {
        return acts.run(person, SigningAction.REQUEST_OWN_CERTIFICATE, "/certificates/logins", Optional.empty(), () -> {
            Role as = rights.require(person, SigningAction.REQUEST_OWN_CERTIFICATE, new Subject.OfUnit(person.unit()));
            byte[] der = loginKeys.bytes(csr);
            PublicKey key = loginKeys.read(der).publicKey();
            if (credentials.logins(person.id(), person.unit()).stream()
                    .anyMatch(record ->
                            Certificates.parse(record.der()).getPublicKey().equals(key))) {
                throw new SigningException(Refusal.KEY_KNOWN);
            }
            return add(person, as, CertificateRequestRow.Kind.LOGIN, person.id(), person.name(), Optional.of(der));
        });
    }

    /** One of the person's own certificates for signing in, to put on the card. */
    public X509Certificate ownLogin(ActingPerson person, String serial) {
        rights.require(person, SigningAction.REQUEST_OWN_CERTIFICATE, new Subject.OfUnit(person.unit()));
        BigInteger number = new BigInteger(serial, 16);
        return credentials.logins(person.id(), person.unit()).stream()
                .filter(record -> record.serial().equals(number))
                .findFirst()
                .map(record -> Certificates.parse(record.der()))
                .orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
    }

    /** Who may be named holder of the unit's seal: its clerks today. */
    public List<Person> possibleHolders(String unit) {
        LocalDate today = people.today();
        return directory.appointmentsAt(unit, Position.VAN_THU, today).stream()
                .flatMap(appointment -> directory.person(appointment.person()).stream())
                .filter(person -> person.status() == PersonStatus.ACTIVE)
                .toList();
    }

    /** Checks a choice of holder before the principal is asked to authenticate. */
    public Person holder(ActingPerson person, UUID holder) {
        return acts.run(person, SigningAction.REQUEST_SEAL_CERTIFICATE, "/certificates/seal", Optional.empty(), () -> {
            rights.require(person, SigningAction.REQUEST_SEAL_CERTIFICATE, new Subject.OfUnit(person.unit()));
            return clerk(person.unit(), holder);
        });
    }

    /**
     * The principal names the holder of the seal's key. With a certificate in force the key is handed over at once; without one
     * a request goes to the registration officer, and the holder is entered when it is issued.
     *
     * @return the request, where one was made
     */
    public Optional<UUID> nameSealHolder(ActingPerson person, UUID holder) {
        return acts.run(person, SigningAction.REQUEST_SEAL_CERTIFICATE, "/certificates/seal", Optional.empty(), () -> {
            Role as = rights.require(person, SigningAction.REQUEST_SEAL_CERTIFICATE, new Subject.OfUnit(person.unit()));
            Person keeper = clerk(person.unit(), holder);
            if (credentials.sealHas(person.unit())) {
                custody.handOver(person.unit(), keeper.id(), keeper.name().full(), "principal", person.id());
                events.sealHolderNamed(person, as, keeper.id());
                return Optional.<UUID>empty();
            }
            return Optional.of(add(
                    person,
                    as,
                    CertificateRequestRow.Kind.SEAL,
                    keeper.id(),
                    keeper.name().full()));
        });
    }

    /** What the units of these requests are called today; a unit that is no more keeps its id. */
    public Map<String, String> unitNames(Collection<CertificateRequestRow> rows) {
        LocalDate today = people.today();
        return rows.stream()
                .map(CertificateRequestRow::unit)
                .distinct()
                .collect(Collectors.toMap(
                        unit -> unit, unit -> nameOf(unit, today).orElse(unit)));
    }

    private Optional<String> nameOf(String unit, LocalDate day) {
        return directory.unit(unit).flatMap(found -> found.nameOn(day));
    }

    /** The registration officer approves: key, certificate and, for a seal, the custody log, in one transaction. */
    public void approve(ActingPerson officer, UUID id) {
        acts.run(officer, SigningAction.DECIDE_CERTIFICATE, "/certificates/requests", Optional.empty(), () -> {
            CertificateRequestRow request = openRequest(officer, id);
            Role as = rights.require(officer, SigningAction.DECIDE_CERTIFICATE, subject(request));
            LocalDate today = people.today();
            String unitName = nameOf(request.unit(), today).orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
            requireStillEntitled(request, today);
            CertificateRequest wanted = wanted(request, unitName);
            IssuedCertificate issued = hierarchy.authorityFor(request.profile()).issue(wanted, register);
            String serial = issued.record().serial().toString(16).toUpperCase(Locale.ROOT);
            requests.decide(
                    id,
                    CertificateRequestRow.State.ISSUED,
                    officer.id(),
                    clock.instant(),
                    Optional.empty(),
                    Optional.of(serial));
            events.certificateIssued(
                    officer,
                    as,
                    id,
                    request.profile(),
                    serial,
                    Sha256.of(issued.record().der()).hex(),
                    request.holder());
            if (request.kind() == CertificateRequestRow.Kind.SEAL) {
                custody.handOver(
                        request.unit(), request.holder(), request.holderName(), "request " + id, request.applicant());
                events.sealHolderNamed(officer, as, request.holder());
            }
            return null;
        });
    }

    /** Keys that sign are made in the vault, at this moment; a key for signing in is on the person's card already. */
    private CertificateRequest wanted(CertificateRequestRow request, String unitName) {
        return switch (request.kind()) {
            case SEAL -> CertificateRequest.seal(vault.generate(KeySpec.EC_P256), request.unit(), unitName);
            case PERSON ->
                CertificateRequest.person(
                        vault.generate(KeySpec.EC_P256),
                        request.holder(),
                        request.holderName(),
                        request.unit(),
                        unitName);
            case LOGIN ->
                CertificateRequest.login(
                        requests.csr(request.id())
                                .map(loginKeys::read)
                                .orElseThrow(() -> new SigningException(Refusal.CSR_MISSING))
                                .publicKey(),
                        request.holder(),
                        request.holderName(),
                        request.unit(),
                        unitName);
        };
    }

    public void refuse(ActingPerson officer, UUID id, String reason) {
        acts.run(officer, SigningAction.DECIDE_CERTIFICATE, "/certificates/requests", Optional.empty(), () -> {
            CertificateRequestRow request = openRequest(officer, id);
            Role as = rights.require(officer, SigningAction.DECIDE_CERTIFICATE, subject(request));
            StatedReason why = StatedReason.of(reason, LONGEST_REASON);
            requests.decide(
                    id,
                    CertificateRequestRow.State.REFUSED,
                    officer.id(),
                    clock.instant(),
                    Optional.of(why.text()),
                    Optional.empty());
            events.certificateRefused(officer, as, id, request.profile(), request.holder());
            return null;
        });
    }

    private UUID add(ActingPerson person, Role as, CertificateRequestRow.Kind kind, UUID holder, String holderName) {
        return add(person, as, kind, holder, holderName, Optional.empty());
    }

    private UUID add(
            ActingPerson person,
            Role as,
            CertificateRequestRow.Kind kind,
            UUID holder,
            String holderName,
            Optional<byte[]> csr) {
        CertificateRequestRow row = new CertificateRequestRow(
                UUID.randomUUID(),
                kind,
                person.unit(),
                person.id(),
                person.name(),
                holder,
                holderName,
                CertificateRequestRow.State.REQUESTED,
                clock.instant(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        if (!requests.add(row, csr)) {
            throw new SigningException(Refusal.ALREADY_REQUESTED);
        }
        events.certificateRequested(person, as, row.id(), row.profile(), holder);
        return row.id();
    }

    private CertificateRequestRow openRequest(ActingPerson officer, UUID id) {
        // Whoever may not decide at all must not learn which requests there are.
        rights.require(
                officer, SigningAction.DECIDE_CERTIFICATE, new Subject.OfRequest(officer.unit(), NOBODY, NOBODY));
        CertificateRequestRow request = requests.lock(id).orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
        if (request.state() != CertificateRequestRow.State.REQUESTED) {
            throw new SigningException(Refusal.WRONG_STATE);
        }
        return request;
    }

    /** An appointment may have ended between request and decision; then nothing is issued. */
    private void requireStillEntitled(CertificateRequestRow request, LocalDate today) {
        Set<Role> roles = directory
                .standing(request.holder(), today)
                .map((Standing standing) -> SigningRights.rolesIn(standing, request.unit()))
                .orElse(Set.of());
        boolean entitled = request.kind() == CertificateRequestRow.Kind.SEAL
                ? roles.contains(Role.VAN_THU)
                : roles.stream()
                        .anyMatch(role -> role == Role.HIEU_TRUONG
                                || role == Role.PHO_HIEU_TRUONG
                                || role == Role.GIAO_VIEN
                                || role == Role.GV_CHU_NHIEM);
        if (!entitled) {
            throw new SigningException(Refusal.HOLDER_UNKNOWN);
        }
    }

    private Person clerk(String unit, UUID holder) {
        return possibleHolders(unit).stream()
                .filter(person -> person.id().equals(holder))
                .findFirst()
                .orElseThrow(() -> new SigningException(Refusal.HOLDER_UNKNOWN));
    }

    private static Subject subject(CertificateRequestRow request) {
        return new Subject.OfRequest(request.unit(), request.applicant(), request.holder());
    }
}
