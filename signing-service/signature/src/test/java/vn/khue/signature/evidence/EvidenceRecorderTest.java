package vn.khue.signature.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.store.RevocationReason;
import vn.khue.signature.SignatureFailure;
import vn.khue.signature.SigningWorld;
import vn.khue.signature.validation.EvidenceReport;
import vn.khue.signature.validation.Indication;
import vn.khue.signature.validation.SubIndication;

/** Records are made in batches and renewed (RFC 4998, 4 and 5), and prove what they are made over. */
class EvidenceRecorderTest {

    @TempDir
    private static Path folder;

    private static EvidenceWorld evidence;

    @BeforeAll
    static void make() throws Exception {
        evidence = new EvidenceWorld(folder.resolve("ca"));
    }

    private static void passes(EvidenceReport report) {
        assertThat(report.indication()).as("%s", report.findings()).isEqualTo(Indication.TOTAL_PASSED);
        assertThat(report.subIndication()).isEmpty();
    }

    @Test
    void everyPaperOfABatchIsProvenByOneTimestamp() throws Exception {
        byte[] token = evidence.records.get(0).last().last().token();
        for (int i = 0; i < EvidenceWorld.PAPERS.size(); i++) {
            EvidenceRecord record = evidence.records.get(i);
            assertThat(record.last().last().token()).isEqualTo(token);
            EvidenceReport report = evidence.judge(record, EvidenceWorld.PAPERS.get(i));
            passes(report);
            assertThat(report.covers()).containsExactly("paper");
            assertThat(report.provenAt().orElseThrow()).isBeforeOrEqualTo(Instant.now());
            assertThat(report.provableUntil()).contains(evidence.end);
            assertThat(report.timestamps())
                    .singleElement()
                    .extracting(EvidenceReport.Timestamp::algorithm)
                    .isEqualTo("SHA-256");
        }
    }

