package vn.khue.signing.document;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** The one place of this room that asks the JDK for a message digest. Thread-safe. */
public final class Sha256 {
    private Sha256() {}

    public static ContentDigest of(Path file) throws IOException {
        MessageDigest digest = newDigest();
        byte[] buffer = new byte[64 * 1024];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return ContentDigest.of(digest.digest());
    }

    public static ContentDigest of(byte[] bytes) {
        return ContentDigest.of(newDigest().digest(bytes));
    }

    /** The digest of a list of digests, in the order given: what a signer compares before a step-up. */
    public static ContentDigest ofList(List<ContentDigest> list) {
        MessageDigest digest = newDigest();
        list.forEach(item -> digest.update(item.bytes()));
        return ContentDigest.of(digest.digest());
    }

    static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must offer SHA-256; this one does not", e);
        }
    }
}
