package vn.khue.signature.xml;

import java.io.OutputStream;
import java.security.MessageDigest;
import vn.khue.pki.DigestAlgorithm;

/** Digests what is written to it, so that a large document is never in memory twice. Not thread-safe. */
public final class DigestStream extends OutputStream {

    private final MessageDigest digest;

    /** With a fresh digest. */
    public DigestStream(DigestAlgorithm algorithm) {
        this.digest = algorithm.newDigest();
    }

    @Override
    public void write(int b) {
        digest.update((byte) b);
    }

    @Override
    public void write(byte[] bytes) {
        digest.update(bytes);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        digest.update(bytes, from, length);
    }

    /** The digest; begins anew afterwards. */
    public byte[] digest() {
        return digest.digest();
    }
}
