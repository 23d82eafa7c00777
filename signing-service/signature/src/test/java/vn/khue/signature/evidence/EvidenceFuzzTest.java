package vn.khue.signature.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.fuzz.Fuzz;
import vn.khue.signature.SigningWorld;
import vn.khue.signature.validation.EvidenceReport;
import vn.khue.signature.validation.Indication;
import vn.khue.signature.validation.SubIndication;

/** Damaged evidence records: a verdict each time, never a pass for another file or an older time. */
@Tag("slow")
class EvidenceFuzzTest {

    private static final int LIMIT = 1 << 20;

    @TempDir
    private static Path folder;

    private static EvidenceWorld evidence;
    private static byte[] plain;
    private static byte[] renewed;

    @BeforeAll
    static void make() throws Exception {
        evidence = new EvidenceWorld(folder.resolve("ca"));
        SigningWorld next = evidence.shortBeforeTheEnd();
        EvidenceRecorder recorder = new EvidenceRecorder(next.services());
        plain = evidence.records.get(0).encoded();
        renewed = recorder.renewHashTrees(
                        List.of(new EvidenceRecorder.Renewal(
                                recorder.renewTimestamps(List.of(evidence.records.get(0)))
                                        .get(0),
                                EvidenceWorld.object(EvidenceWorld.PAPERS.get(0)))),
                        DigestAlgorithm.SHA512)
                .get(0)
                .encoded();
    }

    @Test
    void records() throws Exception {
        var later = evidence.at(evidence.end.plus(Duration.ofDays(300)));
        var proven = evidence.judge(renewed, List.of(EvidenceWorld.PAPERS.get(0)), later)
                .provenAt();
        assertThat(proven).isPresent();
        long count = new Fuzz(41, LIMIT, plain, renewed).run("evidence record", Fuzz.share(2), input -> {
            EvidenceReport report = evidence.judge(input, List.of(EvidenceWorld.PAPERS.get(0)), later);
            assertThat(report.subIndication())
                    .as("%s", report.findings())
                    .isNotEqualTo(Optional.of(SubIndication.GENERIC));
            if (report.indication() == Indication.TOTAL_PASSED) {
                assertThat(report.provenAt()).isEqualTo(proven);
            }
            assertThat(evidence.judge(input, List.of(EvidenceWorld.PAPERS.get(1)), later)
                            .indication())
                    .isNotEqualTo(Indication.TOTAL_PASSED);
        });
        assertThat(count).isPositive();
    }

    @Test
    void reading() {
        long count = new Fuzz(42, LIMIT, plain, renewed).run("evidence record, read", Fuzz.share(2), input -> {
            try {
                byte[] der = new EvidenceRecordReader(EvidenceLimits.standard())
                        .read(input)
                        .encoded();
                assertThat(new EvidenceRecordReader(EvidenceLimits.standard())
                                .read(der)
                                .encoded())
                        .isEqualTo(der);
            } catch (EvidenceReadException e) {
                assertThat(e).hasMessageContaining("expected");
            }
        });
        assertThat(count).isPositive();
    }
}
