package vn.khue.signature.xades;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
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
import vn.khue.signature.SampleXml;
import vn.khue.signature.SignatureFailure;
import vn.khue.signature.SigningWorld;
import vn.khue.signature.validation.Indication;
import vn.khue.signature.validation.SignatureReport;
import vn.khue.signature.validation.SignatureValidator;
import vn.khue.signature.validation.ValidationContext;
import vn.khue.signature.validation.ValidationReport;
import vn.khue.signature.xml.DetachedContents;

/** XML signatures from every level to every higher one, renewed in time, and nothing that does not pass. */
class XmlExtenderTest {

    @TempDir
    private Path folder;

    private SigningWorld world;
    private Path record;
    private Path signed;
    private Path extended;

    @BeforeEach
    void found() throws Exception {
        world = new SigningWorld(folder.resolve("ca"), Clock.systemUTC());
        record = SampleXml.write(folder.resolve("hoc-ba.xml"), SampleXml.RECORD);
        signed = folder.resolve("signed.xml");
        extended = folder.resolve("extended.xml");
    }

    private static XmlExtender extender(SigningWorld world) {
        return new XmlExtender(world.services(), PkiPolicy.vn2026().algorithms());
    }

    private void sign(XadesLevel level) throws Exception {
        sign(record, signed, level);
    }

    private void sign(Path source, Path target, XadesLevel level) throws Exception {
        new XmlSigner(world.services())
                .sign(XmlSigningRequest.of(new SignedContent.WholeXml(source), target, level), world.principal);
    }

    private static List<String> levels(ValidationReport report) {
        return report.signatures().stream().map(SignatureReport::level).toList();
    }

    private void passes(XadesLevel level) throws Exception {
        ValidationReport report = new SignatureValidator()
                .validate(
                        extended,
                        DetachedContents.beside(record),
                        level == XadesLevel.B_T ? world.online() : world.offline());
        assertThat(report.indication()).as("%s", report).isEqualTo(Indication.TOTAL_PASSED);
        assertThat(levels(report))
                .containsExactly("XAdES-BASELINE-" + level.name().substring(2));
    }

    /** What was added stands in one place; every byte before and after it is where it was. */
    private static void onlyAdds(Path before, Path after) throws Exception {
        byte[] old = Files.readAllBytes(before);
        byte[] now = Files.readAllBytes(after);
        int head = 0;
        while (head < old.length && old[head] == now[head]) {
            head++;
        }
        int tail = 0;
        while (tail < old.length - head && old[old.length - 1 - tail] == now[now.length - 1 - tail]) {
            tail++;
        }
        assertThat(head + tail).isEqualTo(old.length);
    }

    @ParameterizedTest
    @CsvSource({"B_B, B_T", "B_B, B_LT", "B_B, B_LTA", "B_T, B_LT", "B_T, B_LTA", "B_LT, B_LTA", "B_LTA, B_LTA"})
    void everyStepIsAddedToWhatIsThere(XadesLevel from, XadesLevel to) throws Exception {
        sign(from);
        ExtendedXml made = extender(world).extend(signed, DetachedContents.none(), extended, to);
        assertThat(made.bytes()).isEqualTo(Files.size(extended)).isGreaterThan(Files.size(signed));
        assertThat(made.timestampUntil()).isAfter(made.at());
        onlyAdds(signed, extended);
        passes(to);
        leavesNoDraft();
    }

    @ParameterizedTest
    @CsvSource({"B_LT, B_T", "B_LT, B_LT", "B_LTA, B_LT", "B_T, B_T"})
    void whatHasTheLevelStaysAsItIs(XadesLevel from, XadesLevel to) throws Exception {
        sign(from);
        extender(world).extend(signed, DetachedContents.none(), extended, to);
        assertThat(extended).hasSameBinaryContentAs(signed);
    }

    @Test
    void aSignatureApartIsExtendedWithTheFileThatItSigns() throws Exception {
        new XmlSigner(world.services())
                .sign(
                        XmlSigningRequest.of(
                                new SignedContent.Beside(List.of(new SignedContent.Content(record, "text/xml"))),
                                signed,
                                XadesLevel.B_B),
                        world.principal);
        isRefused(signed, XadesLevel.B_LTA);
        extender(world).extend(signed, DetachedContents.beside(record), extended, XadesLevel.B_LTA);
        passes(XadesLevel.B_LTA);
    }

