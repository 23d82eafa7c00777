package vn.khue.pki.path;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.CertificateList;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.TBSCertList;

/** One CRL, read once; entries are looked up by certificate issuer and serial (indirect CRLs hold several issuers'). */
final class ParsedCrl {
    private static final int MAX_BYTES = 16 * 1024 * 1024;
    private static final ASN1ObjectIdentifier EXPIRED_CERTS_ON_CRL = new ASN1ObjectIdentifier("2.5.29.60");
    private static final Set<ASN1ObjectIdentifier> PROCESSED = Set.of(
            Extension.issuingDistributionPoint,
            Extension.deltaCRLIndicator,
            Extension.cRLNumber,
            Extension.authorityKeyIdentifier,
            Extension.freshestCRL,
            EXPIRED_CERTS_ON_CRL);
    private static final Set<ASN1ObjectIdentifier> PROCESSED_IN_ENTRIES =
            Set.of(Extension.reasonCode, Extension.certificateIssuer, Extension.invalidityDate);

    /** When and why (CRLReason value, 0 where none is given). */
    record Entry(Instant since, int reason) {}

    private record Key(X500Principal issuer, BigInteger serial) {}

    private final byte[] der;
    private final CertificateList structure;
    private final byte[] signed;
    private final X500Principal issuer;
    private final Map<Key, Entry> entries;
    private final boolean understood;

    private ParsedCrl(byte[] der) throws IOException {
        this.der = der;
        this.structure = CertificateList.getInstance(der);
        this.signed = RawDer.of(der)
                .children(RawDer.SEQUENCE, RawDer.SEQUENCE, RawDer.BIT_STRING)
                .get(0)
                .bytes();
        this.issuer = principal(structure.getIssuer());
        this.entries = new HashMap<>();
        this.understood = read();
    }

    /** The whole CertificateList; not a copy. */
    byte[] der() {
        return der;
    }

    /** Empty for what is not a CRL or too long. */
    static Optional<ParsedCrl> of(byte[] der) {
        if (der.length > MAX_BYTES) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ParsedCrl(der));
        } catch (IOException | RuntimeException e) {
            // Bouncy Castle answers malformed DER with many kinds of runtime exception.
            return Optional.empty();
        }
    }

    /** False where critical extensions forbid using it for any certificate (RFC 5280 section 5.2). */
    boolean understood() {
        return understood;
    }

    CertificateList structure() {
        return structure;
    }

    /** The bytes the signature is over. */
    byte[] signed() {
        return signed;
    }

    X500Principal issuer() {
        return issuer;
    }

    Instant thisUpdate() {
        return structure.getThisUpdate().getDate().toInstant();
    }

    Optional<Instant> nextUpdate() {
        return Optional.ofNullable(structure.getNextUpdate())
                .map(t -> t.getDate().toInstant());
    }

    Optional<Entry> find(X500Principal certificateIssuer, BigInteger serial) {
        return Optional.ofNullable(entries.get(new Key(certificateIssuer, serial)));
    }

    Optional<IssuingDistributionPoint> scope() {
        return extension(Extension.issuingDistributionPoint).map(IssuingDistributionPoint::getInstance);
    }

    Optional<BigInteger> number() {
        return extension(Extension.cRLNumber)
                .map(v -> ASN1Integer.getInstance(v).getValue());
    }

    /** BaseCRLNumber; present on delta CRLs only. */
    Optional<BigInteger> base() {
        return extension(Extension.deltaCRLIndicator)
                .map(v -> ASN1Integer.getInstance(v).getValue());
    }

    /** Entries of certificates that ended since then are still on the list (X.509, expiredCertsOnCRL). */
    Optional<Instant> remembersSince() {
        return extension(EXPIRED_CERTS_ON_CRL).map(v -> {
            try {
                return ASN1GeneralizedTime.getInstance(v).getDate().toInstant();
            } catch (java.text.ParseException e) {
                throw new IllegalArgumentException("expiredCertsOnCRL is no time", e);
            }
        });
    }

    Optional<AuthorityKeyIdentifier> authorityKey() {
        return extension(Extension.authorityKeyIdentifier).map(AuthorityKeyIdentifier::getInstance);
    }

    private Optional<ASN1Encodable> extension(ASN1ObjectIdentifier oid) {
        return Optional.ofNullable(structure.getTBSCertList().getExtensions())
                .map(e -> e.getExtension(oid))
                .map(Extension::getParsedValue);
    }

    private boolean read() throws IOException {
        boolean known = processed(structure.getTBSCertList().getExtensions(), PROCESSED);
        X500Principal certificateIssuer = issuer;
        Enumeration<?> all = structure.getRevokedCertificateEnumeration();
        while (all.hasMoreElements()) {
            TBSCertList.CRLEntry entry = (TBSCertList.CRLEntry) all.nextElement();
            Extensions extensions = entry.getExtensions();
            known &= processed(extensions, PROCESSED_IN_ENTRIES);
            certificateIssuer = issuerNamed(extensions).orElse(certificateIssuer);
            entries.put(
                    new Key(certificateIssuer, entry.getUserCertificate().getValue()),
                    new Entry(entry.getRevocationDate().getDate().toInstant(), reason(extensions)));
        }
        return known;
    }

    private static boolean processed(Extensions extensions, Set<ASN1ObjectIdentifier> known) {
        return extensions == null || known.containsAll(List.of(extensions.getCriticalExtensionOIDs()));
    }

    private static int reason(Extensions extensions) {
        Extension reason = extensions == null ? null : extensions.getExtension(Extension.reasonCode);
        return reason == null
                ? 0
                : ASN1Enumerated.getInstance(reason.getParsedValue()).intValueExact();
    }

    private static Optional<X500Principal> issuerNamed(Extensions extensions) throws IOException {
        Extension named = extensions == null ? null : extensions.getExtension(Extension.certificateIssuer);
        if (named == null) {
            return Optional.empty();
        }
        for (GeneralName name : GeneralNames.getInstance(named.getParsedValue()).getNames()) {
            if (name.getTagNo() == GeneralName.directoryName) {
                return Optional.of(principal(X500Name.getInstance(name.getName())));
            }
        }
        throw new IOException("a directory name expected as certificate issuer, found none");
    }

    private static X500Principal principal(X500Name name) throws IOException {
        return new X500Principal(name.getEncoded("DER"));
    }
}
