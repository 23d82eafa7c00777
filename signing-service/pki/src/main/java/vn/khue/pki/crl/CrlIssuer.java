package vn.khue.pki.crl;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import vn.khue.pki.DigestSigner;
import vn.khue.pki.SigningKey;
import vn.khue.pki.store.CertificateRegister;
import vn.khue.pki.store.CertificateStatus;
import vn.khue.pki.store.CrlName;
import vn.khue.pki.store.MainCrl;
import vn.khue.pki.store.PublishedCrl;
import vn.khue.pki.store.Withdrawal;

/**
 * Makes a CA's CRLs (RFC 5280 section 5): the list at its own address, and partitions whose issuing distribution point
 * names their address (section 5.2.5). Numbers come from the register, one row of them for all lists of a CA, and only
 * grow. An entry stays one CRL longer than its certificate lives. Thread-safe.
 */
public final class CrlIssuer {
    private final String ca;
    private final SigningKey key;
    private final Duration validity;
    private final MainCrl covers;
    private final Function<CrlName, String> addresses;
    private final Clock clock;

    /**
     * @param key the CA's own key
     * @param validity from thisUpdate to nextUpdate
     * @param covers what the list at the CA's own address covers
     * @param addresses where a list is fetched, word for word as in the certificates that name it
     */
    public CrlIssuer(
            String ca,
            SigningKey key,
            Duration validity,
            MainCrl covers,
            Function<CrlName, String> addresses,
            Clock clock) {
        this.ca = ca;
        this.key = key;
        this.validity = validity;
        this.covers = covers;
        this.addresses = addresses;
        this.clock = clock;
    }

    /** For a CA without partitions: its list covers everything. */
    public CrlIssuer(String ca, SigningKey key, Duration validity, Clock clock) {
        this(
                ca,
                key,
                validity,
                MainCrl.EVERYTHING,
                list -> {
                    throw new IllegalArgumentException("an address for " + list + " expected, found none");
                },
                clock);
    }

    /** Makes and publishes the next list at the CA's own address, in the register's transaction. */
    public PublishedCrl issue(CertificateRegister register) {
        return issue(CrlName.main(ca), register);
    }

    /** Makes and publishes the next list of that name, in the register's transaction. */
    public PublishedCrl issue(CrlName list, CertificateRegister register) {
        if (!list.ca().equals(ca)) {
            throw new IllegalArgumentException("a list of " + ca + " expected, found " + list);
        }
        // Before anything is read: whoever has the number has the lock, and knows all that lower numbers knew.
        BigInteger number = register.takeCrlNumber(ca);
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant next = now.plus(validity);
        boolean everything = list.isMain() && covers == MainCrl.EVERYTHING;
        X509v2CRLBuilder builder = new X509v2CRLBuilder(issuerName(), Date.from(now));
        builder.setNextUpdate(Date.from(next));
        Instant remembered = now.minus(validity);
        for (Withdrawal withdrawal :
                everything ? register.withdrawn(ca, remembered) : register.withdrawn(list, remembered)) {
            add(builder, withdrawal);
        }
        try {
            builder.addExtension(Extension.authorityKeyIdentifier, false, authorityKey());
            builder.addExtension(Extension.cRLNumber, false, new CRLNumber(number));
            if (!everything) {
                builder.addExtension(Extension.issuingDistributionPoint, true, scope(addresses.apply(list)));
            }
            byte[] der = builder.build(new DigestSigner(key)).getEncoded();
            PublishedCrl crl = new PublishedCrl(list, number, der, now, next);
            register.publish(crl);
            return crl;
        } catch (IOException e) {
            throw new IllegalStateException("a CRL in memory always encodes", e);
        }
    }

    /** Publishes the list at the CA's own address where there is none or the last one is past half its life. */
    public Optional<PublishedCrl> issueIfDue(CertificateRegister register) {
        Instant due = halfLifeEnds();
        boolean fresh = register.latestCrl(ca)
                .filter(last -> last.nextUpdate().isAfter(due))
                .isPresent();
        return fresh ? Optional.empty() : Optional.of(issue(register));
    }

    /**
     * The lists to publish now: past half their life, never published, or older than a change of what they cover. Lists
     * that come because of a change come as soon as this is asked.
     *
     * @param limit at most so many, the most urgent
     */
    public List<CrlName> due(CertificateRegister register, int limit) {
        return register.dueCrls(ca, covers, clock.instant().minus(validity), halfLifeEnds(), limit);
    }

    private Instant halfLifeEnds() {
        return clock.instant().plus(validity.dividedBy(2));
    }

    private static void add(X509v2CRLBuilder builder, Withdrawal withdrawal) {
        if (withdrawal.status() instanceof CertificateStatus.Revoked revoked) {
            builder.addCRLEntry(
                    withdrawal.serial(),
                    Date.from(revoked.at()),
                    revoked.reason().code());
        } else if (withdrawal.status() instanceof CertificateStatus.Suspended suspended) {
            builder.addCRLEntry(withdrawal.serial(), Date.from(suspended.since()), CRLReason.certificateHold);
        }
    }

    private static IssuingDistributionPoint scope(String address) {
        GeneralName name = new GeneralName(GeneralName.uniformResourceIdentifier, address);
        return new IssuingDistributionPoint(
                new DistributionPointName(new GeneralNames(name)), false, false, null, false, false);
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
