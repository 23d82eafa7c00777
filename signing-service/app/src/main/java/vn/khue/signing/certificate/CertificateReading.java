package vn.khue.signing.certificate;

import java.math.BigInteger;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import vn.khue.directory.Directory;
import vn.khue.directory.Role;
import vn.khue.pki.Certificates;
import vn.khue.pki.ca.StatusUrls;
import vn.khue.pki.store.CertificateRecord;
import vn.khue.pki.store.CertificateRegister;
import vn.khue.pki.store.SerialBytes;
import vn.khue.signing.authority.ServiceAddress;
import vn.khue.signing.document.PageOf;
import vn.khue.signing.event.Acts;
import vn.khue.signing.event.SigningEvents;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;
import vn.khue.signing.rights.ActingPeople;
import vn.khue.signing.rights.ActingPerson;
import vn.khue.signing.rights.RightsGate;
import vn.khue.signing.rights.SigningAction;
import vn.khue.signing.rights.Subject;

/**
 * Reads certificates for people: officers and the auditor see each of them, and every look at somebody else's is an event; others
 * see their own and their unit's. Thread-safe.
 */
@Service
public class CertificateReading {
    private static final String ROUTE = "/certificates/{ca}/{serial}";

    private final CertificateIndex index;
    private final CertificateRegister register;
    private final Directory directory;
    private final ActingPeople people;
    private final RightsGate rights;
    private final Acts acts;
    private final SigningEvents events;
    private final JdbcClient jdbc;
    private final StatusUrls urls;

    public CertificateReading(
            CertificateIndex index,
            CertificateRegister register,
            Directory directory,
            ActingPeople people,
            RightsGate rights,
            Acts acts,
            SigningEvents events,
            JdbcClient jdbc,
            ServiceAddress address) {
        this.index = index;
        this.register = register;
        this.directory = directory;
        this.people = people;
        this.rights = rights;
        this.acts = acts;
        this.events = events;
        this.jdbc = jdbc;
        this.urls = new StatusUrls(address.base());
    }

    /** Whether this person may look for certificates of everybody. */
    public boolean searches(ActingPerson person) {
        return rights.may(person, SigningAction.READ_CERTIFICATE, new Subject.OfCertificate("", Optional.empty()));
    }

    /** @param asked see {@link CertificateIndex#find} */
    public PageOf<CertificateRecord> find(ActingPerson person, String asked, int page) {
        SigningAction action = SigningAction.READ_CERTIFICATE;
        return acts.run(person, action, "/authority/certificates", Optional.empty(), () -> {
            rights.require(person, action, new Subject.OfCertificate("", Optional.empty()));
            return index.find(asked, page);
        });
    }

    /** @throws SigningException NOT_FOUND, or the rule that denies it */
    public CertificatePage read(ActingPerson person, String ca, BigInteger serial) {
        SigningAction action = SigningAction.READ_CERTIFICATE;
        return acts.run(person, action, ROUTE, Optional.empty(), () -> {
            // Whoever may read none must not learn which certificates there are.
            rights.require(person, action, new Subject.OfCertificate(person.unit(), Optional.empty()));
            CertificateRecord record =
                    // An address that was written down may name the CA and not the key of it that issued.
                    register.find(ca, serial)
                            .or(() -> register.findByAnyKey(ca, serial))
                            .orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
            Role as = rights.require(
                    person, action, new Subject.OfCertificate(record.unit().orElse(person.unit()), record.holder()));
            if (record.holder().isPresent() && !record.holder().equals(Optional.of(person.id()))) {
                events.certificateRead(person, as, record);
            }
            return page(record);
        });
    }

    /**
     * One certificate as an event or an alert names it; the look is an event like every other.
     *
     * @param sha256 of its DER, 64 hexadecimal digits
     * @throws SigningException NOT_FOUND, or the rule that denies it
     */
    public CertificateRecord named(ActingPerson person, String route, String sha256) {
        SigningAction action = SigningAction.READ_CERTIFICATE;
        return acts.run(person, action, route, Optional.empty(), () -> {
            rights.require(person, action, new Subject.OfCertificate(person.unit(), Optional.empty()));
            CertificateRecord record =
                    index.bySha256(sha256).orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
            Role as = rights.require(
                    person, action, new Subject.OfCertificate(record.unit().orElse(person.unit()), record.holder()));
            if (record.holder().isPresent()) {
                events.certificateRead(person, as, record);
            }
            return record;
        });
    }

    private CertificatePage page(CertificateRecord record) {
        Optional<Long> entry = jdbc.sql("select entry from pki_issuance where ca = :ca and serial = :serial")
                .param("ca", record.ca())
                .param("serial", SerialBytes.of(record.serial()))
                .query(Long.class)
                .optional();
        return new CertificatePage(
                record,
                Certificates.parse(record.der()),
                record.unit().flatMap(this::unitName),
                register.latestCrl(record.crl())
                        .map(list -> new CertificatePage.PublishedList(
                                urls.crl(record.crl()),
                                list.number().longValueExact(),
                                list.thisUpdate(),
                                list.nextUpdate())),
                entry,
                entry.isEmpty() && awaitsEntry(record));
    }

    private boolean awaitsEntry(CertificateRecord record) {
        return jdbc.sql("select exists (select 1 from pki_issuance_waiting where ca = :ca and serial = :serial)")
                .param("ca", record.ca())
                .param("serial", SerialBytes.of(record.serial()))
                .query(Boolean.class)
                .single();
    }

    private Optional<String> unitName(String unit) {
        return directory.unit(unit).flatMap(found -> found.nameOn(people.today()));
    }
}