    @Test
    void whatALaterSignatureCoversIsLeftAloneAndHasToHaveItsEvidence() throws Exception {
        sign(XadesLevel.B_T);
        Path both = folder.resolve("both.xml");
        sign(signed, both, XadesLevel.B_B);
        isRefused(both, XadesLevel.B_LTA);

        sign(XadesLevel.B_LT);
        sign(signed, both, XadesLevel.B_B);
        extender(world).extend(both, DetachedContents.none(), extended, XadesLevel.B_LTA);
        onlyAdds(both, extended);
        ValidationReport report = new SignatureValidator().validate(extended, world.offline());
        assertThat(report.indication()).as("%s", report).isEqualTo(Indication.TOTAL_PASSED);
        assertThat(levels(report)).containsExactly("XAdES-BASELINE-LT", "XAdES-BASELINE-LTA");

        // The archive timestamps of the later signature prove the one that it covers, and no other one.
        Instant end = extender(world)
                .extend(both, DetachedContents.none(), extended, XadesLevel.B_LTA)
                .timestampUntil();
        Clock shortBefore = Clock.fixed(end.minus(Duration.ofDays(20)), ZoneOffset.UTC);
        SigningWorld next = world.at(shortBefore);
        Path renewed = folder.resolve("renewed.xml");
        extender(next).extend(extended, DetachedContents.none(), renewed, XadesLevel.B_LTA);
        ValidationContext later = ValidationContext.offline(next.trust(), next.paths, end.plus(Duration.ofDays(300)));
        ValidationReport muchLater = new SignatureValidator().validate(renewed, later);
        assertThat(muchLater.indication()).as("%s", muchLater).isEqualTo(Indication.TOTAL_PASSED);
        assertThat(new SignatureValidator().validate(extended, later).indication())
                .as("not renewed")
                .isNotEqualTo(Indication.TOTAL_PASSED);
    }

    @Test
    void whatDoesNotPassIsNotExtended() throws Exception {
        sign(XadesLevel.B_T);
        Path changed = folder.resolve("changed.xml");
        Files.writeString(changed, Files.readString(signed).replace("<hb:Lop>4A<", "<hb:Lop>4B<"));
        isRefused(record, XadesLevel.B_LTA);
        isRefused(changed, XadesLevel.B_LTA);
        world.revokePrincipal();
        // Signed before it was revoked, as its timestamp proves, but its evidence was never gathered.
        assertThatThrownBy(() -> extender(world).extend(signed, DetachedContents.none(), extended, XadesLevel.B_LT))
                .isInstanceOf(SignatureFailure.class);
        assertThat(extended).doesNotExist();
        leavesNoDraft();
    }

    private void isRefused(Path file, XadesLevel level) throws Exception {
        assertThatThrownBy(() -> extender(world).extend(file, DetachedContents.none(), extended, level))
                .isInstanceOfSatisfying(
                        SignatureFailure.class,
                        e -> assertThat(e.reason()).isEqualTo(SignatureFailure.Reason.NOT_EXTENDABLE));
        assertThat(extended).doesNotExist();
        leavesNoDraft();
    }

    @Test
    void aRenewedFilePassesWhenItsFirstTimestampAuthorityIsLongOver() throws Exception {
        sign(XadesLevel.B_LTA);
        Instant end = extender(world)
                .extend(signed, DetachedContents.none(), folder.resolve("first.xml"), XadesLevel.B_LTA)
                .timestampUntil();
        Clock shortBefore = Clock.fixed(end.minus(Duration.ofDays(20)), ZoneOffset.UTC);
        Clock longAfter = Clock.fixed(end.plus(Duration.ofDays(300)), ZoneOffset.UTC);
        SigningWorld next = world.at(shortBefore);
        ExtendedXml renewed = extender(next).extend(signed, DetachedContents.none(), extended, XadesLevel.B_LTA);
        assertThat(renewed.timestampUntil()).isAfter(end);
        onlyAdds(signed, extended);
        ValidationContext later = ValidationContext.offline(next.trust(), next.paths, longAfter.instant());
        ValidationReport report = new SignatureValidator().validate(extended, later);
        assertThat(report.indication()).as("%s", report).isEqualTo(Indication.TOTAL_PASSED);
        assertThat(levels(report)).containsExactly("XAdES-BASELINE-LTA");
        assertThat(new SignatureValidator().validate(signed, later).indication())
                .as("not renewed")
                .isNotEqualTo(Indication.TOTAL_PASSED);
        String text = new String(Files.readAllBytes(extended), StandardCharsets.UTF_8);
        Files.writeString(extended, text.replaceFirst("TimeStampValidationData", "TimeStampValidationDatum"));
        assertThat(new SignatureValidator().validate(extended, later).indication())
                .as("what an archive timestamp covers was changed")
                .isNotEqualTo(Indication.TOTAL_PASSED);
    }

    private void leavesNoDraft() throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(f -> f.getFileName().toString())).noneMatch(n -> n.startsWith(".draft"));
        }
    }
}
