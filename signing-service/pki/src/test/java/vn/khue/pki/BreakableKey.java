package vn.khue.pki;

import java.security.cert.X509Certificate;
import java.util.List;

/** A real key that can be taken away, as an HSM that is pulled out. */
public final class BreakableKey implements SigningKey {
    private final SigningKey key;
    private volatile boolean gone;

    public BreakableKey(SigningKey key) {
        this.key = key;
    }

    public void takeAway() {
        gone = true;
    }

    public void bringBack() {
        gone = false;
    }

    @Override
    public List<X509Certificate> chain() {
        return key.chain();
    }

    @Override
    public SignatureAlgorithm algorithm() {
        return key.algorithm();
    }

    @Override
    public byte[] signDigest(byte[] digest) {
        if (gone) {
            throw new PkiException(PkiException.Fault.KEY, "a key in its token expected, found none; put it back");
        }
        return key.signDigest(digest);
    }
}
