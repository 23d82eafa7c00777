package vn.khue.signature.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.pki.Der;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.signature.SigningWorld;
import vn.khue.signature.validation.Check;
import vn.khue.signature.validation.EvidenceReport;
import vn.khue.signature.validation.Indication;
import vn.khue.signature.validation.SubIndication;

/** Every part of a record is changed, taken out or put elsewhere: it fails each time, and says why. */
class EvidenceAttacksTest {

    private static final byte[] PAPER = EvidenceWorld.PAPERS.get(2);

    @TempDir
    private static Path folder;

    private static EvidenceWorld evidence;
    private static EvidenceRecord record;
    /** Two chains, of two timestamps and of one. */
    private static EvidenceRecord renewed;

    private static Instant later;

    @BeforeAll
    static void make() throws Exception {
        evidence = new EvidenceWorld(folder.resolve("ca"));
        record = evidence.records.get(2);
        SigningWorld next = evidence.shortBeforeTheEnd();
        EvidenceRecorder recorder = new EvidenceRecorder(next.services());
        renewed = recorder.renewHashTrees(
                        List.of(new EvidenceRecorder.Renewal(
                                recorder.renewTimestamps(List.of(record)).get(0), EvidenceWorld.object(PAPER))),
                        DigestAlgorithm.SHA512)
                .get(0);
        later = evidence.end.plus(Duration.ofDays(300));
        assertThat(evidence.judge(renewed, List.of(PAPER), evidence.at(later)).indication())
                .isEqualTo(Indication.TOTAL_PASSED);
    }

    private static EvidenceReport judge(EvidenceRecord changed) throws Exception {
        return evidence.judge(changed, List.of(PAPER), evidence.at(later));
    }

    private static void fails(EvidenceReport report, Check check, SubIndication sub) {
        assertThat(report.indication()).as("%s", report.findings()).isEqualTo(Indication.TOTAL_FAILED);
        assertThat(report.findings())
                .anyMatch(finding -> finding.check() == check && finding.subIndication() == sub && finding.failed());
        assertThat(report.provenAt()).isEmpty();
    }

    private static ArchiveTimestamp first() {
        return record.last().last();
    }

    private static EvidenceRecord withTree(List<List<byte[]>> tree) {
        return RecordByHand.with(record, 0, 0, RecordByHand.withTree(first(), tree));
    }

    @Test
    void anotherFileFails() throws Exception {
        fails(evidence.judge(record, EvidenceWorld.PAPERS.get(3)), Check.HASH_TREE, SubIndication.HASH_FAILURE);
        fails(
                evidence.judge(record, List.of(PAPER, EvidenceWorld.PAPERS.get(3)), evidence.world.offline()),
                Check.HASH_TREE,
                SubIndication.HASH_FAILURE);
    }

    @Test
    void everyHashOfTheTreeCounts() throws Exception {
        List<List<byte[]>> tree = first().reducedHashTree();
        for (int list = 0; list < tree.size(); list++) {
            for (int at = 0; at < tree.get(list).size(); at++) {
                List<List<byte[]>> changed = RecordByHand.copy(tree);
                changed.get(list).get(at)[7] ^= 1;
                fails(evidence.judge(withTree(changed), PAPER), Check.HASH_TREE, SubIndication.HASH_FAILURE);
                List<List<byte[]>> removed = RecordByHand.copy(tree);
                removed.get(list).remove(at);
                removed.removeIf(List::isEmpty);
                fails(evidence.judge(withTree(removed), PAPER), Check.HASH_TREE, SubIndication.HASH_FAILURE);
                List<List<byte[]>> shortened = RecordByHand.copy(tree);
                shortened.get(list).set(at, Arrays.copyOf(tree.get(list).get(at), 20));
                fails(evidence.judge(withTree(shortened), PAPER), Check.HASH_TREE, SubIndication.HASH_FAILURE);
            }
            List<List<byte[]>> added = RecordByHand.copy(tree);
            added.get(list).add(new byte[32]);
            fails(evidence.judge(withTree(added), PAPER), Check.HASH_TREE, SubIndication.HASH_FAILURE);
        }
        fails(
                evidence.judge(withTree(RecordByHand.reversed(tree)), PAPER),
                Check.HASH_TREE,
                SubIndication.HASH_FAILURE);
        fails(evidence.judge(withTree(List.of()), PAPER), Check.HASH_TREE, SubIndication.HASH_FAILURE);
    }

