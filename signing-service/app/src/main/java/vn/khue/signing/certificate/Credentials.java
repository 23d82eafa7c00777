package vn.khue.signing.certificate;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import vn.khue.pki.Certificates;
import vn.khue.pki.ca.Hierarchy;
import vn.khue.pki.keystore.KeyId;
import vn.khue.pki.keystore.KeyVault;
import vn.khue.pki.store.CertificateRecord;
import vn.khue.pki.store.CertificateRegister;
import vn.khue.pki.store.CertificateStatus;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;

/** Finds the key and certificate that a person or a unit may sign with at this moment (R2.10). Thread-safe. */
@Component
public class Credentials {
    /** Profile of a person's signing certificate. */
    public static final String PERSON = "person-signing";

    /** Profile of a person's certificate for signing in. */
    public static final String LOGIN = "person-login";

    /** Profile of a unit's seal certificate. */
    public static final String SEAL = "unit-seal";

    private final CertificateRegister register;
    private final KeyVault vault;
    private final Hierarchy hierarchy;
    private final Clock clock;

    public Credentials(CertificateRegister register, KeyVault vault, Hierarchy hierarchy, Clock clock) {
        this.register = register;
        this.vault = vault;
        this.hierarchy = hierarchy;
        this.clock = clock;
    }

    /** @throws SigningException NO_CERTIFICATE */
    public Credential ofPerson(UUID person, String unit) {
        return newest(ofHolder(person, unit)).orElseThrow(() -> new SigningException(Refusal.NO_CERTIFICATE));
    }

    /** @throws SigningException NO_SEAL_CERTIFICATE */
    public Credential ofSeal(String unit) {
        return newest(register.ofUnit(unit, SEAL).stream())
                .orElseThrow(() -> new SigningException(Refusal.NO_SEAL_CERTIFICATE));
    }

    public boolean personHas(UUID person, String unit) {
        return ofHolder(person, unit).anyMatch(this::usable);
    }

    public boolean sealHas(String unit) {
        return register.ofUnit(unit, SEAL).stream().anyMatch(this::usable);
    }

    /** All certificates of a person for a unit, newest first. */
    public List<CertificateRecord> all(UUID person, String unit) {
        return ofHolder(person, unit).toList();
    }

    /** All certificates of a unit's seal, newest first. */
    public List<CertificateRecord> allOfSeal(String unit) {
        return register.ofUnit(unit, SEAL);
    }

    /** All certificates of a person for signing in, by the unit that they name, newest first. */
    public List<CertificateRecord> logins(UUID person, String unit) {
        return ofHolder(person, unit, LOGIN).toList();
    }

    private Stream<CertificateRecord> ofHolder(UUID person, String unit) {
        return ofHolder(person, unit, PERSON);
    }

    private Stream<CertificateRecord> ofHolder(UUID person, String unit, String profile) {
        return register.ofHolder(person).stream()
                .filter(record ->
                        record.profile().equals(profile) && record.unit().equals(Optional.of(unit)));
    }

    private Optional<Credential> newest(Stream<CertificateRecord> records) {
        return records.filter(this::usable).findFirst().map(this::open);
    }

    /** Whether it may sign now: in force, within its time, its key in our vault. */
    public boolean usable(CertificateRecord record) {
        Instant now = clock.instant();
        return record.status() instanceof CertificateStatus.Good
                && !now.isBefore(record.notBefore())
                && now.isBefore(record.notAfter())
                && record.key().isPresent();
    }

    private Credential open(CertificateRecord record) {
        X509Certificate certificate = Certificates.parse(record.der());
        List<X509Certificate> chain = hierarchy.chain(record.ca(), certificate);
        return new Credential(vault.open(KeyId.of(record.key().orElseThrow()), chain), record.notAfter());
    }
}
