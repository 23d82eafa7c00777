package vn.khue.signature.cades;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import vn.khue.pki.SignatureAlgorithm;

/** A signature that waits for its value. It can be completed once, and not after it has expired. Thread-safe. */
public interface PreparedSignature {

    /** What the key is to sign: made with {@code algorithm().digest()} over the signed attributes of the CMS. */
    byte[] digestToSign();

    /** Digest of the signed content, by the algorithm's hash, for the authorisation and the audit. */
    byte[] contentDigest();

    /** Algorithm the value must have. */
    SignatureAlgorithm algorithm();

    /** The signer's chain that was put in. */
    List<X509Certificate> chain();

    /** After this it must be prepared anew, because the revocation data would be stale. */
    Instant expires();
}
