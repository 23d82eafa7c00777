package vn.khue.pki.ocsp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPRequest;
import org.bouncycastle.asn1.ocsp.Request;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;

/**
 * A request as far as we answer it. Bounds: {@value #MAX_BYTES} bytes, {@value #MAX_CERTIFICATES} certificates, a nonce of
 * 1 to 128 bytes (RFC 9654 section 2.1).
 */
record OcspRequest(List<CertID> certificates, Optional<Extension> nonce) {
    static final int MAX_BYTES = 8192;
    static final int MAX_CERTIFICATES = 16;
    private static final int MAX_NONCE = 128;

    /** Empty for anything that is not such a request. */
    static Optional<OcspRequest> parse(byte[] der) {
        if (der.length == 0 || der.length > MAX_BYTES) {
            return Optional.empty();
        }
        try (ASN1InputStream in = new ASN1InputStream(der, true)) {
            ASN1Primitive read = in.readObject();
            if (read == null || in.read() != -1) {
                return Optional.empty();
            }
            OCSPRequest request = OCSPRequest.getInstance(read);
            ASN1Sequence list = request.getTbsRequest().getRequestList();
            if (list.size() == 0 || list.size() > MAX_CERTIFICATES) {
                return Optional.empty();
            }
            List<CertID> ids = new ArrayList<>(list.size());
            for (int i = 0; i < list.size(); i++) {
                ids.add(Request.getInstance(list.getObjectAt(i)).getReqCert());
            }
            return nonce(request.getTbsRequest().getRequestExtensions(), ids);
        } catch (Exception e) {
            // Bouncy Castle answers malformed DER with many kinds of runtime exception.
            return Optional.empty();
        }
    }

    /** The one certificate it asks for in the form of RFC 5019, which pre-signed answers are in; empty for other forms. */
    Optional<CertID> lightweight() {
        CertID only = certificates.get(0);
        boolean fits = certificates.size() == 1
                && nonce.isEmpty()
                && OIWObjectIdentifiers.idSHA1.equals(only.getHashAlgorithm().getAlgorithm());
        return fits ? Optional.of(only) : Optional.empty();
    }

    private static Optional<OcspRequest> nonce(Extensions extensions, List<CertID> ids) {
        Extension nonce = extensions == null ? null : extensions.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
        if (nonce == null) {
            return Optional.of(new OcspRequest(ids, Optional.empty()));
        }
        int length = ASN1OctetString.getInstance(nonce.getParsedValue()).getOctetsLength();
        return length < 1 || length > MAX_NONCE
                ? Optional.empty()
                : Optional.of(new OcspRequest(ids, Optional.of(nonce)));
    }
}
