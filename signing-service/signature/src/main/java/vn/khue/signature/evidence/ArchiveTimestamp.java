package vn.khue.signature.evidence;

import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * One archive timestamp of a record (RFC 4998, 4.1): the hashes that lead from one object to the root of the tree, and the timestamp
 * over the root. Arrays are not copied; nobody writes to them.
 *
 * @param digestAlgorithm of the tree, where it is stated; otherwise the one of the timestamp's imprint
 * @param reducedHashTree lists of hashes from the object up; empty where the timestamp is over the object's hash itself
 * @param token the RFC 3161 token, DER
 * @param der the whole, DER
 */
public record ArchiveTimestamp(
        Optional<ASN1ObjectIdentifier> digestAlgorithm,
        List<List<byte[]>> reducedHashTree,
        byte[] token,
        byte[] der) {
    public ArchiveTimestamp {
        reducedHashTree = reducedHashTree.stream().map(List::copyOf).toList();
    }
}
