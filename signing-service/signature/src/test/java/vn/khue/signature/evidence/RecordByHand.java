package vn.khue.signature.evidence;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import vn.khue.pki.Der;
import vn.khue.pki.DigestAlgorithm;

/** Records with whatever somebody likes in them, encoded as they should be. */
public final class RecordByHand {

    private RecordByHand() {}

    public static ArchiveTimestamp timestamp(
            Optional<ASN1ObjectIdentifier> algorithm, List<List<byte[]>> tree, byte[] token) {
        List<byte[]> parts = new ArrayList<>();
        algorithm.ifPresent(oid -> parts.add(Der.of(Der.CONTEXT_0, Der.of(oid))));
        if (!tree.isEmpty()) {
            parts.add(Der.of(
                    0xa2,
                    tree.stream()
                            .map(list -> Der.of(
                                    Der.SEQUENCE,
                                    list.stream()
                                            .map(hash -> Der.of(Der.OCTET_STRING, hash))
                                            .toArray(byte[][]::new)))
                            .toArray(byte[][]::new)));
        }
        ByteArrayOutputStream fields = new ByteArrayOutputStream();
        parts.forEach(fields::writeBytes);
        return new ArchiveTimestamp(algorithm, tree, fields.toByteArray(), token);
    }

    public static ArchiveTimestamp withTree(ArchiveTimestamp timestamp, List<List<byte[]>> tree) {
        return timestamp(timestamp.digestAlgorithm(), tree, timestamp.token());
    }

    public static ArchiveTimestamp withToken(ArchiveTimestamp timestamp, byte[] token) {
        return timestamp(timestamp.digestAlgorithm(), timestamp.reducedHashTree(), token);
    }

    /** The same with another archive timestamp in one place. */
    public static EvidenceRecord with(EvidenceRecord record, int chain, int number, ArchiveTimestamp other) {
        List<ArchiveTimestamp> timestamps =
                new ArrayList<>(record.chains().get(chain).timestamps());
        timestamps.set(number, other);
        List<ArchiveTimestampChain> chains = new ArrayList<>(record.chains());
        chains.set(chain, new ArchiveTimestampChain(timestamps));
        return new EvidenceRecord(record.digestAlgorithms(), record.cryptoInfos(), chains);
    }

    public static EvidenceRecord withChains(EvidenceRecord record, List<ArchiveTimestampChain> chains) {
        return new EvidenceRecord(record.digestAlgorithms(), record.cryptoInfos(), chains);
    }

    public static EvidenceRecord naming(EvidenceRecord record, DigestAlgorithm algorithm) {
        return new EvidenceRecord(List.of(algorithm.oid()), record.cryptoInfos(), record.chains());
    }

    /** Lists that can be written to. */
    public static List<List<byte[]>> copy(List<List<byte[]>> tree) {
        List<List<byte[]>> lists = new ArrayList<>();
        for (List<byte[]> list : tree) {
            List<byte[]> hashes = new ArrayList<>();
            list.forEach(hash -> hashes.add(hash.clone()));
            lists.add(hashes);
        }
        return lists;
    }

    public static <T> List<T> reversed(List<T> list) {
        List<T> other = new ArrayList<>(list);
        Collections.reverse(other);
        return other;
    }
}
