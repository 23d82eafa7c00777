package vn.khue.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.signature.pades.PadesLevel;
import vn.khue.signature.pades.SigningRequest;
import vn.khue.signature.report.ReportSealer;
import vn.khue.signature.report.SealedReport;
import vn.khue.signature.validation.SignatureValidator;

/** DSS judges the seal of the service on a report that it gives out. */
class SealedReportOracleTest {

    @TempDir
    private Path folder;

    @Test
    void theSealOnAReportPassesAtItsLevel() throws Exception {
        SigningWorld world = new SigningWorld(folder.resolve("ca"), Clock.systemUTC());
        Path plain = folder.resolve("plain.pdf");
        try (PDDocument document = new PDDocument()) {
            document.addPage(new PDPage());
            document.save(plain.toFile());
        }
        Path signed = folder.resolve("signed.pdf");
        world.signer.sign(SigningRequest.invisible(plain, signed, PadesLevel.B_LT), world.principal);
        SealedReport made = new ReportSealer(
                        world.signer, world.hierarchy.reportKey(), () -> Files.createTempFile(folder, "report", ".pdf"))
                .seal(new SignatureValidator().validate(signed, world.offline()), Locale.ENGLISH);
        Path report = Files.write(folder.resolve("report.pdf"), made.pdf());
        Judgement judged = new Oracle(List.of(world.hierarchy.root())).judge(report);
        assertThat(judged.indication()).as("%s", judged).isEqualTo("TOTAL_PASSED");
        assertThat(judged.signatures()).hasSize(1);
        assertThat(judged.signatures().get(0).level()).isEqualTo("PAdES-BASELINE-LT");
        assertThat(judged.signatures().get(0).signedBy()).isEqualTo("Khuê báo cáo kiểm tra chữ ký");
    }
}
