package vn.khue.pki.ca;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import vn.khue.pki.Certificates;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.SignatureVerifier;
import vn.khue.pki.SigningKey;
import vn.khue.pki.keystore.KeyId;
import vn.khue.pki.keystore.KeySpec;
import vn.khue.pki.keystore.KeyVault;
import vn.khue.pki.keystore.VaultKey;
import vn.khue.pki.store.CertificateRecord;
import vn.khue.pki.store.CertificateRegister;
import vn.khue.pki.store.CertificateStatus;

/** The keys of CAs, responders and time stamps: finds them by register and vault, and makes them. For one thread. */
final class ServiceKeys {
    private final KeyVault vault;
    private final CertificateRegister register;
    private final Instant now;
    private final SignatureVerifier verifier = new SignatureVerifier(CryptoProviders.fastest());
    private final List<IssuedCertificate> issuedNow = new ArrayList<>();

    ServiceKeys(KeyVault vault, CertificateRegister register, Instant now) {
        this.vault = vault;
        this.register = register;
        this.now = now;
    }

    /**
     * The newest certificate of that name that is good and lives long enough, with its key: beyond the margin, or as long as its
     * issuer.
     *
     * @param above its issuer first, then on to the root
     */
    Optional<SigningKey> current(String name, String profile, Duration margin, List<X509Certificate> above) {
        Instant issuerEnds = above.get(0).getNotAfter().toInstant();
        return newest(
                name,
                profile,
                record -> record.status() instanceof CertificateStatus.Good
                        && (record.notAfter().isAfter(now.plus(margin))
                                || !record.notAfter().isBefore(issuerEnds)),
                above);
    }

    /** The newest certificate of that name that has not ended, revoked or not, with its key. */
    Optional<SigningKey> last(String name, String profile, List<X509Certificate> above) {
        return newest(name, profile, record -> true, above);
    }

    private Optional<SigningKey> newest(
            String name, String profile, Predicate<CertificateRecord> fit, List<X509Certificate> above) {
        return register.ofUnit(name, profile).stream()
                .filter(record -> record.notAfter().isAfter(now))
                .filter(fit)
                .flatMap(record -> open(record, Certificates.parse(record.der()), above).stream())
                .findFirst();
    }

    /** The key of that certificate; empty where it was signed by another issuer or the vault does not hold the key. */
    Optional<SigningKey> open(CertificateRecord record, X509Certificate certificate, List<X509Certificate> above) {
        if (!verifier.verifies(certificate, above.get(0).getPublicKey())) {
            return Optional.empty();
        }
        List<X509Certificate> chain = new ArrayList<>(List.of(certificate));
        chain.addAll(above);
        return record.key()
                .map(KeyId::of)
                .filter(id -> vault.find(id).isPresent())
                .map(id -> vault.open(id, chain));
    }

    /** Makes a key and has it certified. */
    SigningKey make(KeySpec spec, String profile, String name, Subject subject, CertificateAuthority issuer) {
        VaultKey key = vault.generateForService(spec, name);
        IssuedCertificate issued = issuer.issue(CertificateRequest.own(profile, subject, key, name), register);
        issuedNow.add(issued);
        return vault.open(key.id(), issued.chain());
    }

    /** Notes a certificate that was made elsewhere. */
    void note(IssuedCertificate issued) {
        issuedNow.add(issued);
    }

    /** What was certified meanwhile, in order. */
    List<IssuedCertificate> issuedNow() {
        return List.copyOf(issuedNow);
    }
}
