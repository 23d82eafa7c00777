package vn.khue.audit.ledger;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** The three hashes of RFC 6962 clause 2.1: empty tree, leaf, node. For one thread, because a digest is kept. */
final class TreeHasher {

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private final MessageDigest sha256;

    TreeHasher() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new LedgerException("SHA-256: expected in every Java, not found; repair the Java installation", e);
        }
    }

    TreeHash empty() {
        return TreeHash.of(sha256.digest());
    }

    TreeHash leaf(byte[] entry) {
        sha256.update(LEAF);
        sha256.update(entry);
        return TreeHash.of(sha256.digest());
    }

    TreeHash node(TreeHash left, TreeHash right) {
        sha256.update(NODE);
        left.update(sha256);
        right.update(sha256);
        return TreeHash.of(sha256.digest());
    }

    /** Root of a perfect subtree over hashes of one level; their number is a power of two. */
    TreeHash perfect(List<TreeHash> hashes) {
        TreeHash[] row = hashes.toArray(TreeHash[]::new);
        for (int width = row.length; width > 1; width /= 2) {
            for (int i = 0; i < width; i += 2) {
                row[i / 2] = node(row[i], row[i + 1]);
            }
        }
        return row[0];
    }
}
