package vn.khue.audit.ledger;

import java.util.List;

/**
 * Shows that a tree only grew (RFC 6962 clause 2.1.2).
 *
 * @param from size of the older tree
 * @param to size of the newer tree
 * @param path hashes as RFC 6962 orders them; empty where the sizes are equal or the older tree is empty
 */
public record ConsistencyProof(long from, long to, List<TreeHash> path) {

    public ConsistencyProof {
        if (from < 0 || from > to) {
            throw new LedgerException("Consistency proof: expected a size from 0 to " + to + ", found " + from);
        }
        path = List.copyOf(path);
    }

    /** Whether the newer tree begins with the older one (RFC 9162 clause 2.1.4.2). */
    public boolean holds(TreeHash olderRoot, TreeHash newerRoot) {
        if (from == to || from == 0) {
            return path.isEmpty() && (from == 0 || olderRoot.equals(newerRoot));
        }
        TreeHasher hasher = new TreeHasher();
        boolean perfect = (from & (from - 1)) == 0;
        if (path.isEmpty() && !perfect) {
            return false;
        }
        TreeHash first = perfect ? olderRoot : path.get(0);
        long node = from - 1;
        long last = to - 1;
        while ((node & 1) == 1) {
            node >>= 1;
            last >>= 1;
        }
        TreeHash older = first;
        TreeHash newer = first;
        for (TreeHash hash : path.subList(perfect ? 0 : 1, path.size())) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                older = hasher.node(hash, older);
                newer = hasher.node(hash, newer);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                newer = hasher.node(newer, hash);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && older.equals(olderRoot) && newer.equals(newerRoot);
    }
}
