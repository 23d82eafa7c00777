package vn.khue.signature.pades;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import vn.khue.pki.SignatureAlgorithm;

/**
 * A document that waits for its signature value. It can be embedded once, and not after it has expired. Thread-safe.
 */
public interface PreparedDocument extends AutoCloseable {

    /** What the key is to sign: made with {@code algorithm().digest()} over the signed attributes of the CMS. */
    byte[] digestToSign();

    /** Digest of the document's own bytes (SHA-256 or better, the algorithm's), for the authorisation and the audit. */
    byte[] documentDigest();

    /** Algorithm the value must have. */
    SignatureAlgorithm algorithm();

    /** The signer's chain that was put in. */
    List<X509Certificate> chain();

    /** Full name of the form field. */
    String fieldName();

    /** After this the document must be prepared anew, because the revocation data would be stale. */
    Instant expires();

    /** Throws the prepared bytes away if they were not embedded; does nothing otherwise. */
    @Override
    void close();
}
