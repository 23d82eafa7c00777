package vn.khue.signature.evidence;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import vn.khue.pki.Der;
import vn.khue.pki.DigestAlgorithm;

/**
 * An evidence record of one data object or one group of them (RFC 4998, 3.1). What it says is not judged. Immutable.
 *
 * @param digestAlgorithms every hash that the record was made with
 * @param cryptoInfos DER of the field, kept as it was; no timestamp covers it, so it proves nothing
 * @param chains the oldest first, at least one
 */
public record EvidenceRecord(
        List<ASN1ObjectIdentifier> digestAlgorithms, Optional<byte[]> cryptoInfos, List<ArchiveTimestampChain> chains) {

    private static final byte[] VERSION_1 = {0x02, 0x01, 0x01};

    public EvidenceRecord {
        digestAlgorithms = List.copyOf(digestAlgorithms);
        chains = List.copyOf(chains);
    }

    /** A new record with its first archive timestamp. */
    static EvidenceRecord of(DigestAlgorithm algorithm, ArchiveTimestamp first) {
        return new EvidenceRecord(
                List.of(algorithm.oid()), Optional.empty(), List.of(new ArchiveTimestampChain(List.of(first))));
    }

    /** The newest chain. */
    public ArchiveTimestampChain last() {
        return chains.get(chains.size() - 1);
    }

    /** With one timestamp more in the newest chain (RFC 4998, 5.2, timestamp renewal). */
    EvidenceRecord and(ArchiveTimestamp newer) {
        List<ArchiveTimestampChain> all = new ArrayList<>(chains);
        all.set(all.size() - 1, last().and(newer));
        return new EvidenceRecord(digestAlgorithms, cryptoInfos, all);
    }

    /** With one chain more (RFC 4998, 5.2, hash-tree renewal). */
    EvidenceRecord and(DigestAlgorithm algorithm, ArchiveTimestampChain newer) {
        Set<ASN1ObjectIdentifier> algorithms = new LinkedHashSet<>(digestAlgorithms);
        algorithms.add(algorithm.oid());
        List<ArchiveTimestampChain> all = new ArrayList<>(chains);
        all.add(newer);
        return new EvidenceRecord(List.copyOf(algorithms), cryptoInfos, all);
    }

    /**
     * DER of the ArchiveTimeStampSequence of the oldest chains, over which the next one is made.
     *
     * @param count how many chains, 1 to all
     */
    public byte[] sequence(int count) {
        return Der.of(
                Der.SEQUENCE,
                chains.stream().limit(count).map(ArchiveTimestampChain::der).toArray(byte[][]::new));
    }

    /** The record as a file has it, DER. */
    public byte[] encoded() {
        byte[] algorithms = Der.of(
                Der.SEQUENCE,
                digestAlgorithms.stream()
                        .map(oid -> Der.of(new AlgorithmIdentifier(oid)))
                        .toArray(byte[][]::new));
        byte[] sequence = sequence(chains.size());
        return cryptoInfos.isPresent()
                ? Der.of(Der.SEQUENCE, VERSION_1, algorithms, cryptoInfos.get(), sequence)
                : Der.of(Der.SEQUENCE, VERSION_1, algorithms, sequence);
    }
}
