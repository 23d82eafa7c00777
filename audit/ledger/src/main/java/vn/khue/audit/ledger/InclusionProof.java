package vn.khue.audit.ledger;

import java.util.List;

/**
 * Shows that an entry is in the tree (RFC 6962 clause 2.1.1).
 *
 * @param index of the entry, from 0
 * @param size of the tree
 * @param path sibling hashes from the leaf's upwards
 */
public record InclusionProof(long index, long size, List<TreeHash> path) {

    public InclusionProof {
        if (index < 0 || index >= size) {
            throw new LedgerException("Inclusion proof: expected an index below the size " + size + ", found " + index);
        }
        path = List.copyOf(path);
    }

    /** The root that follows from the entry and the path (RFC 9162 clause 2.1.3.2); compare it with a checkpoint's. */
    public TreeHash root(byte[] entry) {
        TreeHasher hasher = new TreeHasher();
        long node = index;
        long last = size - 1;
        TreeHash hash = hasher.leaf(entry);
        for (TreeHash sibling : path) {
            if (last == 0) {
                throw tooLong();
            }
            if ((node & 1) == 1 || node == last) {
                hash = hasher.node(sibling, hash);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                hash = hasher.node(hash, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        if (last != 0) {
            throw new LedgerException(
                    "Inclusion proof: expected more hashes for a tree of size " + size + ", found " + path.size());
        }
        return hash;
    }

    private LedgerException tooLong() {
        return new LedgerException(
                "Inclusion proof: expected fewer hashes for a tree of size " + size + ", found " + path.size());
    }
}
