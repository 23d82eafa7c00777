package vn.khue.pki.pkcs10;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.pkcs.CertificationRequestInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.SignatureVerifier;
import vn.khue.pki.ca.CertificateProfile;
import vn.khue.pki.policy.AlgorithmPolicy;

/**
 * Reads certification requests (PKCS #10, RFC 2986) for one profile. Size and nesting are bounded before parsing; the key is
 * judged before it is used; the signature over the request proves that the asker has the private half. Of what is asked for,
 * host names are taken where the profile is for hosts, and nothing else. Thread-safe.
 */
public final class Pkcs10Reader {
    /** An RSA key of 8192 bits with its signature and a hundred names fits. */
    public static final int MAX_BYTES = 16 * 1024;

    public static final int MAX_NAMES = 100;

    /** An honest request is seven levels deep: request, info, attributes, attribute, values, extensions, extension. */
    private static final int DEPTH = 12;

    private static final int ELEMENTS = 1024;
    private static final int PARTS = 3;

    /** RFC 7468 section 7; the older label is still written by some tools. */
    private static final Pattern PEM = Pattern.compile("\\s*-----BEGIN (NEW )?CERTIFICATE REQUEST-----"
            + "([A-Za-z0-9+/=\\s]*+)-----END (NEW )?CERTIFICATE REQUEST-----\\s*");

    private final CertificateProfile profile;
    private final AlgorithmPolicy policy;
    private final SignatureVerifier verifier;

    public Pkcs10Reader(CertificateProfile profile, AlgorithmPolicy policy, CryptoProviders providers) {
        this.profile = profile;
        this.policy = policy;
        this.verifier = new SignatureVerifier(providers);
    }

    /** The bytes of a PEM text; empty where it is none, or longer than a request may be. */
    public static Optional<byte[]> pem(String text) {
        if (text.length() > 2 * MAX_BYTES) {
            return Optional.empty();
        }
        Matcher matcher = PEM.matcher(text);
        return matcher.matches() ? base64(matcher.group(2)) : Optional.empty();
    }

    /** The bytes of Base64 with or without line ends (RFC 8951 section 3.1); empty where it is none. */
    public static Optional<byte[]> base64(String text) {
        if (text.length() > 2 * MAX_BYTES) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(text.replaceAll("[\\s]+", ""));
            return bytes.length == 0 ? Optional.empty() : Optional.of(bytes);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Never throws for any bytes. */
    public Pkcs10Result read(byte[] der) {
        if (der.length > MAX_BYTES) {
            return new Pkcs10Result.Refused(Pkcs10Rule.TOO_LARGE);
        }
        Optional<Pkcs10Rule> shape = DerShape.objection(der, DEPTH, ELEMENTS);
        if (shape.isPresent()) {
            return new Pkcs10Result.Refused(shape.get());
        }
        try {
            return new Pkcs10Result.Accepted(judge(der));
        } catch (RefusedRequest e) {
            return new Pkcs10Result.Refused(e.rule());
        }
    }

    private CertificationRequest judge(byte[] der) throws RefusedRequest {
        org.bouncycastle.asn1.pkcs.CertificationRequest request = structure(der);
        CertificationRequestInfo info = request.getCertificationRequestInfo();
        SubjectPublicKeyInfo keyInfo = info.getSubjectPublicKeyInfo();
        PublicKey key = new RequestedKey(policy, profile).of(keyInfo);
        if (policy.objectionTo(request.getSignatureAlgorithm()).isPresent()) {
            throw new RefusedRequest(Pkcs10Rule.SIGNATURE_ALGORITHM);
        }
        if (request.getSignature().getPadBits() != 0
                || !verifier.verifies(
                        request.getSignatureAlgorithm(),
                        key,
                        encoded(info.toASN1Primitive()),
                        request.getSignature().getOctets())) {
            throw new RefusedRequest(Pkcs10Rule.PROOF_OF_POSSESSION);
        }
        RequestedNames names = names(info);
        return new CertificationRequest(
                key,
                DigestAlgorithm.SHA256.of(encoded(keyInfo.toASN1Primitive())),
                subject(info),
                names.names(),
                names.notTaken());
    }

    private static X500Principal subject(CertificationRequestInfo info) throws RefusedRequest {
        try {
            return new X500Principal(encoded(info.getSubject().toASN1Primitive()));
        } catch (IllegalArgumentException e) {
            throw new RefusedRequest(Pkcs10Rule.STRUCTURE, e);
        }
    }

    private RequestedNames names(CertificationRequestInfo info) throws RefusedRequest {
        try {
            return RequestedNames.of(info, profile.namesHosts());
        } catch (RuntimeException e) {
            // Bouncy Castle answers malformed attributes with many kinds of runtime exception.
            throw new RefusedRequest(Pkcs10Rule.EXTENSIONS, e);
        }
    }

    /** Only what is DER throughout: then the parts that are signed are the parts that are read. */
    private static org.bouncycastle.asn1.pkcs.CertificationRequest structure(byte[] der) throws RefusedRequest {
        try {
            ASN1Primitive read = ASN1Primitive.fromByteArray(der);
            if (!MessageDigest.isEqual(der, encoded(read))) {
                throw new RefusedRequest(Pkcs10Rule.NOT_DER);
            }
            if (ASN1Sequence.getInstance(read).size() != PARTS) {
                throw new RefusedRequest(Pkcs10Rule.STRUCTURE);
            }
            var request = org.bouncycastle.asn1.pkcs.CertificationRequest.getInstance(read);
            if (request.getCertificationRequestInfo().getVersion().intValueExact() != 0) {
                throw new RefusedRequest(Pkcs10Rule.STRUCTURE);
            }
            // Both are decoded late; what they refuse is refused here.
            request.getCertificationRequestInfo().getSubject().getRDNs();
            request.getSignature().getOctets();
            return request;
        } catch (IOException | RuntimeException e) {
            // Bouncy Castle answers malformed DER with many kinds of runtime exception.
            throw new RefusedRequest(Pkcs10Rule.STRUCTURE, e);
        }
    }

    private static byte[] encoded(ASN1Primitive value) {
        try {
            return value.getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new IllegalStateException("what was read in memory always encodes", e);
        }
    }
}
