package vn.khue.pki;

import java.security.cert.X509Certificate;
import java.util.List;

/** A bare key with its certificate chain. Whoever makes it has checked that they belong together. */
public record CertifiedKey(List<X509Certificate> chain, BareKey key) implements SigningKey {
    public CertifiedKey {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("a chain of at least the key's certificate expected, found none");
        }
    }

    @Override
    public SignatureAlgorithm algorithm() {
        return key.algorithm();
    }

    @Override
    public byte[] signDigest(byte[] digest) {
        return key.signDigest(digest);
    }
}
