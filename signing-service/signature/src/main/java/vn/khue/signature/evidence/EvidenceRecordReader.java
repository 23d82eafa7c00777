package vn.khue.signature.evidence;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.BERTags;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import vn.khue.pki.Der;

/**
 * Reads evidence records strictly: DER, each field where RFC 4998, 3.1 and 4.1 have it and at most once, nothing after it, and all of
 * it within the limits before anything is built. Thread-safe.
 */
public final class EvidenceRecordReader {

    private static final int MOST_ALGORITHMS = 16;
    private static final int ALGORITHM = 0;
    private static final int ATTRIBUTES = 1;
    private static final int TREE = 2;

    private final EvidenceLimits limits;

    public EvidenceRecordReader(EvidenceLimits limits) {
        this.limits = limits;
    }

    /**
     * @param der of one record; not trusted
     * @throws EvidenceReadException for anything else
     */
    public EvidenceRecord read(byte[] der) throws EvidenceReadException {
        DerScan.check(der, limits);
        try {
            return record(sequence(ASN1Primitive.fromByteArray(der), "an evidence record"));
        } catch (IOException | IllegalArgumentException | IllegalStateException | ArithmeticException e) {
            // Parsers of hostile ASN.1 fail in many ways; all mean that this is no record.
            throw new EvidenceReadException(
                    EvidenceReadException.Kind.STRUCTURE, "expected an evidence record, found bytes that are none", e);
        }
    }

    private EvidenceRecord record(ASN1Sequence record) throws EvidenceReadException {
        if (record.size() < 3 || !(record.getObjectAt(0) instanceof ASN1Integer version)) {
            throw EvidenceReadException.structure(
                    "expected version, algorithms and timestamps in the record, found less");
        }
        if (!version.hasValue(1)) {
            throw new EvidenceReadException(
                    EvidenceReadException.Kind.FORM, "expected an evidence record of version 1, found another version");
        }
        List<ASN1ObjectIdentifier> algorithms = algorithms(sequence(record.getObjectAt(1), "digestAlgorithms"));
        int at = 2;
        Optional<byte[]> cryptoInfos = Optional.empty();
        if (isTagged(record.getObjectAt(at), 0)) {
            cryptoInfos = Optional.of(Der.of(record.getObjectAt(at)));
            at++;
        }
        if (at < record.size() && isTagged(record.getObjectAt(at), 1)) {
            throw new EvidenceReadException(
                    EvidenceReadException.Kind.FORM,
                    "expected a record over plain data, found one over encrypted data");
        }
        if (at != record.size() - 1) {
            throw EvidenceReadException.structure(
                    "expected the archive timestamps as the last field, found something else");
        }
        return new EvidenceRecord(
                algorithms, cryptoInfos, chains(sequence(record.getObjectAt(at), "archiveTimeStampSequence")));
    }

    private static List<ASN1ObjectIdentifier> algorithms(ASN1Sequence named) throws EvidenceReadException {
        if (named.size() == 0) {
            throw EvidenceReadException.structure("expected at least one digest algorithm, found none");
        }
        if (named.size() > MOST_ALGORITHMS) {
            throw EvidenceReadException.limit("digest algorithms", MOST_ALGORITHMS, named.size());
        }
        List<ASN1ObjectIdentifier> algorithms = new ArrayList<>();
        for (ASN1Encodable each : named) {
            algorithms.add(AlgorithmIdentifier.getInstance(each).getAlgorithm());
        }
        return algorithms;
    }