    @Test
    void theRootItselfIsNoFile() throws Exception {
        // A file whose hash is a node: only whoever finds such a file, not whoever names the node.
        List<List<byte[]>> tree = first().reducedHashTree();
        fails(
                evidence.judge(withTree(tree.subList(1, tree.size())), PAPER),
                Check.HASH_TREE,
                SubIndication.HASH_FAILURE);
    }

    @Test
    void theOrderOfHashesInAListIsFree() throws Exception {
        List<List<byte[]>> tree = RecordByHand.copy(first().reducedHashTree());
        Collections.reverse(tree.get(0));
        assertThat(evidence.judge(withTree(tree), PAPER).indication()).isEqualTo(Indication.TOTAL_PASSED);
    }

    @Test
    void aTimestampOfAnotherBatchFails() throws Exception {
        byte[] other = evidence.recorder
                .record(List.of(EvidenceWorld.object(PAPER)), DigestAlgorithm.SHA256)
                .get(0)
                .last()
                .last()
                .token();
        fails(
                evidence.judge(RecordByHand.with(record, 0, 0, RecordByHand.withToken(first(), other)), PAPER),
                Check.HASH_TREE,
                SubIndication.HASH_FAILURE);
    }

    @Test
    void aChangedTimestampFails() throws Exception {
        byte[] token = first().token();
        int failed = 0;
        for (int at = 40; at < token.length; at += 97) {
            byte[] changed = token.clone();
            changed[at] ^= 1;
            EvidenceReport report =
                    evidence.judge(RecordByHand.with(record, 0, 0, RecordByHand.withToken(first(), changed)), PAPER);
            if (report.indication() != Indication.TOTAL_PASSED) {
                failed++;
            } else {
                // Certificates and answers of others may be left out or broken where they are not needed.
                assertThat(report.provenAt())
                        .isEqualTo(evidence.judge(record, PAPER).provenAt());
            }
        }
        assertThat(failed).isGreaterThan(5);
    }

    @Test
    void aGroupLacksNothingAndHasNothingMore() throws Exception {
        EvidenceRecord group = evidence.records.get(EvidenceWorld.PAPERS.size());
        List<byte[]> lacking = EvidenceWorld.GROUP.subList(0, 2);
        fails(evidence.judge(group, lacking, evidence.world.offline()), Check.HASH_TREE, SubIndication.HASH_FAILURE);
        List<byte[]> more = new ArrayList<>(EvidenceWorld.GROUP);
        more.add(PAPER);
        fails(evidence.judge(group, more, evidence.world.offline()), Check.HASH_TREE, SubIndication.HASH_FAILURE);
        List<byte[]> twice = new ArrayList<>(EvidenceWorld.GROUP);
        twice.set(0, EvidenceWorld.GROUP.get(1));
        fails(evidence.judge(group, twice, evidence.world.offline()), Check.HASH_TREE, SubIndication.HASH_FAILURE);
        assertThat(evidence.judge(group, List.of(), evidence.world.offline()).subIndication())
                .contains(SubIndication.SIGNED_DATA_NOT_FOUND);
    }

    @Test
    void chainsAndTimestampsKeepTheirOrder() throws Exception {
        fails(
                judge(RecordByHand.withChains(renewed, RecordByHand.reversed(renewed.chains()))),
                Check.RENEWAL,
                SubIndication.HASH_FAILURE);
        List<ArchiveTimestamp> reversed =
                RecordByHand.reversed(renewed.chains().get(0).timestamps());
        EvidenceReport report = judge(RecordByHand.withChains(
                renewed,
                List.of(new ArchiveTimestampChain(reversed), renewed.chains().get(1))));
        fails(report, Check.RENEWAL, SubIndication.HASH_FAILURE);
        fails(report, Check.RENEWAL, SubIndication.TIMESTAMP_ORDER_FAILURE);
    }

