package vn.khue.signature.evidence;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampToken;
import org.bouncycastle.tsp.TimeStampTokenInfo;
import vn.khue.pki.Der;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.PkiException;
import vn.khue.pki.path.Purpose;
import vn.khue.signature.SignatureFailure;
import vn.khue.signature.pades.Evidence;
import vn.khue.signature.pades.SigningServices;
import vn.khue.signature.pades.TimestampAuthorityProfile;
import vn.khue.signature.pades.TokenReader;
import vn.khue.signature.pades.ValidationMaterial;

/**
 * Makes evidence records of many objects with one timestamp, and renews them in time (RFC 4998, 4.2 and 5.2). Each token gets the
 * certificates and revocation data of its authority, and those that the authority before it has at the time of renewal. Thread-safe.
 */
public final class EvidenceRecorder {

    /** Objects of one batch at most. */
    public static final int MOST_OBJECTS = 100_000;

    private static final int TREE = 0xa2;

    private final SigningServices services;
    private final Evidence evidence;
    private final TimestampAuthorityProfile authority;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param services timestamps, revocation data, trust and clock
     */
    public EvidenceRecorder(SigningServices services) {
        this.services = services;
        this.evidence = new Evidence(services);
        this.authority = new TimestampAuthorityProfile(services, evidence);
    }

    /**
     * One record for each object, all with the same timestamp. Where there are several, each has salt beside it, so that no record
     * tells the hash of another object.
     *
     * @param objects 1 to {@value #MOST_OBJECTS}, each read once
     * @param algorithm that the timestamp authority takes
     * @return in the order of the objects
     * @throws SignatureFailure UNREADABLE_FILE, TIMESTAMP_UNAVAILABLE, REVOCATION_UNAVAILABLE
     */
    public List<EvidenceRecord> record(List<ArchivedObject> objects, DigestAlgorithm algorithm)
            throws SignatureFailure {
        requireCount(objects.size());
        List<List<byte[]>> hashes = new ArrayList<>();
        for (ArchivedObject object : objects) {
            hashes.add(hashes(object, algorithm));
        }
        return stamp(algorithm, salted(algorithm, hashes), ValidationMaterial.none()).stream()
                .map(timestamp -> EvidenceRecord.of(algorithm, timestamp))
                .toList();
    }

