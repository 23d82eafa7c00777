package vn.khue.signature.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.signature.SigningWorld;
import vn.khue.signature.asic.AsicRequest;
import vn.khue.signature.asic.AsicSigner;
import vn.khue.signature.asic.DataFile;
import vn.khue.signature.cades.CadesLevel;
import vn.khue.signature.cades.CadesRequest;
import vn.khue.signature.cades.CadesSigner;
import vn.khue.signature.validation.EvidenceFile;
import vn.khue.signature.validation.EvidenceRecordJudge;
import vn.khue.signature.validation.EvidenceReport;
import vn.khue.signature.validation.EvidenceReportJson;
import vn.khue.signature.validation.EvidenceReportText;
import vn.khue.signature.validation.Indication;
import vn.khue.signature.validation.SignatureValidator;
import vn.khue.signature.validation.ValidationContext;
import vn.khue.signature.validation.ValidationReport;
import vn.khue.signature.xml.DetachedContents;

/** A signature whose authorities are long over passes by an evidence record that was renewed in time, and by nothing less. */
class EvidenceForSignaturesTest {

    @TempDir
    private static Path folder;

    private static SigningWorld world;
    private static Instant end;
    private static Path marks;
    private static Path signature;
    private static Path container;
    private static List<EvidenceRecord> records;
    private static List<EvidenceRecord> renewed;

    @BeforeAll
    static void make() throws Exception {
        world = new SigningWorld(folder.resolve("ca"), Clock.systemUTC());
        marks = Files.writeString(folder.resolve("marks.csv"), "Lê An;9");
        signature = folder.resolve("marks.csv.p7s");
        new CadesSigner(world.services()).sign(new CadesRequest(marks, signature, CadesLevel.B_LT), world.principal);
        container = folder.resolve("marks.asice");
        new AsicSigner(world.services())
                .sign(
                        new AsicRequest.NewContainer(
                                List.of(new DataFile("marks.csv", marks, "text/csv")), container, CadesLevel.B_LT),
                        world.principal);
        records = new EvidenceRecorder(world.services())
                .record(
                        List.of(ArchivedObject.group(List.of(marks, signature)), ArchivedObject.of(container)),
                        DigestAlgorithm.SHA256);
        end = world.hierarchy.timestampKey().certificate().getNotAfter().toInstant();
        SigningWorld next = world.at(Clock.fixed(end.minus(Duration.ofDays(20)), ZoneOffset.UTC));
        renewed = new EvidenceRecorder(next.services()).renewTimestamps(records);
    }

    private static EvidenceReport judge(EvidenceRecord record, Path... files) throws Exception {
        return new EvidenceRecordJudge()
                .judge(
                        "marks.er",
                        record.encoded(),
                        List.of(files).stream().map(EvidenceFile::of).toList(),
                        later());
    }

    private static ValidationContext later() {
        return ValidationContext.offline(world.trust(), world.paths, end.plus(Duration.ofDays(300)));
    }

    private static ValidationReport judge(Path file, ValidationContext context) throws Exception {
        return new SignatureValidator().validate(file, DetachedContents.beside(file), context);
    }

    @Test
    void aSignatureWithoutAnArchiveTimestampOutlivesItsAuthorities() throws Exception {
        for (Path file : List.of(signature, container)) {
            EvidenceReport evidence =
                    file.equals(signature) ? judge(renewed.get(0), marks, signature) : judge(renewed.get(1), container);
            assertThat(evidence.indication()).as("%s", evidence.findings()).isEqualTo(Indication.TOTAL_PASSED);
            assertThat(judge(file, later()).indication()).as("alone").isNotEqualTo(Indication.TOTAL_PASSED);
            ValidationReport proven =
                    judge(file, later().provenAt(evidence.provenAt().orElseThrow()));
            assertThat(proven.indication()).as("%s", proven).isEqualTo(Indication.TOTAL_PASSED);
            assertThat(proven.signatures().get(0).level()).endsWith("CAdES-BASELINE-LT");
        }
    }

    @Test
    void aProofFromTooLateProvesNothing() throws Exception {
        ValidationReport report = judge(signature, later().provenAt(end.plus(Duration.ofDays(10))));
        assertThat(report.indication()).isNotEqualTo(Indication.TOTAL_PASSED);
    }

    @Test
    void whatIsFoundIsSaidInBothLanguagesAndAsJson() throws Exception {
        EvidenceReport passed = judge(renewed.get(0), marks, signature);
        EvidenceReportText vietnamese = new EvidenceReportText(Locale.forLanguageTag("vi"));
        EvidenceReportText english = new EvidenceReportText(Locale.ENGLISH);
        assertThat(vietnamese.plain(passed)).contains("Hợp lệ", "Cả hai tệp đã có vào lúc", "Gia hạn bản ghi trước");
        assertThat(english.plain(passed)).contains("Valid", "Both files were there at", "Renew the record before");
        assertThat(new EvidenceReportJson().write(passed))
                .doesNotContain("\n")
                .contains("\"indication\":\"TOTAL_PASSED\"", "\"covers\":[\"marks.csv\",\"marks.csv.p7s\"]");
        EvidenceReport ended = judge(records.get(1), container);
        assertThat(vietnamese.summary(ended)).contains("đã hết hạn trước khi bản ghi được gia hạn");
        assertThat(english.plain(ended)).contains("Undetermined", "ended before the record was renewed");
    }
}
