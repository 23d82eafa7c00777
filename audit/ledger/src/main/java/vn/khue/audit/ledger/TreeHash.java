package vn.khue.audit.ledger;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;

/** A SHA-256 hash of the tree, 32 bytes. Immutable value. */
public final class TreeHash {

    public static final int BYTES = 32;

    private final byte[] bytes;

    private TreeHash(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new LedgerException("Tree hash: expected 32 bytes, found " + bytes.length);
        }
        this.bytes = bytes;
    }

    public static TreeHash of(byte[] bytes) {
        return new TreeHash(bytes.clone());
    }

    /** The hash that begins at {@code offset} of a tile. */
    public static TreeHash at(byte[] tile, int offset) {
        return new TreeHash(Arrays.copyOfRange(tile, offset, offset + BYTES));
    }

    /**
     * @throws LedgerException if the text is not standard base64 of 32 bytes, padded, in its only spelling
     */
    public static TreeHash fromBase64(String text) {
        try {
            TreeHash hash = new TreeHash(Base64.getDecoder().decode(text));
            if (hash.base64().equals(text)) {
                return hash;
            }
        } catch (IllegalArgumentException e) {
            // Said below, together with a second spelling of the same bytes.
        }
        throw new LedgerException(
                "Tree hash: expected base64 of 32 bytes, found " + text.length() + " other characters");
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    void copyTo(byte[] target, int offset) {
        System.arraycopy(bytes, 0, target, offset, BYTES);
    }

    void update(MessageDigest digest) {
        digest.update(bytes);
    }

    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TreeHash that && MessageDigest.isEqual(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return base64();
    }
}