    private List<ArchiveTimestampChain> chains(ASN1Sequence sequence) throws EvidenceReadException {
        if (sequence.size() == 0) {
            throw EvidenceReadException.structure("expected at least one chain of archive timestamps, found none");
        }
        if (sequence.size() > limits.chains()) {
            throw EvidenceReadException.limit("chains", limits.chains(), sequence.size());
        }
        int timestamps = 0;
        int hashes = 0;
        List<ArchiveTimestampChain> chains = new ArrayList<>();
        for (ASN1Encodable each : sequence) {
            ASN1Sequence chain = sequence(each, "an archive timestamp chain");
            if (chain.size() == 0) {
                throw EvidenceReadException.structure("expected at least one archive timestamp in a chain, found none");
            }
            timestamps += chain.size();
            if (timestamps > limits.timestamps()) {
                throw EvidenceReadException.limit("archive timestamps", limits.timestamps(), timestamps);
            }
            List<ArchiveTimestamp> read = new ArrayList<>();
            for (ASN1Encodable one : chain) {
                ArchiveTimestamp timestamp = timestamp(sequence(one, "an archive timestamp"), limits.hashes() - hashes);
                hashes += timestamp.reducedHashTree().stream()
                        .mapToInt(List::size)
                        .sum();
                read.add(timestamp);
            }
            chains.add(new ArchiveTimestampChain(read));
        }
        return chains;
    }

    private ArchiveTimestamp timestamp(ASN1Sequence fields, int mostHashes) throws EvidenceReadException {
        int at = 0;
        Optional<ASN1ObjectIdentifier> algorithm = Optional.empty();
        List<List<byte[]>> tree = List.of();
        if (at < fields.size() && isTagged(fields.getObjectAt(at), ALGORITHM)) {
            algorithm = Optional.of(
                    AlgorithmIdentifier.getInstance(tagged(fields, at), false).getAlgorithm());
            at++;
        }
        if (at < fields.size() && isTagged(fields.getObjectAt(at), ATTRIBUTES)) {
            // No timestamp covers them (RFC 4998, 4.1), so nothing follows from them.
            at++;
        }
        if (at < fields.size() && isTagged(fields.getObjectAt(at), TREE)) {
            tree = tree(ASN1Sequence.getInstance(tagged(fields, at), false), mostHashes);
            at++;
        }
        if (at != fields.size() - 1) {
            throw EvidenceReadException.structure("expected a timestamp as the last field, found something else");
        }
        ByteArrayOutputStream before = new ByteArrayOutputStream();
        for (int i = 0; i < at; i++) {
            before.writeBytes(Der.of(fields.getObjectAt(i)));
        }
        return new ArchiveTimestamp(
                algorithm, tree, before.toByteArray(), Der.of(sequence(fields.getObjectAt(at), "a timestamp token")));
    }

    private List<List<byte[]>> tree(ASN1Sequence lists, int most) throws EvidenceReadException {
        if (lists.size() == 0) {
            throw EvidenceReadException.structure("expected hashes in the reduced hash tree, found none");
        }
        int count = 0;
        List<List<byte[]>> tree = new ArrayList<>();
        for (ASN1Encodable each : lists) {
            ASN1Sequence list = sequence(each, "a list of hashes");
            if (list.size() == 0) {
                throw EvidenceReadException.structure(
                        "expected hashes in each list of the reduced hash tree, found none");
            }
            count += list.size();
            if (count > most) {
                throw EvidenceReadException.limit("hashes", limits.hashes(), limits.hashes() - (long) most + count);
            }
            List<byte[]> hashes = new ArrayList<>();
            for (ASN1Encodable hash : list) {
                hashes.add(ASN1OctetString.getInstance(hash).getOctets());
            }
            tree.add(hashes);
        }
        return tree;
    }

    private static ASN1Sequence sequence(ASN1Encodable value, String what) throws EvidenceReadException {
        if (value.toASN1Primitive() instanceof ASN1Sequence sequence) {
            return sequence;
        }
        throw EvidenceReadException.structure("expected a sequence for " + what + ", found something else");
    }

    private static boolean isTagged(ASN1Encodable value, int number) {
        return value instanceof ASN1TaggedObject tagged && tagged.hasTag(BERTags.CONTEXT_SPECIFIC, number);
    }

    private static ASN1TaggedObject tagged(ASN1Sequence fields, int at) {
        return ASN1TaggedObject.getInstance(fields.getObjectAt(at));
    }
}
