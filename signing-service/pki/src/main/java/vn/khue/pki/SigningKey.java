package vn.khue.pki;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A private key in use with its certificate, wherever the key lives: software vault, HSM, the signer's token or a remote
 * provider. Callers hand it a ready digest, because that is all some of those roads can take. Implementations are
 * thread-safe.
 */
public interface SigningKey extends BareKey {
    /** The key's certificate first, then each issuer in turn; the root need not be in it. Never empty. */
    List<X509Certificate> chain();

    /** The certificate of this key. */
    default X509Certificate certificate() {
        return chain().get(0);
    }
}
