package vn.khue.signing.document;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/** The SHA-256 of a file's bytes: its name in the {@link ContentStore} and what a signature is authorised for. */
public final class ContentDigest {
    private final byte[] bytes;

    private ContentDigest(byte[] bytes) {
        if (bytes.length != 32) {
            throw new IllegalArgumentException("expected 32 bytes of SHA-256, found " + bytes.length);
        }
        this.bytes = bytes.clone();
    }

    public static ContentDigest of(byte[] sha256) {
        return new ContentDigest(sha256);
    }

    /** @throws IllegalArgumentException if this is not 64 hexadecimal digits */
    public static ContentDigest parse(String hex) {
        return new ContentDigest(HexFormat.of().parseHex(hex));
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    /** In groups of four digits, so that two people can compare it by eye. */
    public String grouped() {
        return hex().replaceAll("(.{4})(?!$)", "$1 ");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ContentDigest that && MessageDigest.isEqual(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return hex();
    }
}
