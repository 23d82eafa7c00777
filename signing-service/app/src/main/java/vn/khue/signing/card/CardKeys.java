package vn.khue.signing.card;

import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import vn.khue.ecard.cose.Kid;
import vn.khue.ecard.cose.P256;
import vn.khue.ecard.trust.CardSigner;
import vn.khue.ecard.trust.TrustList;
import vn.khue.pki.Certificates;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.SigningKey;
import vn.khue.pki.ca.CertificateRequest;
import vn.khue.pki.ca.Hierarchy;
import vn.khue.pki.ca.IssuedCertificate;
import vn.khue.pki.keystore.KeyId;
import vn.khue.pki.keystore.KeySpec;
import vn.khue.pki.keystore.KeyVault;
import vn.khue.pki.keystore.VaultKey;
import vn.khue.pki.store.CertificateRecord;
import vn.khue.pki.store.CertificateRegister;
import vn.khue.pki.store.CertificateStatus;
import vn.khue.pki.store.SerialBytes;
import vn.khue.signing.event.SigningEvents;
import vn.khue.web.time.VietnamTime;

/**
 * The keys of the card office: a document signer for each district and month, one key for status lists, one for the trust list. Each is made
 * when it is first needed and certified by the card CA, in a transaction of its own that is committed before the key signs anything. Signers
 * live in the vault and end with their month; verifiers know them by the trust list until the last of their cards has ended. Thread-safe.
 */
@Service
public class CardKeys {
    /** A document signer, ready. */
    public record Signer(CardSigner signer, SigningKey key) {}

    /** A key that signs lists. */
    public record ListKey(Kid kid, SigningKey key) {
        /** For verifiers. */
        public ECPublicKey open() {
            return (ECPublicKey) key.certificate().getPublicKey();
        }
    }

    private static final String SIGNER = "card-signer";
    private static final String LISTS = "card-lists";
    private static final Duration MARGIN = Duration.ofDays(60);
    /** Names the lock under which keys of cards are made. */
    private static final long MAKING = 0x6b687565_63617264L;

    private final KeyVault vault;
    private final Hierarchy hierarchy;
    private final CertificateRegister register;
    private final CardPolicy policy;
    private final SigningEvents events;
    private final JdbcClient jdbc;
    private final TransactionTemplate own;
    private final Clock clock;
    private final Map<String, Signer> signers = new ConcurrentHashMap<>();
    private final Map<String, ListKey> lists = new ConcurrentHashMap<>();

    public CardKeys(
            KeyVault vault,
            Hierarchy hierarchy,
            CertificateRegister register,
            CardPolicy policy,
            SigningEvents events,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.vault = vault;
        this.hierarchy = hierarchy;
        this.register = register;
        this.policy = policy;
        this.events = events;
        this.jdbc = jdbc;
        this.own = new TransactionTemplate(transactions);
        this.own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
    }

    /**
     * The signer of a district in this month of Viet Nam's calendar.
     *
     * @throws vn.khue.pki.PkiException fault KEY where the card CA waits for the root
     */
    public Signer signer(String district) {
        LocalDate month = LocalDate.ofInstant(clock.instant(), VietnamTime.ZONE).withDayOfMonth(1);
        return signers.compute(
                district,
                (name, present) -> present != null
                                && present.signer().mayHaveSigned(clock.instant(), clock.instant())
                                && inForce(present.key())
                        ? present
                        : own.execute(status -> find(district, month).orElseGet(() -> make(district, month))));
    }

    /** Signs status lists. */
    public ListKey statusKey() {
        return listKey("khue:card:status", "Khuê trạng thái thẻ");
    }

    /** Signs the trust list; verifiers pin it. */
    public ListKey trustKey() {
        return listKey("khue:card:trust", "Khuê danh sách tin cậy thẻ");
    }

    /** Every key that may have signed a card which has not ended, and whose certificate is not revoked. */
    public List<CardSigner> signers() {
        return jdbc.sql("select s.*, c.der from card_signer s join pki_certificate c on c.ca = s.ca"
                        + " and c.serial = s.serial where not s.withdrawn and c.state = 'G'"
                        + " and s.valid_until > :now order by s.window_from")
                .param("now", Timestamp.from(clock.instant()))
                .query((row, number) -> new CardSigner(
                        Kid.of(row.getBytes("kid")).orElseThrow(),
                        key(Certificates.parse(row.getBytes("der"))),
                        row.getTimestamp("window_from").toInstant(),
                        row.getTimestamp("window_to").toInstant(),
                        row.getTimestamp("valid_until").toInstant(),
                        row.getString("district")))
                .list();
    }

