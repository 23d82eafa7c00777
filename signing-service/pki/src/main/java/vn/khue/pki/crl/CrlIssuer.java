package vn.khue.pki.crl;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import vn.khue.pki.DigestSigner;
import vn.khue.pki.SigningKey;
import vn.khue.pki.store.CertificateRecord;
import vn.khue.pki.store.CertificateRegister;
import vn.khue.pki.store.CertificateStatus;
import vn.khue.pki.store.PublishedCrl;

/**
 * Makes a CA's complete CRLs (RFC 5280 section 5). Numbers come from the register and only grow. An entry stays one CRL
 * longer than its certificate lives. Thread-safe.
 */
public final class CrlIssuer {
    private final String ca;
    private final SigningKey key;
    private final Duration validity;
    private final Clock clock;

    /**
     * @param key the CA's own key
     * @param validity from thisUpdate to nextUpdate
     */
    public CrlIssuer(String ca, SigningKey key, Duration validity, Clock clock) {
        this.ca = ca;
        this.key = key;
        this.validity = validity;
        this.clock = clock;
    }

    /** Makes and publishes the next CRL, in the register's transaction. */
    public PublishedCrl issue(CertificateRegister register) {
        BigInteger number = register.takeCrlNumber(ca);
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant next = now.plus(validity);
        X509v2CRLBuilder builder = new X509v2CRLBuilder(issuerName(), Date.from(now));
        builder.setNextUpdate(Date.from(next));
        for (CertificateRecord record : register.withdrawn(ca, now.minus(validity))) {
            add(builder, record);
        }
        try {
            builder.addExtension(Extension.authorityKeyIdentifier, false, authorityKey());
            builder.addExtension(Extension.cRLNumber, false, new CRLNumber(number));
            byte[] der = builder.build(new DigestSigner(key)).getEncoded();
            PublishedCrl crl = new PublishedCrl(ca, number, der, now, next);
            register.publish(crl);
            return crl;
        } catch (IOException e) {
            throw new IllegalStateException("a CRL in memory always encodes", e);
        }
    }

    /** Publishes a CRL where there is none or the last one is past half its life. */
    public Optional<PublishedCrl> issueIfDue(CertificateRegister register) {
        Instant due = clock.instant().plus(validity.dividedBy(2));
        boolean fresh = register.latestCrl(ca)
                .filter(last -> last.nextUpdate().isAfter(due))
                .isPresent();
        return fresh ? Optional.empty() : Optional.of(issue(register));
    }

    private static void add(X509v2CRLBuilder builder, CertificateRecord record) {
        if (record.status() instanceof CertificateStatus.Revoked revoked) {
            builder.addCRLEntry(
                    record.serial(), Date.from(revoked.at()), revoked.reason().code());
        } else if (record.status() instanceof CertificateStatus.Suspended suspended) {
            builder.addCRLEntry(record.serial(), Date.from(suspended.since()), CRLReason.certificateHold);
        }
    }

    private X500Name issuerName() {
        return X500Name.getInstance(key.certificate().getSubjectX500Principal().getEncoded());
    }

    private AuthorityKeyIdentifier authorityKey() throws IOException {
        try {
            X509CertificateHolder holder = new JcaX509CertificateHolder(key.certificate());
            return new AuthorityKeyIdentifier(
                    SubjectKeyIdentifier.fromExtensions(holder.getExtensions()).getKeyIdentifier());
        } catch (java.security.cert.CertificateEncodingException e) {
            throw new IOException(e);
        }
    }
}
