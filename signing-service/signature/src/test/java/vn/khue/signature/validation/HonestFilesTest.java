package vn.khue.signature.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.itextpdf.forms.form.element.SignatureFieldAppearance;
import com.itextpdf.kernel.geom.Rectangle;
import com.itextpdf.signatures.SignerProperties;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khue.pki.SigningKey;
import vn.khue.pki.timestamp.InProcessTimestampClient;
import vn.khue.signature.ItextSigner;
import vn.khue.signature.SampleDecision;
import vn.khue.signature.SamplePdf;
import vn.khue.signature.SigningWorld;
import vn.khue.signature.Tools;
import vn.khue.signature.appearance.PageBox;
import vn.khue.signature.appearance.VisibleSignature;
import vn.khue.signature.decision.DecisionLayout;
import vn.khue.signature.intake.IntakeResult;
import vn.khue.signature.intake.PdfIntake;
import vn.khue.signature.pades.NumberAndDate;
import vn.khue.signature.pades.PadesLevel;
import vn.khue.signature.pades.SigningRequest;

/** Honest files of every kind are taken in, signed once to five times, and never refused. */
class HonestFilesTest {

    private static final PageBox BOX = new PageBox(1, 200, 150, 120, 50);

    @TempDir
    private static Path folder;

    private static SigningWorld world;

    @BeforeAll
    static void found() {
        world = new SigningWorld(folder.resolve("ca"), Clock.systemUTC());
    }

