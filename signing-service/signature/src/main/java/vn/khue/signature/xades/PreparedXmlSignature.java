package vn.khue.signature.xades;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import vn.khue.pki.SignatureAlgorithm;

/**
 * An XML file that waits for its signature value. It can be embedded once, and not after it has expired. Thread-safe.
 */
public interface PreparedXmlSignature extends AutoCloseable {

    /** What the key is to sign: made with {@code algorithm().digest()} over the canonical {@code SignedInfo}. */
    byte[] digestToSign();

    /** The canonical {@code SignedInfo}, for keys that hash themselves. */
    byte[] toBeSigned();

    /** Digests of the content's references one after the other, digested; for the authorisation and the audit. */
    byte[] documentDigest();

    /** Algorithm the value must have. */
    SignatureAlgorithm algorithm();

    /** The signer's chain that was put in. */
    List<X509Certificate> chain();

    /** {@code Id} of the signature. */
    String signatureId();

    /** After this the file must be prepared anew, because the revocation data would be stale. */
    Instant expires();

    /** Throws the prepared file away if it was not embedded; does nothing otherwise. */
    @Override
    void close();
}