    @Test
    void whatIsTakenOutOfTheMiddleIsMissed() throws Exception {
        List<ArchiveTimestamp> oldest = renewed.chains().get(0).timestamps().subList(0, 1);
        fails(
                judge(RecordByHand.withChains(
                        renewed,
                        List.of(
                                new ArchiveTimestampChain(oldest),
                                renewed.chains().get(1)))),
                Check.RENEWAL,
                SubIndication.HASH_FAILURE);
        List<ArchiveTimestamp> newest = renewed.chains().get(0).timestamps().subList(1, 2);
        fails(
                judge(RecordByHand.withChains(
                        renewed,
                        List.of(
                                new ArchiveTimestampChain(newest),
                                renewed.chains().get(1)))),
                Check.HASH_TREE,
                SubIndication.HASH_FAILURE);
        fails(
                judge(RecordByHand.withChains(renewed, List.of(renewed.chains().get(1)))),
                Check.EVIDENCE_RECORD,
                SubIndication.FORMAT_FAILURE,
                Check.HASH_TREE,
                SubIndication.HASH_FAILURE);
    }

    private static void fails(
            EvidenceReport report, Check check, SubIndication sub, Check other, SubIndication otherSub) {
        assertThat(report.indication()).isEqualTo(Indication.TOTAL_FAILED);
        assertThat(report.findings())
                .anyMatch(finding -> finding.check() == check && finding.subIndication() == sub
                        || finding.check() == other && finding.subIndication() == otherSub);
    }

    @Test
    void oneHashInAChainAndTheTimestampsOwn() throws Exception {
        ArchiveTimestamp stated = RecordByHand.timestamp(
                Optional.of(DigestAlgorithm.SHA384.oid()), first().reducedHashTree(), first().token());
        fails(
                evidence.judge(RecordByHand.with(record, 0, 0, stated), PAPER),
                Check.ALGORITHM,
                SubIndication.CRYPTO_CONSTRAINTS_FAILURE);
        ArchiveTimestamp weak = RecordByHand.timestamp(
                Optional.of(OIWObjectIdentifiers.idSHA1), first().reducedHashTree(), first().token());
        fails(
                evidence.judge(RecordByHand.with(record, 0, 0, weak), PAPER),
                Check.ALGORITHM,
                SubIndication.CRYPTO_CONSTRAINTS_FAILURE);
        List<ArchiveTimestamp> mixed = new ArrayList<>(renewed.chains().get(0).timestamps());
        mixed.addAll(renewed.chains().get(1).timestamps());
        fails(
                judge(RecordByHand.withChains(renewed, List.of(new ArchiveTimestampChain(mixed)))),
                Check.ALGORITHM,
                SubIndication.CRYPTO_CONSTRAINTS_FAILURE);
        fails(
                evidence.judge(RecordByHand.naming(record, DigestAlgorithm.SHA512), PAPER),
                Check.EVIDENCE_RECORD,
                SubIndication.FORMAT_FAILURE);
        // Not stated, it is the one of the timestamp (RFC 4998, 4.1).
        ArchiveTimestamp silent = RecordByHand.timestamp(Optional.empty(), first().reducedHashTree(), first().token());
        assertThat(evidence.judge(RecordByHand.with(record, 0, 0, silent), PAPER)
                        .indication())
                .isEqualTo(Indication.TOTAL_PASSED);
    }

    @Test
    void aTimestampOfTheFutureIsNotBelieved() throws Exception {
        EvidenceReport report = evidence.judge(renewed, List.of(PAPER), evidence.world.offline());
        assertThat(report.indication()).isEqualTo(Indication.INDETERMINATE);
        assertThat(report.findings())
                .anyMatch(finding -> finding.subIndication() == SubIndication.TIMESTAMP_ORDER_FAILURE);
    }

