package vn.khue.signature.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khue.pki.policy.PkiPolicy;
import vn.khue.pki.revocation.RevocationSource;
import vn.khue.signature.ManyRevisions;
import vn.khue.signature.SamplePdf;
import vn.khue.signature.SigningWorld;
import vn.khue.signature.pades.PadesLevel;
import vn.khue.signature.pades.SigningRequest;
import vn.khue.signature.pdf.PdfFile;
import vn.khue.signature.pdf.PdfReadException;
import vn.khue.signature.pdf.ReadBudget;
import vn.khue.signature.pdf.ReadLimits;

/** Small files that are dear to judge: the work ends, with a reason of its own, in bounded time and memory. */
class BoundedJudgingTest {

    @TempDir
    private static Path folder;

    private static SigningWorld world;

    @BeforeAll
    static void found() {
        world = new SigningWorld(folder.resolve("ca"), Clock.systemUTC());
    }

    private static Path signedTwice() throws Exception {
        Path plain = folder.resolve("plain.pdf");
        SamplePdf.CLASSIC_1_4.write(plain);
        Path one = folder.resolve("one.pdf");
        Path two = folder.resolve("two.pdf");
        world.signer.sign(SigningRequest.invisible(plain, one, PadesLevel.B_LT), world.principal);
        world.signer.sign(SigningRequest.invisible(one, two, PadesLevel.B_LT), world.seal);
        return two;
    }

    private static void endsFor(ValidationReport report, SubIndication reason) {
        assertThat(report.indication()).as("%s", report).isEqualTo(Indication.INDETERMINATE);
        assertThat(report.subIndication()).contains(reason);
        assertThat(report.officialDocument().complete()).isFalse();
    }

    @Test
    void whatIsNoPdfIsSaidToBeNone() throws Exception {
        Path letter = Files.writeString(folder.resolve("letter.pdf"), "xin chào");
        ValidationReport report = new SignatureValidator().validate(letter, world.offline());
        endsFor(report, SubIndication.FORMAT_FAILURE);
        assertThat(new ReportText(Locale.forLanguageTag("vi")).plain(report))
                .contains("Cấu trúc tệp: Tệp này không phải PDF")
                .doesNotContain("Chữ ký không đúng định dạng");
    }

    @Test
    void aFileThatIsTooLargeIsNotCalledAnotherKindOfFile() throws Exception {
        Path large = folder.resolve("large.pdf");
        try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength((64L << 20) + 1);
        }
        ValidationReport report = new SignatureValidator().validate(large, world.offline());
        endsFor(report, SubIndication.LIMIT_EXCEEDED);
        assertThat(new ReportText(Locale.forLanguageTag("vi")).plain(report))
                .contains("vượt giới hạn")
                .doesNotContain("không phải PDF");
    }

    /** All revisions at once would take some ten gigabytes. */
    @Test
    void oneRevisionIsOpenAtATime() throws Exception {
        byte[] pdf = ManyRevisions.of(499_000, 150);
        assertThat(pdf.length).isLessThan(400_000);
        Path file = Files.write(folder.resolve("many.pdf"), pdf);
        endsFor(new SignatureValidator().validate(file, world.offline()), SubIndication.LIMIT_EXCEEDED);
    }

    @Test
    void aFewRevisionsOfALargeFileAreJudged() throws Exception {
        Path file = Files.write(folder.resolve("few.pdf"), ManyRevisions.of(100_000, 5));
        ValidationReport report = new SignatureValidator().validate(file, world.offline());
        assertThat(report.signatures()).hasSize(5);
        assertThat(report.subIndication()).contains(SubIndication.FORMAT_FAILURE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[%s]", "<< /A [%s] >>", "[[%s] [%s]]"})
    void valuesAreCounted(String form) throws Exception {
        String many = "0 ".repeat(3_000_000);
        byte[] pdf = SamplePdf.classic(
                "1.7",
                "",
                "<< /Type /Catalog /Pages 2 0 R /Extra 4 0 R >>",
                "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << >> >>",
                form.replace("%s", many));
        PdfFile file = PdfFile.open(
                pdf, pdf.length, ReadLimits.standard(), new ReadBudget(Duration.ofMinutes(2), 2_000_000, 1_000_000));
        assertThatThrownBy(() -> file.object(4))
                .isInstanceOfSatisfying(
                        PdfReadException.class,
                        e -> assertThat(e.kind()).isEqualTo(PdfReadException.Kind.TOO_MANY_OBJECTS));
    }

    @Test
    void objectsOfAStreamMayNotShareTheirBytes() throws Exception {
        int count = 2000;
        StringBuilder header = new StringBuilder();
        for (int i = 0; i < count; i++) {
            header.append(100 + i).append(" 0 ");
        }
        String data = header + "[" + "0 ".repeat(10_000) + "]";
        String objects = "<< /Type /ObjStm /N " + count + " /First " + header.length() + " /Length " + data.length()
                + " >>\nstream\n" + data + "\nendstream";
        byte[] pdf = withPackedObject(objects);
        PdfFile file = PdfFile.open(pdf, pdf.length, ReadLimits.standard());
        assertThatThrownBy(() -> file.object(100))
                .isInstanceOf(PdfReadException.class)
                .hasMessageContaining("side by side");
    }

    private static byte[] withPackedObject(String objects) {
        StringBuilder pdf = new StringBuilder("%PDF-1.7\n");
        int at = pdf.length();
        pdf.append("1 0 obj\n").append(objects).append("\nendobj\n");
        int xref = pdf.length();
        String rows = "\u0001" + (char) (at >> 8) + (char) (at & 255) + "\u0000" + "\u0002\u0000\u0001\u0000";
        pdf.append(
                        "2 0 obj\n<< /Type /XRef /Size 200 /W [1 2 1] /Index [1 1 100 1] /Root 100 0 R /Length 8 >>\nstream\n")
                .append(rows)
                .append("\nendstream\nendobj\nstartxref\n")
                .append(xref)
                .append("\n%%EOF\n");
        return pdf.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void whatTakesTooLongHasNoVerdict() throws Exception {
        SignatureValidator hasty = new SignatureValidator(PkiPolicy.vn2026().algorithms(), Duration.ZERO);
        endsFor(hasty.validate(signedTwice(), world.offline()), SubIndication.OUT_OF_TIME);
    }

    /** Who waits may give up at any moment; here while the first signature is being judged. */
    @Test
    void anInterruptEndsTheWork() throws Exception {
        Path file = signedTwice();
        RevocationSource impatient = new RevocationSource() {
            @Override
            public Optional<byte[]> ocsp(X509Certificate certificate, X509Certificate issuer) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }

            @Override
            public Optional<byte[]> crl(X509Certificate certificate) {
                return Optional.empty();
            }
        };
        ValidationReport report = new SignatureValidator()
                .validate(
                        file,
                        new ValidationContext(
                                world.trust(), world.paths, Optional.of(impatient), world.clock.instant()));
        assertThat(Thread.interrupted()).isTrue();
        endsFor(report, SubIndication.OUT_OF_TIME);
        assertThat(report.signatures()).isEmpty();
    }

    @Test
    void anInterruptEndsReading() throws Exception {
        byte[] pdf = ManyRevisions.of(100_000, 1);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> PdfFile.open(pdf, pdf.length, ReadLimits.standard()))
                .isInstanceOfSatisfying(
                        PdfReadException.class, e -> assertThat(e.kind()).isEqualTo(PdfReadException.Kind.OUT_OF_TIME));
        assertThat(Thread.interrupted()).isTrue();
    }
}
