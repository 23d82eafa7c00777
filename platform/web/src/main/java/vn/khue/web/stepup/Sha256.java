package vn.khue.web.stepup;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A SHA-256 digest (FIPS 180-4).
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record Sha256(String hex) {

    public Sha256 {
        if (!hex.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException(
                    "expected 64 lower-case hex digits, found " + hex.length() + " characters");
        }
    }

    /** Digest of these bytes. */
    public static Sha256 of(byte[] bytes) {
        return ofDigest(digest().digest(bytes));
    }

    /** Digest of this text in UTF-8. */
    public static Sha256 of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A digest computed elsewhere: 32 bytes. */
    public static Sha256 ofDigest(byte[] digest) {
        return new Sha256(HexFormat.of().formatHex(digest));
    }

    /** The 32 bytes. */
    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    /** In groups of four digits, as people compare it. */
    public String inFours() {
        return hex.replaceAll("(.{4})(?!$)", "$1 ");
    }

    /** Takes the same time wherever the two differ. */
    public boolean sameAs(Sha256 other) {
        return MessageDigest.isEqual(bytes(), other.bytes());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("expected SHA-256, which every Java has", e);
        }
    }
}
