package vn.khue.signature.cades;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import vn.khue.pki.DigestAlgorithm;

/** Bytes that are signed and stay outside the signature, known by their hashes. */
@FunctionalInterface
public interface HashedContent {

    /**
     * Hash of the whole content.
     *
     * @throws IOException where the content cannot be read
     */
    byte[] digest(DigestAlgorithm algorithm) throws IOException;

    /** Content in memory; it is not copied. */
    static HashedContent of(byte[] bytes) {
        return algorithm -> algorithm.of(bytes);
    }

    /** A file of any size, read anew for each hash. */
    static HashedContent of(Path file) {
        return algorithm -> {
            MessageDigest digest = algorithm.newDigest();
            byte[] buffer = new byte[1 << 16];
            try (InputStream in = Files.newInputStream(file)) {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    digest.update(buffer, 0, n);
                }
            }
            return digest.digest();
        };
    }
}