    @Test
    void batchesOfEverySizeAreProven() throws Exception {
        for (int size : List.of(1, 2, 3, 7, 8, 9)) {
            List<byte[]> papers = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                papers.add(EvidenceWorld.text("paper " + i));
            }
            List<EvidenceRecord> records = evidence.recorder.record(
                    papers.stream().map(EvidenceWorld::object).toList(), DigestAlgorithm.SHA384);
            for (int i = 0; i < size; i++) {
                passes(evidence.judge(records.get(i), papers.get(i)));
                assertThat(evidence.judge(records.get(i), EvidenceWorld.text("another"))
                                .subIndication())
                        .contains(SubIndication.HASH_FAILURE);
            }
        }
    }

    @Test
    void aGroupIsProvenWholeAndInAnyOrder() throws Exception {
        EvidenceRecord record = evidence.records.get(EvidenceWorld.PAPERS.size());
        passes(evidence.judge(record, EvidenceWorld.GROUP, evidence.world.offline()));
        passes(evidence.judge(record, RecordByHand.reversed(EvidenceWorld.GROUP), evidence.world.offline()));
    }

    @Test
    void noRecordTellsTheHashOfAnotherPaper() {
        for (int i = 0; i < EvidenceWorld.PAPERS.size(); i++) {
            List<byte[]> shown = evidence.records.get(i).last().last().reducedHashTree().stream()
                    .flatMap(List::stream)
                    .toList();
            for (int other = 0; other < EvidenceWorld.PAPERS.size(); other++) {
                byte[] hash = DigestAlgorithm.SHA256.of(EvidenceWorld.PAPERS.get(other));
                assertThat(shown.stream().anyMatch(each -> Arrays.equals(each, hash)))
                        .isEqualTo(i == other);
            }
        }
    }

    @Test
    void whatIsReadIsWhatWasWritten() throws Exception {
        for (EvidenceRecord record : evidence.records) {
            byte[] der = record.encoded();
            assertThat(new EvidenceRecordReader(EvidenceLimits.standard())
                            .read(der)
                            .encoded())
                    .isEqualTo(der);
        }
    }

    @Test
    void oneTimestampRenewsAWholeBatchAndTheProofGoesOn() throws Exception {
        SigningWorld next = evidence.shortBeforeTheEnd();
        List<EvidenceRecord> renewed = new EvidenceRecorder(next.services()).renewTimestamps(evidence.records);
        Instant longAfter = evidence.end.plus(Duration.ofDays(300));
        for (int i = 0; i < EvidenceWorld.PAPERS.size(); i++) {
            assertThat(renewed.get(i).last().timestamps()).hasSize(2);
            assertThat(renewed.get(i).last().last().token())
                    .isEqualTo(renewed.get(0).last().last().token());
            List<byte[]> paper = List.of(EvidenceWorld.PAPERS.get(i));
            EvidenceReport report = evidence.judge(renewed.get(i), paper, evidence.at(longAfter));
            passes(report);
            assertThat(report.provenAt().orElseThrow()).isBefore(evidence.end);
            assertThat(report.provableUntil().orElseThrow()).isAfter(longAfter);
            EvidenceReport old = evidence.judge(evidence.records.get(i), paper, evidence.at(longAfter));
            assertThat(old.indication()).as("not renewed").isEqualTo(Indication.INDETERMINATE);
            assertThat(old.subIndication()).contains(SubIndication.OUT_OF_BOUNDS_NO_POE);
            assertThat(old.provenAt()).isEmpty();
        }
    }

    @Test
    void severalBatchesAreRenewedTogether() throws Exception {
        List<EvidenceRecord> another = evidence.recorder.record(
                List.of(EvidenceWorld.object(EvidenceWorld.text("x"))), DigestAlgorithm.SHA256);
        List<EvidenceRecord> third = evidence.recorder.record(
                List.of(EvidenceWorld.object(EvidenceWorld.text("y"))), DigestAlgorithm.SHA256);
        SigningWorld next = evidence.shortBeforeTheEnd();
        List<EvidenceRecord> renewed = new EvidenceRecorder(next.services())
                .renewTimestamps(List.of(evidence.records.get(0), another.get(0), third.get(0)));
        Instant later = evidence.end.plus(Duration.ofDays(300));
        passes(evidence.judge(renewed.get(0), List.of(EvidenceWorld.PAPERS.get(0)), evidence.at(later)));
        passes(evidence.judge(renewed.get(1), List.of(EvidenceWorld.text("x")), evidence.at(later)));
        passes(evidence.judge(renewed.get(2), List.of(EvidenceWorld.text("y")), evidence.at(later)));
    }

    @Test
    void theTreeIsRenewedWithALongerHashAndTheTimestampAgainAndAgain() throws Exception {
        SigningWorld next = evidence.shortBeforeTheEnd();
        EvidenceRecorder recorder = new EvidenceRecorder(next.services());
        EvidenceRecord twice = recorder.renewTimestamps(recorder.renewTimestamps(List.of(evidence.records.get(1))))
                .get(0);
        List<EvidenceRecord> renewed = recorder.renewHashTrees(
                List.of(
                        new EvidenceRecorder.Renewal(twice, EvidenceWorld.object(EvidenceWorld.PAPERS.get(1))),
                        new EvidenceRecorder.Renewal(
                                evidence.records.get(5), EvidenceWorld.group(EvidenceWorld.GROUP))),
                DigestAlgorithm.SHA512);
        EvidenceRecord paper = recorder.renewTimestamps(renewed).get(0);
        assertThat(paper.chains()).hasSize(2);
        assertThat(paper.digestAlgorithms())
                .containsExactly(DigestAlgorithm.SHA256.oid(), DigestAlgorithm.SHA512.oid());
        Instant longAfter = evidence.end.plus(Duration.ofDays(300));
        EvidenceReport report = evidence.judge(paper, List.of(EvidenceWorld.PAPERS.get(1)), evidence.at(longAfter));
        passes(report);
        assertThat(report.timestamps())
                .extracting(EvidenceReport.Timestamp::chain)
                .containsExactly(1, 1, 1, 2, 2);
        assertThat(report.provenAt()).contains(report.timestamps().get(0).time());
        passes(evidence.judge(renewed.get(1), EvidenceWorld.GROUP, evidence.at(longAfter)));
        // Judged by what was encoded, the older chains are what the newer one is over.
        assertThat(new EvidenceRecordReader(EvidenceLimits.standard())
                        .read(paper.encoded())
                        .sequence(1))
                .isEqualTo(paper.sequence(1));
    }

    @Test
    void whatIsNotCoveredOrWouldGetWeakerIsNotRenewed() throws Exception {
        EvidenceRecord record = evidence.records.get(0);
        assertThatThrownBy(() -> evidence.recorder.renewHashTrees(
                        List.of(new EvidenceRecorder.Renewal(
                                record, EvidenceWorld.object(EvidenceWorld.text("another")))),
                        DigestAlgorithm.SHA512))
                .isInstanceOfSatisfying(
                        SignatureFailure.class,
                        e -> assertThat(e.reason()).isEqualTo(SignatureFailure.Reason.NOT_EXTENDABLE));
        ArchivedObject paper = EvidenceWorld.object(EvidenceWorld.PAPERS.get(0));
        EvidenceRecord longer = evidence.recorder
                .renewHashTrees(List.of(new EvidenceRecorder.Renewal(record, paper)), DigestAlgorithm.SHA512)
                .get(0);
        assertThatThrownBy(() -> evidence.recorder.renewHashTrees(
                        List.of(new EvidenceRecorder.Renewal(longer, paper)), DigestAlgorithm.SHA256))
                .hasMessageContaining("at least as long");
        assertThatThrownBy(() -> evidence.recorder.renewTimestamps(List.of(record, longer)))
                .hasMessageContaining("one hash algorithm");
    }

    @Test
    void aRecordWhoseAuthorityEndedIsTooLateToRenew(@TempDir Path other) throws Exception {
        EvidenceWorld own = new EvidenceWorld(other);
        SigningWorld late = own.world.at(Clock.fixed(own.end.plus(Duration.ofDays(1)), ZoneOffset.UTC));
        assertThatThrownBy(() -> new EvidenceRecorder(late.services()).renewTimestamps(own.records))
                .isInstanceOfSatisfying(
                        SignatureFailure.class,
                        e -> assertThat(e.reason()).isEqualTo(SignatureFailure.Reason.TIMESTAMP_UNAVAILABLE));
    }

    @Test
    void anAuthorityThatIsRevokedProvesNothingMore(@TempDir Path other) throws Exception {
        EvidenceWorld own = new EvidenceWorld(other);
        byte[] paper = EvidenceWorld.PAPERS.get(0);
        assertThat(own.judge(own.records.get(0), List.of(paper), own.world.online())
                        .indication())
                .isEqualTo(Indication.TOTAL_PASSED);
        var certificate = own.world.hierarchy.timestampKey().certificate();
        own.world
                .hierarchy
                .authority("time")
                .revoke(certificate.getSerialNumber(), RevocationReason.KEY_COMPROMISE, own.world.register);
        EvidenceReport report = own.judge(own.records.get(0), List.of(paper), own.world.online());
        assertThat(report.subIndication()).contains(SubIndication.REVOKED_NO_POE);
        assertThatThrownBy(() -> own.recorder.renewTimestamps(own.records)).isInstanceOf(SignatureFailure.class);
    }
}