    @Test
    void bytesThatAreNoRecordAreRefusedWithinLimits() throws Exception {
        byte[] der = record.encoded();
        byte[] longer = Arrays.copyOf(der, der.length + 1);
        byte[] cut = Arrays.copyOf(der, der.length - 1);
        for (byte[] bad : List.of(longer, cut, new byte[0], EvidenceWorld.text("bản ghi"), new byte[] {0x30, 0})) {
            fails(
                    evidence.judge(bad, List.of(PAPER), evidence.world.offline()),
                    Check.EVIDENCE_RECORD,
                    SubIndication.FORMAT_FAILURE);
        }
        byte[] deep = new byte[0];
        for (int i = 0; i < 60; i++) {
            deep = Der.of(Der.SEQUENCE, deep);
        }
        List<List<byte[]>> many = List.of(Collections.nCopies(100_001, new byte[32]));
        List<ArchiveTimestampChain> chains = Collections.nCopies(33, record.last());
        List<ArchiveTimestamp> timestamps = Collections.nCopies(257, first());
        ByteArrayOutputStream flood = new ByteArrayOutputStream();
        for (int i = 0; i < 400_001; i++) {
            flood.writeBytes(new byte[] {5, 0});
        }
        for (byte[] bad : List.of(
                deep,
                new byte[(8 << 20) + 1],
                withTree(many).encoded(),
                RecordByHand.withChains(record, chains).encoded(),
                RecordByHand.withChains(record, List.of(new ArchiveTimestampChain(timestamps)))
                        .encoded(),
                Der.of(Der.SEQUENCE, flood.toByteArray()))) {
            EvidenceReport report = evidence.judge(bad, List.of(PAPER), evidence.world.offline());
            assertThat(report.subIndication()).as("%s", report.findings()).contains(SubIndication.LIMIT_EXCEEDED);
        }
    }

    @Test
    void fieldsStandWhereTheyBelongAndOnce() throws Exception {
        byte[] version = {2, 1, 1};
        byte[] algorithms = Der.of(Der.SEQUENCE, Der.of(DigestAlgorithm.SHA256.identifier()));
        byte[] sequence = record.sequence(1);
        byte[] nothing = Der.of(Der.SEQUENCE);
        byte[] stray = Der.of(Der.OCTET_STRING, new byte[3]);
        byte[] tree = Der.of(0xa2, Der.of(Der.SEQUENCE, Der.of(Der.OCTET_STRING, new byte[32])));
        for (byte[] bad : List.of(
                Der.of(Der.SEQUENCE, version, nothing, sequence),
                Der.of(Der.SEQUENCE, version, algorithms, nothing),
                Der.of(Der.SEQUENCE, version, algorithms, sequence, sequence),
                Der.of(Der.SEQUENCE, version, algorithms, stray, sequence),
                Der.of(Der.SEQUENCE, version, algorithms, Der.of(0xa2, nothing), sequence),
                Der.of(Der.SEQUENCE, algorithms, sequence),
                record(version, algorithms, tree, tree, first().token()),
                record(version, algorithms, stray, first().token()),
                record(version, algorithms, first().token(), tree),
                record(version, algorithms, Der.of(0xa2), first().token()),
                record(version, algorithms, Der.of(0xa2, nothing), first().token()))) {
            fails(
                    evidence.judge(bad, List.of(PAPER), evidence.world.offline()),
                    Check.EVIDENCE_RECORD,
                    SubIndication.FORMAT_FAILURE);
        }
        for (byte[] other : List.of(
                Der.of(Der.SEQUENCE, new byte[] {2, 1, 2}, algorithms, sequence),
                Der.of(Der.SEQUENCE, version, algorithms, Der.of(0xa1, nothing), sequence))) {
            EvidenceReport report = evidence.judge(other, List.of(PAPER), evidence.world.offline());
            assertThat(report.subIndication()).contains(SubIndication.FORM_NOT_JUDGED);
        }
    }

    private static byte[] record(byte[] version, byte[] algorithms, byte[]... fields) {
        return Der.of(
                Der.SEQUENCE,
                version,
                algorithms,
                Der.of(Der.SEQUENCE, Der.of(Der.SEQUENCE, Der.of(Der.SEQUENCE, fields))));
    }
}