    /** Every key that may have signed a status list which has not ended. */
    public List<TrustList.StatusKey> statusKeys() {
        statusKey();
        return register.ofUnit("khue:card:status", LISTS).stream()
                .filter(record -> record.status() instanceof CertificateStatus.Good)
                .filter(record -> record.notAfter().isAfter(clock.instant()))
                .map(record -> Certificates.parse(record.der()))
                .map(certificate -> new TrustList.StatusKey(Kid.of(certificate), key(certificate)))
                .toList();
    }

    private boolean inForce(SigningKey key) {
        return register.findByAnyKey("cards", key.certificate().getSerialNumber())
                .filter(record -> record.status() instanceof CertificateStatus.Good)
                .isPresent();
    }

    private Optional<Signer> find(String district, LocalDate month) {
        lock();
        return jdbc.sql("select * from card_signer where district = :district and month = :month and not withdrawn")
                .param("district", district)
                .param("month", Date.valueOf(month))
                .query((row, number) -> open(
                        register.findByAnyKey("cards", SerialBytes.read(row.getBytes("serial")))
                                .orElseThrow(),
                        row.getTimestamp("window_from").toInstant(),
                        row.getTimestamp("window_to").toInstant(),
                        row.getTimestamp("valid_until").toInstant(),
                        district))
                .optional()
                .filter(signer -> inForce(signer.key()));
    }

    private Signer open(CertificateRecord record, Instant from, Instant to, Instant until, String district) {
        SigningKey key = open(record);
        return new Signer(
                new CardSigner(Kid.of(key.certificate()), key(key.certificate()), from, to, until, district), key);
    }

    /** The former one of the month, if there was one, was revoked: its cards fall with it. */
    private Signer make(String district, LocalDate month) {
        jdbc.sql("update card_signer set withdrawn = true where district = :district and month = :month")
                .param("district", district)
                .param("month", Date.valueOf(month))
                .update();
        ZonedDateTime from = month.atStartOfDay(VietnamTime.ZONE);
        ZonedDateTime to = from.plusMonths(1);
        Instant until = to.plus(policy.longest()).plusDays(1).toInstant();
        String name = "Khuê thẻ " + district + ' ' + month.getYear() + '-'
                + String.format(Locale.ROOT, "%02d", month.getMonthValue());
        IssuedCertificate issued = certified(SIGNER, "khue:card:signer:" + district, name);
        Signer made = open(issued.record(), from.toInstant(), to.toInstant(), until, district);
        jdbc.sql("insert into card_signer (kid, district, month, ca, serial, window_from, window_to, valid_until)"
                        + " values (:kid, :district, :month, :ca, :serial, :from, :to, :until)")
                .param("kid", made.signer().kid().bytes())
                .param("district", district)
                .param("month", Date.valueOf(month))
                .param("ca", issued.record().ca())
                .param("serial", SerialBytes.of(issued.record().serial()))
                .param("from", Timestamp.from(from.toInstant()))
                .param("to", Timestamp.from(to.toInstant()))
                .param("until", Timestamp.from(until))
                .update();
        return made;
    }

    private ListKey listKey(String unit, String name) {
        return lists.compute(
                unit,
                (key, present) -> present != null
                                && present.key()
                                        .certificate()
                                        .getNotAfter()
                                        .toInstant()
                                        .isAfter(clock.instant().plus(MARGIN))
                                && inForce(present.key())
                        ? present
                        : own.execute(status -> {
                            lock();
                            SigningKey opened = register.ofUnit(unit, LISTS).stream()
                                    .filter(record -> record.status() instanceof CertificateStatus.Good)
                                    .filter(record -> record.notAfter()
                                            .isAfter(clock.instant().plus(MARGIN)))
                                    .findFirst()
                                    .map(this::open)
                                    .orElseGet(() ->
                                            open(certified(LISTS, unit, name).record()));
                            return new ListKey(Kid.of(opened.certificate()), opened);
                        }));
    }

    private IssuedCertificate certified(String profile, String unit, String name) {
        VaultKey key = vault.generateForService(KeySpec.EC_P256, unit);
        IssuedCertificate issued = hierarchy
                .authorityFor(profile)
                .issue(CertificateRequest.service(profile, hierarchy.plan(), key, name, unit), register);
        events.serviceCertified(issued.record());
        return issued;
    }

    private SigningKey open(CertificateRecord record) {
        X509Certificate certificate = Certificates.parse(record.der());
        return vault.open(KeyId.of(record.key().orElseThrow()), hierarchy.chain(record.ca(), certificate));
    }

    /** Of the provider that verifies fastest. */
    private static ECPublicKey key(X509Certificate certificate) {
        byte[][] xy = P256.coordinates((ECPublicKey) certificate.getPublicKey());
        return P256.key(xy[0], xy[1], CryptoProviders.fastest());
    }

    private void lock() {
        jdbc.sql("select pg_advisory_xact_lock(:making)")
                .param("making", MAKING)
                .query()
                .listOfRows();
    }
}
