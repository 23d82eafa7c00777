package vn.khue.signature.evidence;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import vn.khue.pki.DigestAlgorithm;

/** The hashing of RFC 4998: of a node of the tree (4.2), of a way up to the root (4.3), and of an object in a later chain (5.2). Stateless. */
public final class TreeHash {

    private TreeHash() {}

    /** Of the hashes under one node: in binary ascending order, one after the other. A node over a single hash is that hash. */
    static byte[] node(DigestAlgorithm algorithm, List<byte[]> hashes) {
        return hashes.size() == 1
                ? hashes.get(0)
                : algorithm.of(ascending(hashes).toArray(byte[][]::new));
    }

    /** Bytes count as 0 to 255. */
    static List<byte[]> ascending(List<byte[]> hashes) {
        List<byte[]> sorted = new ArrayList<>(hashes);
        sorted.sort(Arrays::compareUnsigned);
        return sorted;
    }

    /**
     * What an object's hashes are in a chain.
     *
     * @param record the record, of which the older chains count
     * @param chain 0 for the first
     * @param hashes of the object's parts, by the chain's algorithm
     * @return the same for the first chain; else each with the hash of all older chains after it, hashed (RFC 4998, 5.2)
     */
    public static List<byte[]> inChain(
            EvidenceRecord record, int chain, DigestAlgorithm algorithm, List<byte[]> hashes) {
        if (chain == 0) {
            return hashes;
        }
        byte[] older = algorithm.of(record.sequence(chain));
        return hashes.stream().map(hash -> algorithm.of(hash, older)).toList();
    }

    /**
     * Follows a reduced hash tree from an object to the root (RFC 4998, 4.3).
     *
     * @param hashes of the object's parts. One has to be in the first list; of several the list has to be exactly these, as the group
     *     had no others
     * @return the hash that the timestamp has to be over; empty where the object is not in the tree
     */
    public static Optional<byte[]> root(DigestAlgorithm algorithm, ArchiveTimestamp timestamp, List<byte[]> hashes) {
        List<List<byte[]>> tree = timestamp.reducedHashTree();
        if (tree.isEmpty()) {
            return hashes.size() == 1 ? Optional.of(hashes.get(0)) : Optional.empty();
        }
        if (!begins(tree.get(0), hashes)) {
            return Optional.empty();
        }
        byte[] node = node(algorithm, tree.get(0));
        for (List<byte[]> list : tree.subList(1, tree.size())) {
            List<byte[]> all = new ArrayList<>(list);
            all.add(node);
            node = node(algorithm, all);
        }
        return Optional.of(node);
    }

    private static boolean begins(List<byte[]> first, List<byte[]> hashes) {
        if (hashes.size() == 1) {
            return first.stream().anyMatch(hash -> MessageDigest.isEqual(hash, hashes.get(0)));
        }
        if (first.size() != hashes.size()) {
            return false;
        }
        List<byte[]> found = ascending(first);
        List<byte[]> expected = ascending(hashes);
        for (int i = 0; i < found.size(); i++) {
            if (!MessageDigest.isEqual(found.get(i), expected.get(i))) {
                return false;
            }
        }
        return true;
    }
}
