package vn.khue.pki.revocation;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.ocsp.OCSPRequest;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.asn1.ocsp.OCSPResponseStatus;
import org.bouncycastle.asn1.ocsp.Request;
import org.bouncycastle.asn1.ocsp.TBSRequest;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import vn.khue.pki.DigestAlgorithm;

/** Makes OCSP requests for one certificate and looks at the outer status of the answer. */
final class OcspQuery {
    private OcspQuery() {}

    /**
     * A request without a nonce, so that pre-signed answers fit (RFC 5019). SHA-1 names the issuer, as every responder
     * understands.
     */
    static byte[] of(X509Certificate certificate, X509Certificate issuer) {
        try {
            byte[] key = SubjectPublicKeyInfo.getInstance(issuer.getPublicKey().getEncoded())
                    .getPublicKeyData()
                    .getBytes();
            CertID id = new CertID(
                    new AlgorithmIdentifier(OIWObjectIdentifiers.idSHA1, DERNull.INSTANCE),
                    new DEROctetString(DigestAlgorithm.SHA1.of(
                            issuer.getSubjectX500Principal().getEncoded())),
                    new DEROctetString(DigestAlgorithm.SHA1.of(key)),
                    new ASN1Integer(certificate.getSerialNumber()));
            return new OCSPRequest(
                            new TBSRequest(null, new DERSequence(new Request(id, null)), (Extensions) null), null)
                    .getEncoded("DER");
        } catch (IOException e) {
            throw new IllegalStateException("a request in memory always encodes", e);
        }
    }

    /** The answer itself where its status is successful. */
    static Optional<byte[]> successful(byte[] der) {
        try {
            int status = OCSPResponse.getInstance(der).getResponseStatus().getIntValue();
            return status == OCSPResponseStatus.SUCCESSFUL ? Optional.of(der) : Optional.empty();
        } catch (RuntimeException e) {
            // Not an OCSP response at all: the same as none.
            return Optional.empty();
        }
    }
}
