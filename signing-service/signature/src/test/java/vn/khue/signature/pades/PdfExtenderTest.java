package vn.khue.signature.pades;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.khue.pki.policy.PkiPolicy;
import vn.khue.signature.SamplePdf;
import vn.khue.signature.SignatureFailure;
import vn.khue.signature.SigningWorld;
import vn.khue.signature.validation.Indication;
import vn.khue.signature.validation.SignatureKind;
import vn.khue.signature.validation.SignatureReport;
import vn.khue.signature.validation.SignatureValidator;
import vn.khue.signature.validation.ValidationContext;
import vn.khue.signature.validation.ValidationReport;

/** From every level to every higher one, renewed in time, and nothing that does not pass. */
class PdfExtenderTest {
    @TempDir
    private Path folder;

    private SigningWorld world;
    private Path signed;
    private Path extended;

    @BeforeEach
    void found() throws Exception {
        world = new SigningWorld(folder.resolve("ca"), Clock.systemUTC());
        signed = folder.resolve("signed.pdf");
        extended = folder.resolve("extended.pdf");
    }

    private void sign(PadesLevel level) throws Exception {
        Path plain = folder.resolve("plain.pdf");
        SamplePdf.CLASSIC_1_4.write(plain);
        world.signer.sign(SigningRequest.invisible(plain, signed, level), world.principal);
    }

    private static PdfExtender extender(SigningServices services) {
        return new PdfExtender(services, PkiPolicy.vn2026().algorithms());
    }

    private ValidationReport offline(Path file) throws Exception {
        return new SignatureValidator().validate(file, world.offline());
    }

    private static List<String> levels(ValidationReport report) {
        return report.signatures().stream()
                .filter(each -> each.kind() != SignatureKind.DOCUMENT_TIMESTAMP)
                .map(SignatureReport::level)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "B_B, B_T, PAdES-BASELINE-T",
        "B_B, B_LT, PAdES-BASELINE-LT",
        "B_B, B_LTA, PAdES-BASELINE-LTA",
        "B_T, B_LT, PAdES-BASELINE-LT",
        "B_T, B_LTA, PAdES-BASELINE-LTA",
        "B_LT, B_LTA, PAdES-BASELINE-LTA",
        "B_LTA, B_LTA, PAdES-BASELINE-LTA"
    })
    void everyStepIsARevisionBehindWhatIsThere(PadesLevel from, PadesLevel to, String level) throws Exception {
        sign(from);
        ExtendedDocument made = extender(world.services()).extend(signed, extended, to);
        byte[] after = Files.readAllBytes(extended);
        assertThat(after).startsWith(Files.readAllBytes(signed));
        assertThat(made.bytes()).isEqualTo(after.length);
        assertThat(made.timestampUntil()).isAfter(made.at());
        ValidationReport report =
                to == PadesLevel.B_T ? new SignatureValidator().validate(extended, world.online()) : offline(extended);
        assertThat(report.indication()).as("%s", report).isEqualTo(Indication.TOTAL_PASSED);
        assertThat(levels(report)).containsExactly(level);
        leavesNoDraft();
    }

    @ParameterizedTest
    @CsvSource({"B_LT, B_T", "B_LT, B_LT", "B_LTA, B_LT", "B_T, B_T"})
    void whatHasTheLevelIsCopied(PadesLevel from, PadesLevel to) throws Exception {
        sign(from);
        extender(world.services()).extend(signed, extended, to);
        assertThat(extended).hasSameBinaryContentAs(signed);
    }

    @Test
    void signaturesOfSeveralPeopleAreRaisedTogether() throws Exception {
        sign(PadesLevel.B_T);
        Path both = folder.resolve("both.pdf");
        world.signer.sign(SigningRequest.invisible(signed, both, PadesLevel.B_B), world.seal);
        extender(world.services()).extend(both, extended, PadesLevel.B_LTA);
        ValidationReport report = offline(extended);
        assertThat(report.indication()).as("%s", report).isEqualTo(Indication.TOTAL_PASSED);
        assertThat(levels(report)).containsExactly("PAdES-BASELINE-LTA", "PAdES-BASELINE-LTA");
    }

    @Test
    void aTimestampUnderTheEvidenceIsNoArchiveTimestamp() throws Exception {
        sign(PadesLevel.B_B);
        extender(world.services()).extend(signed, extended, PadesLevel.B_LT);
        assertThat(offline(extended).signatures())
                .extracting(SignatureReport::kind)
                .contains(SignatureKind.DOCUMENT_TIMESTAMP);
        assertThat(levels(offline(extended))).containsExactly("PAdES-BASELINE-LT");
    }

    @Test
    void whatDoesNotPassIsNotExtended() throws Exception {
        sign(PadesLevel.B_T);
        byte[] bytes = Files.readAllBytes(signed);
        Path plain = folder.resolve("plain.pdf");
        Path changed = folder.resolve("changed.pdf");
        byte[] damaged = bytes.clone();
        damaged[20] ^= 1;
        Files.write(changed, damaged);
        for (Path file : List.of(plain, changed)) {
            assertThatThrownBy(() -> extender(world.services()).extend(file, extended, PadesLevel.B_LTA))
                    .isInstanceOfSatisfying(
                            SignatureFailure.class,
                            e -> assertThat(e.reason()).isEqualTo(SignatureFailure.Reason.NOT_EXTENDABLE));
            assertThat(extended).doesNotExist();
        }
        world.revokePrincipal();
        // Signed before it was revoked, as its timestamp proves, but its evidence was never gathered: B_T cannot be
        // raised now.
        assertThatThrownBy(() -> extender(world.services()).extend(signed, extended, PadesLevel.B_LT))
                .isInstanceOf(SignatureFailure.class);
        assertThat(extended).doesNotExist();
        leavesNoDraft();
    }

    @Test
    void aRenewedDocumentPassesWhenItsFirstTimestampAuthorityIsLongOver() throws Exception {
        sign(PadesLevel.B_LTA);
        Instant end = extender(world.services())
                .extend(signed, folder.resolve("first.pdf"), PadesLevel.B_LTA)
                .timestampUntil();
        Clock shortBefore = Clock.fixed(end.minus(Duration.ofDays(20)), ZoneOffset.UTC);
        Clock longAfter = Clock.fixed(end.plus(Duration.ofDays(300)), ZoneOffset.UTC);
        SigningWorld next = world.at(shortBefore);
        assertThat(next.hierarchy.timestampKey().certificate())
                .isNotEqualTo(world.hierarchy.timestampKey().certificate());
        extender(next.services()).extend(signed, extended, PadesLevel.B_LTA);

        ValidationContext later = ValidationContext.offline(next.trust(), next.paths, longAfter.instant());
        ValidationReport renewed = new SignatureValidator().validate(extended, later);
        assertThat(renewed.indication()).as("%s", renewed).isEqualTo(Indication.TOTAL_PASSED);
        assertThat(levels(renewed)).containsExactly("PAdES-BASELINE-LTA");
        assertThat(new SignatureValidator().validate(signed, later).indication())
                .as("not renewed")
                .isNotEqualTo(Indication.TOTAL_PASSED);
    }

    private void leavesNoDraft() throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(f -> f.getFileName().toString())).noneMatch(n -> n.startsWith(".draft"));
        }
    }
}