    @ParameterizedTest
    @EnumSource(SamplePdf.class)
    void isSignedBySeveralAtEachLevelAndPasses(SamplePdf kind) throws Exception {
        Path file = folder.resolve(kind + ".pdf");
        kind.write(file);
        accepted(file);
        int signatures = 0;
        for (PadesLevel level : PadesLevel.values()) {
            Path next = folder.resolve(kind + "-" + level + ".pdf");
            SigningKey key = level == PadesLevel.B_LTA ? world.seal : world.principal;
            VisibleSignature look = level == PadesLevel.B_LTA
                    ? new VisibleSignature.Seal(SigningWorld.redSeal(), BOX)
                    : new VisibleSignature.Person(SigningWorld.ink(), BOX);
            world.signer.sign(SigningRequest.visible(file, next, level, look), key);
            accepted(next);
            signatures++;
            ValidationReport report = new SignatureValidator().validate(next, world.online());
            passes(report, next);
            assertThat(report.signatures().stream().filter(s -> s.kind() != SignatureKind.DOCUMENT_TIMESTAMP))
                    .hasSize(signatures);
            file = next;
        }
        ValidationReport last = new SignatureValidator().validate(file, world.offline());
        assertThat(last.signatures())
                .extracting(SignatureReport::level)
                .contains("PAdES-BASELINE-LTA", "DOC-TIMESTAMP");
        assertThat(last.officialDocument().complete()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--object-streams=generate", "--linearize", "--qdf", "--newline-before-endstream"})
    void ofQpdfPasses(String option) throws Exception {
        assumeTrue(Tools.has("qpdf"), "qpdf is not installed");
        Path plain = folder.resolve("plain" + option + ".pdf");
        SamplePdf.CLASSIC_1_4.write(plain);
        Path file = folder.resolve("qpdf" + option + ".pdf");
        Tools.run("qpdf", option, plain.toString(), file.toString());
        accepted(file);
        passes(twoSignatures(file, "qpdf" + option), file);
    }

    @Test
    void signedBeforeByAnotherToolPasses() throws Exception {
        Path plain = folder.resolve("other.pdf");
        SamplePdf.XREF_AND_OBJECT_STREAMS.write(plain);
        Path signed = folder.resolve("other-signed.pdf");
        ItextSigner.baselineB(plain, signed, world.principal);
        passes(new SignatureValidator().validate(signed, world.online()), signed);
        ValidationReport report = twoSignatures(signed, "other");
        assertThat(report.signatures()).hasSize(3);
        passes(report, signed);
    }

    @ParameterizedTest
    @EnumSource(
            value = SamplePdf.class,
            names = {"CLASSIC_1_4", "WITH_XMP", "PDF_2_0", "WITH_FORM", "BY_PDFBOX"})
    void signedAfterwardsByAnotherToolPasses(SamplePdf kind) throws Exception {
        Path plain = folder.resolve("before.pdf");
        kind.write(plain);
        Path ours = folder.resolve("before-ours.pdf");
        world.signer.sign(SigningRequest.invisible(plain, ours, PadesLevel.B_LT), world.principal);
        Path both = folder.resolve("before-both.pdf");
        ItextSigner.baselineB(ours, both, world.seal);
        passes(new SignatureValidator().validate(both, world.online()), both);
        Path stamped = folder.resolve("before-stamped.pdf");
        ItextSigner.timestamp(both, stamped, new InProcessTimestampClient(world.authority));
        passes(new SignatureValidator().validate(stamped, world.online()), stamped);
        Path visible = folder.resolve("before-visible.pdf");
        ItextSigner.visible(
                stamped,
                visible,
                world.seal,
                new Rectangle(300, 100, 200, 60),
                new SignatureFieldAppearance(SignerProperties.IGNORED_ID).setContent("Signed by somebody"));
        passes(new SignatureValidator().validate(visible, world.online()), visible);
    }

    @Test
    void ofADecisionWithItsNumberFilledIsCompleteAndOnlySaysWhatWasAdded() throws Exception {
        Path plain = folder.resolve("decision.pdf");
        new DecisionLayout().write(SampleDecision.ofDeputy(), plain);
        Path signed = folder.resolve("decision-1.pdf");
        world.signer.sign(SigningRequest.invisible(plain, signed, PadesLevel.B_LT), world.principal);
        Path numbered = folder.resolve("decision-2.pdf");
        assertThat(NumberAndDate.of(5, LocalDate.of(2026, 3, 9)).fill(signed, numbered))
                .isEqualTo(2);
        passes(new SignatureValidator().validate(numbered, world.offline()), numbered);
        Path sealed = folder.resolve("decision-3.pdf");
        world.signer.sign(SigningRequest.invisible(numbered, sealed, PadesLevel.B_LT), world.seal);
        ValidationReport report = new SignatureValidator().validate(sealed, world.offline());
        passes(report, sealed);
        assertThat(report.officialDocument().complete()).isTrue();
        // The date of change is the same where two revisions are of one second.
        assertThat(report.signatures().get(0).changesAfter())
                .extracting(Change::kind)
                .filteredOn(kind -> kind != Change.Kind.PRODUCER_CHANGED)
                .containsExactlyInAnyOrder(
                        Change.Kind.SIGNATURE_ADDED,
                        Change.Kind.NUMBER_FILLED,
                        Change.Kind.NUMBER_FILLED,
                        Change.Kind.VALIDATION_DATA_ADDED);
        assertThat(report.signatures().get(1).changesAfter())
                .extracting(Change::kind)
                .filteredOn(kind -> kind != Change.Kind.PRODUCER_CHANGED)
                .containsExactly(Change.Kind.VALIDATION_DATA_ADDED);
        assertThat(report.signatures().get(1).coversWholeDocument()).isTrue();
    }

    @Test
    void fiveTimesSignedPasses() throws Exception {
        Path file = folder.resolve("five.pdf");
        SamplePdf.CLASSIC_1_4.write(file);
        for (int i = 1; i <= 5; i++) {
            Path next = folder.resolve("five-" + i + ".pdf");
            world.signer.sign(
                    SigningRequest.invisible(file, next, PadesLevel.B_LT), i < 5 ? world.principal : world.seal);
            file = next;
        }
        ValidationReport report = new SignatureValidator().validate(file, world.offline());
        assertThat(report.signatures()).hasSize(5);
        passes(report, file);
    }

    @Test
    @Tag("slow")
    void ofFiftyMegabytesIsSignedAndPasses() throws Exception {
        Path file = folder.resolve("large.pdf");
        LargePdf.write(file, 49 << 20);
        accepted(file);
        ValidationReport report = twoSignatures(file, "large");
        passes(report, file);
    }

    private static ValidationReport twoSignatures(Path file, String name) throws Exception {
        Path first = folder.resolve(name + "-first.pdf");
        Path second = folder.resolve(name + "-second.pdf");
        world.signer.sign(SigningRequest.invisible(file, first, PadesLevel.B_LT), world.principal);
        world.signer.sign(SigningRequest.invisible(first, second, PadesLevel.B_LTA), world.seal);
        ValidationReport report = new SignatureValidator().validate(second, world.online());
        return new ValidationReport(
                report.file(),
                report.format(),
                report.sha256(),
                report.at(),
                report.indication(),
                report.subIndication(),
                report.findings(),
                report.signatures().stream()
                        .filter(s -> s.kind() != SignatureKind.DOCUMENT_TIMESTAMP)
                        .toList(),
                report.officialDocument());
    }

    private static void accepted(Path file) throws Exception {
        assertThat(new PdfIntake().inspect(file)).isInstanceOf(IntakeResult.Accepted.class);
    }

    private static void passes(ValidationReport report, Path file) {
        assertThat(report.indication())
                .as("%s of %s: %s %s", report.indication(), file.getFileName(), report.findings(), report.signatures())
                .isEqualTo(Indication.TOTAL_PASSED);
        assertThat(report.subIndication()).isEqualTo(Optional.empty());
        assertThat(Files.exists(file)).isTrue();
    }
}
