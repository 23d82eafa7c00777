package vn.khue.signing.enrolment;

import java.math.BigInteger;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import vn.khue.directory.Directory;
import vn.khue.directory.Role;
import vn.khue.directory.Unit;
import vn.khue.pki.DnsName;
import vn.khue.pki.ca.CertificateRequest;
import vn.khue.pki.ca.Hierarchy;
import vn.khue.pki.ca.IssuedCertificate;
import vn.khue.pki.pkcs10.CertificationRequest;
import vn.khue.pki.store.CertificateRegister;
import vn.khue.signing.document.PageOf;
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
 * Certificates of hosts under four eyes: school IT or the platform administrator asks, the registration officer approves that the
 * names are the unit's, the CA officer issues; three different people. Each step locks the request, so of two at once one comes
 * first and the other finds the state changed (409). Thread-safe.
 */
@Service
public class ServiceCertificates {
    static final String ROUTE = "/service-certificates/requests";

    private static final UUID NOBODY = new UUID(0, 0);
    private static final int LONGEST_REASON = 500;

    /** Names the lock under which one certificate at a time is issued, so that a key is not certified twice unseen. */
    static final long ISSUING = 0x6b687565_686f7374L;

    private final ServiceRequests requests;
    private final ServiceNames names;
    private final IssuedServices issued;
    private final HostKeys keys;
    private final EnrolmentSecrets secrets;
    private final EnrolmentPolicy policy;
    private final CertificateRegister register;
    private final Hierarchy hierarchy;
    private final Directory directory;
    private final ActingPeople people;
    private final RightsGate rights;
    private final Acts acts;
    private final SigningEvents events;
    private final JdbcClient jdbc;
    private final Clock clock;

