package vn.khue.audit.ledger.verify;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The RFC 6962 tree over a stream of leaves, kept as one hash for each set bit of the count: adding a leaf carries like
 * adding one to a binary number. The writer keeps rows of tiles instead; the two must agree. For one thread.
 */
final class Mountain {

    /** Hears of complete subtrees: each is one hash of a tile of that level. */
    interface Subtrees {
        void completed(int level, byte[] hash) throws BrokenLedger, IOException;
    }

    private final MessageDigest sha256;
    private final byte[][] peaks = new byte[63][];
    private long count;

    Mountain() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256: expected in every Java, not found; repair the installation", e);
        }
    }

    long count() {
        return count;
    }

    byte[] leaf(byte[] bundle, int offset, int length) {
        sha256.update((byte) 0);
        sha256.update(bundle, offset, length);
        return sha256.digest();
    }

    /** Adds the next leaf and reports each complete subtree of 256, 256², … leaves that ends with it, lowest first. */
    void add(byte[] leaf, Subtrees subtrees) throws BrokenLedger, IOException {
        byte[] carry = leaf;
        int height = 0;
        for (long rest = count; (rest & 1) == 1; rest >>>= 1) {
            carry = node(peaks[height], carry);
            height++;
            if (height % 8 == 0) {
                subtrees.completed(height / 8, carry);
            }
        }
        peaks[height] = carry;
        count++;
    }

    /** Tree hash of all leaves so far. */
    byte[] root() {
        byte[] root = null;
        for (int bit = 0; bit < peaks.length; bit++) {
            if ((count >>> bit & 1) == 1) {
                root = root == null ? peaks[bit] : node(peaks[bit], root);
            }
        }
        return root == null ? sha256.digest() : root;
    }

    private byte[] node(byte[] left, byte[] right) {
        sha256.update((byte) 1);
        sha256.update(left);
        sha256.update(right);
        return sha256.digest();
    }
}
