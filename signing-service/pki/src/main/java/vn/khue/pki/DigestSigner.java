package vn.khue.pki;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.operator.ContentSigner;

/** Lets Bouncy Castle's builders sign with a {@link BareKey}: hashes what is written, then signs the digest. One use. */
public final class DigestSigner implements ContentSigner {
    private final BareKey key;
    private final MessageDigest digest;

    public DigestSigner(BareKey key) {
        this.key = key;
        this.digest = key.algorithm().digest().newDigest();
    }

    @Override
    public AlgorithmIdentifier getAlgorithmIdentifier() {
        return key.algorithm().identifier();
    }

    @Override
    public OutputStream getOutputStream() {
        return new OutputStream() {
            @Override
            public void write(int b) {
                digest.update((byte) b);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                digest.update(bytes, offset, length);
            }
        };
    }

    @Override
    public byte[] getSignature() {
        return key.signDigest(digest.digest());
    }
}
