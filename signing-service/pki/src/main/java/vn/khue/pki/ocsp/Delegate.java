package vn.khue.pki.ocsp;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.ocsp.CertStatus;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPResponseStatus;
import org.bouncycastle.asn1.ocsp.ResponderID;
import org.bouncycastle.asn1.ocsp.RevokedInfo;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import vn.khue.pki.Certificates;
import vn.khue.pki.Der;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.SigningKey;
import vn.khue.pki.store.CertificateStatus;

/** One CA's delegated responder (RFC 6960 section 4.2.2.2): knows its CA's names, makes and signs answers. Thread-safe. */
final class Delegate {
    /** What is said of one certificate. */
    record Statement(CertID certificate, CertStatus status) {}

    private static final byte[] SUCCESSFUL = Der.of(new OCSPResponseStatus(OCSPResponseStatus.SUCCESSFUL));
    private static final byte[] BASIC = Der.of(OCSPObjectIdentifiers.id_pkix_ocsp_basic);
    private static final byte[] NO_UNUSED_BITS = {0};
    /** id-pkix-ocsp-extended-revoke. */
    private static final ASN1ObjectIdentifier EXTENDED_REVOKE = new ASN1ObjectIdentifier("1.3.6.1.5.5.7.48.1.9");

    private final String ca;
    private final IssuerHashes hashes;
    private final SigningKey key;
    private final byte[] id;
    private final byte[] algorithm;
    private final byte[] certificates;

    Delegate(String ca, X509Certificate issuer, SigningKey key) {
        if (issuer == null) {
            throw new IllegalArgumentException("a certificate of CA " + ca + " expected beside its responder");
        }
        SubjectPublicKeyInfo info = SubjectPublicKeyInfo.getInstance(
                key.certificate().getPublicKey().getEncoded());
        this.ca = ca;
        this.hashes = new IssuerHashes(issuer);
        this.key = key;
        this.id = Der.of(new ResponderID(new DEROctetString(
                DigestAlgorithm.SHA1.of(info.getPublicKeyData().getBytes()))));
        this.algorithm = Der.of(key.algorithm().identifier());
        this.certificates = Der.of(Der.CONTEXT_0, Der.of(Der.SEQUENCE, Certificates.der(key.certificate())));
    }

    String ca() {
        return ca;
    }

    boolean names(CertID certificate) {
        return hashes.names(certificate);
    }

    /** The CertID that pre-signed answers bear. */
    CertID lightweight(BigInteger serial) {
        return hashes.lightweight(serial);
    }

    /** The end of an answer: never beyond the responder's own certificate, which is checked beside it. */
    Instant end(Instant wanted) {
        Instant own = key.certificate().getNotAfter().toInstant();
        return own.isBefore(wanted) ? own : wanted;
    }

    /**
     * @param extensions of the response, perhaps none
     * @throws vn.khue.pki.PkiException fault KEY where the responder's key cannot be used
     */
    byte[] sign(List<Statement> statements, List<Extension> extensions, Instant thisUpdate, Instant nextUpdate) {
        byte[] now = Der.generalizedTime(thisUpdate.truncatedTo(ChronoUnit.SECONDS));
        byte[] next = Der.of(Der.CONTEXT_0, Der.generalizedTime(nextUpdate.truncatedTo(ChronoUnit.SECONDS)));
        byte[][] answers = statements.stream()
                .map(s -> Der.of(Der.SEQUENCE, Der.of(s.certificate()), Der.of(s.status()), now, next))
                .toArray(byte[][]::new);
        byte[] more = extensions.isEmpty()
                ? new byte[0]
                : Der.of(Der.CONTEXT_1, Der.of(new Extensions(extensions.toArray(Extension[]::new))));
        byte[] said = Der.of(Der.SEQUENCE, id, now, Der.of(Der.SEQUENCE, answers), more);
        byte[] signature = key.signDigest(key.algorithm().digest().of(said));
        byte[] value = Der.of(Der.BIT_STRING, NO_UNUSED_BITS, signature);
        byte[] basic = Der.of(Der.SEQUENCE, said, algorithm, value, certificates);
        byte[] bytes = Der.of(Der.SEQUENCE, BASIC, Der.of(Der.OCTET_STRING, basic));
        return Der.of(Der.SEQUENCE, SUCCESSFUL, Der.of(Der.CONTEXT_0, bytes));
    }

    static CertStatus unknown() {
        return new CertStatus(2, DERNull.INSTANCE);
    }

    /** What is said of a certificate that was never issued, where that is not "unknown" (RFC 6960 section 2.2). */
    static CertStatus neverIssued() {
        return new CertStatus(new RevokedInfo(time(Instant.EPOCH), CRLReason.lookup(CRLReason.certificateHold)));
    }

    /** Goes with {@link #neverIssued} (RFC 6960 section 4.4.8). */
    static Extension extendedRevoke() {
        return new Extension(EXTENDED_REVOKE, false, new DEROctetString(Der.of(DERNull.INSTANCE)));
    }

    static CertStatus status(CertificateStatus status) {
        if (status instanceof CertificateStatus.Revoked revoked) {
            return new CertStatus(new RevokedInfo(
                    time(revoked.at()), CRLReason.lookup(revoked.reason().code())));
        }
        if (status instanceof CertificateStatus.Suspended suspended) {
            return new CertStatus(
                    new RevokedInfo(time(suspended.since()), CRLReason.lookup(CRLReason.certificateHold)));
        }
        return new CertStatus();
    }

    private static ASN1GeneralizedTime time(Instant instant) {
        return new ASN1GeneralizedTime(Date.from(instant.truncatedTo(ChronoUnit.SECONDS)));
    }
}