    public ServiceCertificates(
            ServiceRequests requests,
            ServiceNames names,
            IssuedServices issued,
            HostKeys keys,
            EnrolmentSecrets secrets,
            EnrolmentPolicy policy,
            CertificateRegister register,
            Hierarchy hierarchy,
            Directory directory,
            ActingPeople people,
            RightsGate rights,
            Acts acts,
            SigningEvents events,
            JdbcClient jdbc,
            Clock clock) {
        this.requests = requests;
        this.names = names;
        this.issued = issued;
        this.keys = keys;
        this.secrets = secrets;
        this.policy = policy;
        this.register = register;
        this.hierarchy = hierarchy;
        this.directory = directory;
        this.people = people;
        this.rights = rights;
        this.acts = acts;
        this.events = events;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What is asked for: a certification request, or names whose host will send its key by EST.
     *
     * @param names in any case and order; may be empty where a certification request or a former certificate names them
     * @param csr PKCS #10, DER
     * @param replaces serial of the certificate that is to be renewed (same key) or re-keyed
     */
    public record Wanted(List<DnsName> names, Optional<byte[]> csr, Optional<BigInteger> replaces) {
        public Wanted {
            names = List.copyOf(names);
        }
    }

    /** @throws SigningException where a right, a name, the key or the certificate to be followed stands in the way */
    public ServiceRequest request(ActingPerson person, Wanted wanted) {
        return acts.run(person, SigningAction.REQUEST_SERVICE_CERTIFICATE, ROUTE, Optional.empty(), () -> {
            Role as = rights.require(
                    person, SigningAction.REQUEST_SERVICE_CERTIFICATE, new Subject.OfUnit(person.unit()));
            Optional<CertificationRequest> csr = wanted.csr().map(keys::read);
            List<DnsName> hosts = hosts(person.unit(), wanted, csr);
            if (hosts.stream()
                    .flatMap(name -> names.unitOf(name).stream())
                    .anyMatch(unit -> !unit.equals(person.unit()))) {
                throw new SigningException(Refusal.NAME_OF_ANOTHER_UNIT);
            }
            Optional<KeyProof> proof = wanted.csr()
                    .map(der -> new KeyProof(
                            der,
                            keys.judge(der, person.unit(), hosts, wanted.replaces())
                                    .keySha256()));
            ServiceRequest request = new ServiceRequest(
                    UUID.randomUUID(),
                    person.unit(),
                    person.id(),
                    hosts,
                    wanted.replaces(),
                    proof,
                    clock.instant(),
                    new RequestState.Requested());
            if (!requests.add(request)) {
                throw new SigningException(Refusal.ALREADY_REQUESTED);
            }
            events.serviceRequested(person, as, request.id(), policy.profile());
            return request;
        });
    }

    private List<DnsName> hosts(String unit, Wanted wanted, Optional<CertificationRequest> csr) {
        SortedSet<DnsName> hosts = new TreeSet<>(wanted.names());
        if (csr.isPresent() && !hosts.isEmpty() && !hosts.equals(csr.get().names())) {
            throw new SigningException(Refusal.NAMES_DIFFER);
        }
        csr.ifPresent(request -> hosts.addAll(request.names()));
        if (hosts.isEmpty() && wanted.replaces().isPresent()) {
            issued.find(wanted.replaces().get()).ifPresent(before -> hosts.addAll(before.names()));
        }
        if (hosts.isEmpty() || hosts.size() > policy.mostNames()) {
            throw keys.namesWrong();
        }
        List<DnsName> list = List.copyOf(hosts);
        wanted.replaces().ifPresent(serial -> keys.followed(unit, serial, list));
        return list;
    }

    /** The registration officer: the names are the unit's from now on. */
    public ServiceRequest approve(ActingPerson officer, UUID id) {
        SigningAction action = SigningAction.APPROVE_SERVICE_CERTIFICATE;
        return acts.run(officer, action, ROUTE + "/{id}/approve", Optional.empty(), () -> {
            ServiceRequest request = locked(officer, action, id);
            Role as = rights.require(officer, action, request.subject());
            if (!(request.state() instanceof RequestState.Requested waiting)) {
                throw new SigningException(Refusal.REQUEST_STATE);
            }
            requireStillEntitled(request);
            Instant now = clock.instant();
            for (DnsName name : request.names()) {
                if (!names.claim(name, request.unit(), officer.id(), now)) {
                    throw new SigningException(Refusal.NAME_OF_ANOTHER_UNIT);
                }
            }
            RequestState.Approved approved = waiting.approve(officer.id(), now);
            requests.move(id, approved);
            events.serviceApproved(officer, as, id, policy.profile());
            return request.with(approved);
        });
    }

    /** An appointment may have ended between request and approval; then nobody of the unit stands for it. */
    private void requireStillEntitled(ServiceRequest request) {
        boolean entitled = directory
                .standing(request.applicant(), people.today())
                .map(standing -> SigningRights.rolesIn(standing, request.unit()))
                .filter(roles -> roles.contains(Role.QT_CNTT) || roles.contains(Role.QT_NEN_TANG))
                .isPresent();
        if (!entitled) {
            throw new SigningException(Refusal.HOLDER_UNKNOWN);
        }
    }

    /** The CA officer: the certificate, its record and its event are one transaction. */
    public ServiceRequest issue(ActingPerson officer, UUID id) {
        SigningAction action = SigningAction.ISSUE_SERVICE_CERTIFICATE;
        return acts.run(officer, action, ROUTE + "/{id}/issue", Optional.empty(), () -> {
            ServiceRequest request = locked(officer, action, id);
            Role as = rights.require(officer, action, request.subject());
            if (!(request.state() instanceof RequestState.Approved approved)) {
                throw new SigningException(Refusal.REQUEST_STATE);
            }
            KeyProof proof = request.proof().orElseThrow(() -> new SigningException(Refusal.CSR_MISSING));
            if (!names.areOf(request.unit(), request.names())) {
                throw new SigningException(Refusal.NAME_NOT_APPROVED);
            }
            jdbc.sql("select pg_advisory_xact_lock(:issuing)")
                    .param("issuing", ISSUING)
                    .query()
                    .listOfRows();
            CertificationRequest csr = keys.judge(proof.csr(), request.unit(), request.names(), request.replaces());
            IssuedCertificate certificate = hierarchy
                    .authorityFor(policy.profile())
                    .issue(
                            CertificateRequest.server(
                                    csr.publicKey(), request.names(), request.unit(), unitName(request.unit())),
                            register);
            Instant now = clock.instant();
            RequestState.Issued done =
                    approved.issue(officer.id(), now, certificate.record().serial());
            requests.move(id, done);
            issued.add(new IssuedService(
                    done.serial(),
                    new IssuanceBasis.Request(id),
                    request.unit(),
                    request.names(),
                    csr.keySha256(),
                    now,
                    certificate.record().notAfter()));
            events.serviceIssued(officer, as, id, certificate.record());
            return request.with(done);
        });
    }

    private String unitName(String unit) {
        return directory
                .unit(unit)
                .flatMap((Unit found) -> found.nameOn(people.today()))
                .orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
    }

    /** Either officer turns it down, with a reason. */
    public ServiceRequest refuse(ActingPerson officer, UUID id, String reason) {
        SigningAction action = SigningAction.REFUSE_SERVICE_CERTIFICATE;
        return acts.run(officer, action, ROUTE + "/{id}/refuse", Optional.empty(), () -> {
            ServiceRequest request = locked(officer, action, id);
            Role as = rights.require(officer, action, request.subject());
            if (!(request.state() instanceof RequestState.Open open)) {
                throw new SigningException(Refusal.REQUEST_STATE);
            }
            StatedReason why = StatedReason.of(reason, LONGEST_REASON);
            RequestState.Refused refused = open.refuse(officer.id(), clock.instant(), why.text());
            requests.move(id, refused);
            events.serviceRefused(officer, as, id, policy.profile());
            return request.with(refused);
        });
    }

    /** The unit makes the secret with which its host enrols by EST; it is shown this once. */
    public EnrolmentSecrets.Shown secret(ActingPerson person, UUID id) {
        SigningAction action = SigningAction.REQUEST_SERVICE_CERTIFICATE;
        return acts.run(person, action, ROUTE + "/{id}/secret", Optional.empty(), () -> {
            ServiceRequest request = locked(person, action, id);
            Role as = rights.require(person, action, request.subject());
            if (!(request.state() instanceof RequestState.Approved)
                    || request.proof().isPresent()) {
                throw new SigningException(Refusal.REQUEST_STATE);
            }
            EnrolmentSecrets.Shown shown = secrets.make(id, person.id());
            events.enrolmentSecretMade(person, as, id, policy.profile(), shown.expiresAt());
            return shown;
        });
    }

    /** One request, for whoever may see it. */
    public ServiceRequest read(ActingPerson person, UUID id) {
        SigningAction action = SigningAction.READ_SERVICE_CERTIFICATES;
        return acts.run(person, action, ROUTE + "/{id}", Optional.empty(), () -> {
            rights.require(person, action, new Subject.OfUnit(person.unit()));
            ServiceRequest request = requests.find(id).orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
            rights.require(person, action, request.subject());
            return request;
        });
    }

    /** Requests of the acting unit; of every unit for officers. */
    public PageOf<ServiceRequest> list(ActingPerson person, int page) {
        acts.open(person, SigningAction.READ_SERVICE_CERTIFICATES, ROUTE);
        return requests.list(servesEveryUnit(person) ? Optional.empty() : Optional.of(person.unit()), page);
    }

    private boolean servesEveryUnit(ActingPerson person) {
        return rights.may(
                person,
                SigningAction.READ_SERVICE_CERTIFICATES,
                new Subject.OfServiceRequest("", NOBODY, Optional.empty()));
    }

    /** The newest certificates of a unit. */
    public List<IssuedService> certificates(ActingPerson person, String unit) {
        SigningAction action = SigningAction.READ_SERVICE_CERTIFICATES;
        return acts.run(person, action, "/service-certificates", Optional.empty(), () -> {
            rights.require(person, action, new Subject.OfCertificate(unit, Optional.empty()));
            return issued.ofUnit(unit);
        });
    }

    /** One certificate of a host, for whoever may see it. */
    public IssuedService certificate(ActingPerson person, BigInteger serial) {
        SigningAction action = SigningAction.READ_SERVICE_CERTIFICATES;
        return acts.run(person, action, "/service-certificates/{serial}", Optional.empty(), () -> {
            rights.require(person, action, new Subject.OfUnit(person.unit()));
            IssuedService found = issued.find(serial).orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
            rights.require(person, action, new Subject.OfCertificate(found.unit(), Optional.empty()));
            return found;
        });
    }

    /** Whoever may not act at all must not learn which requests there are. */
    private ServiceRequest locked(ActingPerson person, SigningAction action, UUID id) {
        rights.require(person, action, new Subject.OfServiceRequest(person.unit(), NOBODY, Optional.empty()));
        return requests.lock(id).orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
    }
}