    /**
     * Timestamp renewal: before an authority's certificate ends, its timestamp is covered by a newer one. The objects are not needed, and
     * the records of one batch have one timestamp, so that one new timestamp is enough for all of them.
     *
     * @param records 1 to {@value #MOST_OBJECTS}, whose newest chains all have the same hash algorithm
     * @return in the order of the records
     * @throws SignatureFailure NOT_EXTENDABLE where a record has an unknown hash, or another one than the first record;
     *     TIMESTAMP_UNAVAILABLE or REVOCATION_UNAVAILABLE where the old or the new authority cannot be shown to be good now
     */
    public List<EvidenceRecord> renewTimestamps(List<EvidenceRecord> records) throws SignatureFailure {
        requireCount(records.size());
        DigestAlgorithm algorithm = algorithmOf(records.get(0));
        Map<String, Integer> places = new LinkedHashMap<>();
        List<Leaf> leaves = new ArrayList<>();
        List<Integer> at = new ArrayList<>();
        ValidationMaterial old = ValidationMaterial.none();
        for (EvidenceRecord record : records) {
            if (algorithmOf(record) != algorithm) {
                throw notExtendable("records of one hash algorithm", algorithmOf(record) + " beside " + algorithm);
            }
            byte[] token = record.last().last().token();
            byte[] hash = algorithm.of(token);
            Integer place = places.get(Arrays.toString(hash));
            if (place == null) {
                place = leaves.size();
                places.put(Arrays.toString(hash), place);
                leaves.add(new Leaf(List.of(hash), Optional.empty()));
                old = old.and(current(token));
            }
            at.add(place);
        }
        List<ArchiveTimestamp> timestamps = stamp(algorithm, leaves, old);
        List<EvidenceRecord> renewed = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            renewed.add(records.get(i).and(timestamps.get(at.get(i))));
        }
        return renewed;
    }

    /**
     * A record whose hash is getting weak, with the object that it is about.
     *
     * @param record that covers the object
     * @param object with the parts that it was made over
     */
    public record Renewal(EvidenceRecord record, ArchivedObject object) {}

    /**
     * Hash-tree renewal: before a hash algorithm gets weak, objects and all older timestamps are covered by a new chain.
     *
     * @param renewals 1 to {@value #MOST_OBJECTS}; each object is read twice
     * @param algorithm at least as long as the one before
     * @return in the order of the renewals
     * @throws SignatureFailure NOT_EXTENDABLE where a record does not cover its object or the hash is shorter than before;
     *     UNREADABLE_FILE; TIMESTAMP_UNAVAILABLE or REVOCATION_UNAVAILABLE as for {@link #renewTimestamps}
     */
    public List<EvidenceRecord> renewHashTrees(List<Renewal> renewals, DigestAlgorithm algorithm)
            throws SignatureFailure {
        requireCount(renewals.size());
        List<List<byte[]>> hashes = new ArrayList<>();
        Map<String, ValidationMaterial> old = new LinkedHashMap<>();
        for (Renewal renewal : renewals) {
            EvidenceRecord record = renewal.record();
            requireCovered(renewal);
            DigestAlgorithm before = algorithmOf(record);
            if (algorithm.length() < before.length()) {
                throw notExtendable("a hash at least as long as " + before, algorithm.toString());
            }
            byte[] token = record.last().last().token();
            String key = Arrays.toString(DigestAlgorithm.SHA256.of(token));
            if (!old.containsKey(key)) {
                old.put(key, current(token));
            }
            hashes.add(
                    TreeHash.inChain(record, record.chains().size(), algorithm, hashes(renewal.object(), algorithm)));
        }
        ValidationMaterial material = old.values().stream().reduce(ValidationMaterial.none(), ValidationMaterial::and);
        List<ArchiveTimestamp> timestamps = stamp(algorithm, salted(algorithm, hashes), material);
        List<EvidenceRecord> renewed = new ArrayList<>();
        for (int i = 0; i < renewals.size(); i++) {
            renewed.add(renewals.get(i).record().and(algorithm, new ArchiveTimestampChain(List.of(timestamps.get(i)))));
        }
        return renewed;
    }

    private List<Leaf> salted(DigestAlgorithm algorithm, List<List<byte[]>> hashes) {
        List<Leaf> leaves = new ArrayList<>();
        for (List<byte[]> each : hashes) {
            byte[] salt = new byte[algorithm.length()];
            random.nextBytes(salt);
            leaves.add(new Leaf(each, hashes.size() == 1 ? Optional.empty() : Optional.of(salt)));
        }
        return leaves;
    }

    /** One archive timestamp for each leaf. */
    private List<ArchiveTimestamp> stamp(DigestAlgorithm algorithm, List<Leaf> leaves, ValidationMaterial more)
            throws SignatureFailure {
        HashTree tree = new HashTree(
                algorithm, leaves.stream().map(leaf -> leaf.node(algorithm)).toList());
        byte[] token = token(algorithm, tree.root(), more);
        byte[] stated = Der.of(algorithm.identifier());
        stated[0] = (byte) Der.CONTEXT_0;
        List<ArchiveTimestamp> timestamps = new ArrayList<>();
        for (int i = 0; i < leaves.size(); i++) {
            List<List<byte[]>> reduced = leaves.get(i).reduced(tree.neighbours(i));
            timestamps.add(new ArchiveTimestamp(Optional.of(algorithm.oid()), reduced, fields(stated, reduced), token));
        }
        return timestamps;
    }

    private static byte[] fields(byte[] stated, List<List<byte[]>> reduced) {
        if (reduced.isEmpty()) {
            return stated;
        }
        byte[][] lists = new byte[reduced.size()][];
        for (int i = 0; i < lists.length; i++) {
            lists[i] = Der.of(
                    Der.SEQUENCE,
                    reduced.get(i).stream()
                            .map(hash -> Der.of(Der.OCTET_STRING, hash))
                            .toArray(byte[][]::new));
        }
        byte[] tree = Der.of(TREE, lists);
        byte[] fields = Arrays.copyOf(stated, stated.length + tree.length);
        System.arraycopy(tree, 0, fields, stated.length, tree.length);
        return fields;
    }

    private byte[] token(DigestAlgorithm algorithm, byte[] root, ValidationMaterial more) throws SignatureFailure {
        byte[] token;
        try {
            token = services.timestamps().timestamp(algorithm, root);
        } catch (PkiException e) {
            throw new SignatureFailure(
                    SignatureFailure.Reason.TIMESTAMP_UNAVAILABLE,
                    "expected a timestamp token, found no usable answer; try again when the timestamp authority answers",
                    e);
        }
        return TokenWithEvidence.of(
                token, authority.learn(TokenReader.read(token)).material().and(more));
    }

    /** What shows that the authority of an old timestamp is good now, when a newer one takes over. */
    private ValidationMaterial current(byte[] token) throws SignatureFailure {
        TokenReader read = TokenReader.read(token);
        return evidence.gather(
                read.chain().get(0), read.chain().subList(1, read.chain().size()), Purpose.TIME_STAMPING);
    }

    private static List<byte[]> hashes(ArchivedObject object, DigestAlgorithm algorithm) throws SignatureFailure {
        try {
            return object.hashes(algorithm);
        } catch (IOException e) {
            throw new SignatureFailure(
                    SignatureFailure.Reason.UNREADABLE_FILE,
                    "expected to read a file for its evidence record, found an error of the disk; check that it is there",
                    e);
        }
    }

    private static void requireCovered(Renewal renewal) throws SignatureFailure {
        EvidenceRecord record = renewal.record();
        DigestAlgorithm algorithm = algorithmOf(record);
        ArchiveTimestamp first = record.last().timestamps().get(0);
        List<byte[]> hashes =
                TreeHash.inChain(record, record.chains().size() - 1, algorithm, hashes(renewal.object(), algorithm));
        Optional<byte[]> root = TreeHash.root(algorithm, first, hashes);
        if (root.isEmpty() || !MessageDigest.isEqual(root.get(), imprint(first).getMessageImprintDigest())) {
            throw notExtendable("a record of this very object", "one of something else");
        }
    }

    private static DigestAlgorithm algorithmOf(EvidenceRecord record) throws SignatureFailure {
        ArchiveTimestamp newest = record.last().last();
        ASN1ObjectIdentifier oid = newest.digestAlgorithm().isPresent()
                ? newest.digestAlgorithm().get()
                : imprint(newest).getMessageImprintAlgOID();
        Optional<DigestAlgorithm> known = DigestAlgorithm.byOid(oid);
        if (known.isEmpty()) {
            throw notExtendable("a record with a known hash algorithm", "one with " + oid);
        }
        return known.get();
    }

    private static TimeStampTokenInfo imprint(ArchiveTimestamp timestamp) throws SignatureFailure {
        try {
            return new TimeStampToken(ContentInfo.getInstance(timestamp.token())).getTimeStampInfo();
        } catch (TSPException | IOException | RuntimeException e) {
            throw new SignatureFailure(
                    SignatureFailure.Reason.NOT_EXTENDABLE,
                    "expected a record with timestamps, found one with something else; judge it first",
                    e);
        }
    }

    private static void requireCount(int count) {
        if (count < 1 || count > MOST_OBJECTS) {
            throw new IllegalArgumentException("expected 1 to " + MOST_OBJECTS + " objects, found " + count);
        }
    }

    private static SignatureFailure notExtendable(String expected, String found) {
        return new SignatureFailure(
                SignatureFailure.Reason.NOT_EXTENDABLE,
                "expected " + expected + ", found " + found + "; renew it apart, with its own files");
    }
}
