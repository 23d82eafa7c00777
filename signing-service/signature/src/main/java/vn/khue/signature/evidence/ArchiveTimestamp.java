package vn.khue.signature.evidence;

import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import vn.khue.pki.Der;

/**
 * One archive timestamp of a record (RFC 4998, 4.1): the hashes that lead from one object to the root of the tree, and the timestamp
 * over the root. Arrays are not copied; nobody writes to them.
 *
 * @param digestAlgorithm of the tree, where it is stated; otherwise the one of the timestamp's imprint
 * @param reducedHashTree lists of hashes from the object up; empty where the timestamp is over the object's hash itself
 * @param fields DER of all fields before the timestamp, one after the other, with those that prove nothing
 * @param token the RFC 3161 token, DER; the same array in all records of a batch
 */
public record ArchiveTimestamp(
        Optional<ASN1ObjectIdentifier> digestAlgorithm,
        List<List<byte[]>> reducedHashTree,
        byte[] fields,
        byte[] token) {
    public ArchiveTimestamp {
        reducedHashTree = reducedHashTree.stream().map(List::copyOf).toList();
    }

    /** The whole, DER. */
    byte[] der() {
        return Der.of(Der.SEQUENCE, fields, token);
    }
}
