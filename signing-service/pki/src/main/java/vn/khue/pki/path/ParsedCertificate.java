package vn.khue.pki.path;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.KeyUsage;
import vn.khue.pki.Certificates;

/**
 * One certificate read twice: by the JDK for names, times and keys, by Bouncy Castle for extensions. Both have to read it
 * for it to count.
 */
final class ParsedCertificate {
    private final X509Certificate certificate;
    private final Certificate structure;
    private final Optional<Extensions> extensions;

    private ParsedCertificate(X509Certificate certificate, Certificate structure) {
        this.certificate = certificate;
        this.structure = structure;
        this.extensions = Optional.ofNullable(structure.getTBSCertificate().getExtensions());
    }

    /**
     * Empty where Bouncy Castle cannot read what the JDK could, for instance a doubled extension, and where the signature is not a
     * string of octets: the JDK drops the count of unused bits, so that one certificate would have two encodings.
     */
    static Optional<ParsedCertificate> of(X509Certificate certificate) {
        try {
            Certificate structure = Certificate.getInstance(Certificates.der(certificate));
            return structure.getSignature().getPadBits() == 0
                    ? Optional.of(new ParsedCertificate(certificate, structure))
                    : Optional.empty();
        } catch (RuntimeException e) {
            // Bouncy Castle answers malformed DER with many kinds of runtime exception.
            return Optional.empty();
        }
    }

    X509Certificate x509() {
        return certificate;
    }

    Certificate structure() {
        return structure;
    }

    X500Principal subject() {
        return certificate.getSubjectX500Principal();
    }

    X500Principal issuer() {
        return certificate.getIssuerX500Principal();
    }

    PublicKey publicKey() {
        return certificate.getPublicKey();
    }

    /** Self-issued (RFC 5280 section 6.1): same name as issuer and subject. */
    boolean selfIssued() {
        return subject().equals(issuer());
    }

    Instant notBefore() {
        return certificate.getNotBefore().toInstant();
    }

    Instant notAfter() {
        return certificate.getNotAfter().toInstant();
    }

    /** The decoded value of an extension; throws IllegalArgumentException where it is not DER. */
    Optional<ASN1Encodable> extension(ASN1ObjectIdentifier oid) {
        return extensions.map(e -> e.getExtension(oid)).map(Extension::getParsedValue);
    }

    boolean has(ASN1ObjectIdentifier oid) {
        return extensions.map(e -> e.getExtension(oid)).isPresent();
    }

    Set<String> criticalExtensions() {
        Set<String> critical = new TreeSet<>();
        extensions.ifPresent(e -> {
            for (ASN1ObjectIdentifier oid : e.getCriticalExtensionOIDs()) {
                critical.add(oid.getId());
            }
        });
        return critical;
    }

    boolean isAuthority() {
        return extension(Extension.basicConstraints)
                .map(BasicConstraints::getInstance)
                .map(BasicConstraints::isCA)
                .orElse(false);
    }

    /** Whether the key may be used so: the bit is set, or there is no key usage extension. */
    boolean mayBeUsedFor(int keyUsageBit) {
        return extension(Extension.keyUsage)
                .map(KeyUsage::getInstance)
                .map(usage -> usage.hasUsages(keyUsageBit))
                .orElse(true);
    }

    /** For messages; names only, no personal data beyond what the certificate publishes. */
    String label() {
        return "certificate " + certificate.getSerialNumber().toString(16);
    }
}
