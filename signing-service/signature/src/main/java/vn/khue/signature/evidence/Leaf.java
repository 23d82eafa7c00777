package vn.khue.signature.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.khue.pki.DigestAlgorithm;

/**
 * What stands at the foot of the tree for one object. With salt beside it no record shows the hash of another object: who holds the
 * record of one pupil's paper could otherwise try what is in the next one.
 *
 * @param hashes of the object's parts
 * @param salt random, as long as a hash
 */
record Leaf(List<byte[]> hashes, Optional<byte[]> salt) {

    byte[] node(DigestAlgorithm algorithm) {
        byte[] object = TreeHash.node(algorithm, hashes);
        return salt.isEmpty() ? object : TreeHash.node(algorithm, List.of(object, salt.get()));
    }

    /**
     * The reduced hash tree. A group's hashes are a list of their own (RFC 4998, 4.2); beside a single hash stands what has the same
     * node above it.
     *
     * @param above neighbours on the way up
     */
    List<List<byte[]>> reduced(List<List<byte[]>> above) {
        List<List<byte[]>> lists = new ArrayList<>();
        lists.add(hashes);
        salt.ifPresent(value -> lists.add(List.of(value)));
        lists.addAll(above);
        if (hashes.size() == 1) {
            if (lists.size() == 1) {
                return List.of();
            }
            lists.set(0, List.of(hashes.get(0), lists.remove(1).get(0)));
        }
        lists.set(0, TreeHash.ascending(lists.get(0)));
        return lists;
    }
}
