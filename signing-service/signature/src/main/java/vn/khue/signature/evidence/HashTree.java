package vn.khue.signature.evidence;

import java.util.ArrayList;
import java.util.List;
import vn.khue.pki.DigestAlgorithm;

/** A binary hash tree (RFC 4998, 4.2). A node without a neighbour moves up as it is. Immutable. */
final class HashTree {

    private final List<List<byte[]>> levels = new ArrayList<>();

    /** @param leaves at least one */
    HashTree(DigestAlgorithm algorithm, List<byte[]> leaves) {
        List<byte[]> level = List.copyOf(leaves);
        levels.add(level);
        while (level.size() > 1) {
            List<byte[]> above = new ArrayList<>(level.size() / 2 + 1);
            for (int i = 0; i + 1 < level.size(); i += 2) {
                above.add(TreeHash.node(algorithm, level.subList(i, i + 2)));
            }
            if (level.size() % 2 == 1) {
                above.add(level.get(level.size() - 1));
            }
            levels.add(above);
            level = above;
        }
    }

    byte[] root() {
        return levels.get(levels.size() - 1).get(0);
    }

    /** Neighbours on the way from a leaf to the root, each in a list of its own. */
    List<List<byte[]>> neighbours(int leaf) {
        List<List<byte[]>> way = new ArrayList<>();
        int at = leaf;
        for (List<byte[]> level : levels) {
            int neighbour = at ^ 1;
            if (neighbour < level.size()) {
                way.add(List.of(level.get(neighbour)));
            }
            at >>= 1;
        }
        return way;
    }
}
