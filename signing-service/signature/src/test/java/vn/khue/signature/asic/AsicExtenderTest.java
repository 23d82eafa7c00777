package vn.khue.signature.asic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.khue.pki.policy.PkiPolicy;
import vn.khue.signature.SignatureFailure;
import vn.khue.signature.SigningWorld;
import vn.khue.signature.cades.CadesLevel;
import vn.khue.signature.validation.Indication;
import vn.khue.signature.validation.SignatureKind;
import vn.khue.signature.validation.SignatureReport;
import vn.khue.signature.validation.SignatureValidator;
import vn.khue.signature.validation.ValidationContext;
import vn.khue.signature.validation.ValidationReport;

/** Containers from every level to every higher one, renewed in time, and nothing that does not pass. */
class AsicExtenderTest {

    @TempDir
    private Path folder;

    private SigningWorld world;
    private Path marks;
    private Path signed;
    private Path extended;

    @BeforeEach
    void found() throws Exception {
        world = new SigningWorld(folder.resolve("ca"), Clock.systemUTC());
        marks = Files.writeString(folder.resolve("marks.csv"), "họ tên;toán\nLê An;9\n");
        signed = folder.resolve("signed.asice");
        extended = folder.resolve("extended.asice");
    }

    private static AsicExtender extender(SigningWorld world) {
        return new AsicExtender(world.services(), PkiPolicy.vn2026().algorithms());
    }

    private void sign(CadesLevel level) throws Exception {
        new AsicSigner(world.services())
                .sign(
                        new AsicRequest.NewContainer(
                                List.of(new DataFile("bảng điểm.csv", marks, "text/csv")), signed, level),
                        world.principal);
    }

    private static List<String> levels(ValidationReport report) {
        return report.signatures().stream()
                .filter(each -> each.kind() != SignatureKind.DOCUMENT_TIMESTAMP)
                .map(SignatureReport::level)
                .toList();
    }

    private static Map<String, byte[]> entries(Path container) throws Exception {
        ZipArchive zip = ZipArchive.read(Files.readAllBytes(container), ZipLimits.standard());
        Map<String, byte[]> entries = new HashMap<>();
        for (ZipEntryFacts entry : zip.entries()) {
            entries.put(entry.name(), zip.content(entry, 1 << 20));
        }
        return entries;
    }

    /** Data files and manifests are as they were; under an archive timestamp everything is. */
    private static void keeps(Path before, Path after) throws Exception {
        Map<String, byte[]> old = entries(before);
        Map<String, byte[]> now = entries(after);
        boolean archived = old.containsKey(AsicNames.ARCHIVE_MANIFEST);
        old.forEach((name, content) -> {
            AsicNames.Part part = AsicNames.part(name);
            if (part == AsicNames.Part.ARCHIVE_MANIFEST) {
                assertThat(now.values()).as(name).anyMatch(each -> Arrays.equals(each, content));
            } else if (part != AsicNames.Part.TIMESTAMP && (archived || part != AsicNames.Part.SIGNATURE)) {
                assertThat(now.get(name)).as(name).isEqualTo(content);
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"B_B, B_T", "B_B, B_LT", "B_B, B_LTA", "B_T, B_LT", "B_T, B_LTA", "B_LT, B_LTA", "B_LTA, B_LTA"})
    void everyStepIsAddedToWhatIsThere(CadesLevel from, CadesLevel to) throws Exception {
        sign(from);
        ExtendedContainer made = extender(world).extend(signed, extended, to);
        assertThat(made.timestampUntil()).isAfter(made.at());
        keeps(signed, extended);
        ValidationReport report =
                new SignatureValidator().validate(extended, to == CadesLevel.B_T ? world.online() : world.offline());
        assertThat(report.indication()).as("%s", report).isEqualTo(Indication.TOTAL_PASSED);
        assertThat(levels(report))
                .containsExactly("ASiC-E with CAdES-BASELINE-" + to.name().substring(2));
        leavesNoDraft();
    }

    @Test
    void signaturesOfSeveralPeopleAreRaisedTogether() throws Exception {
        sign(CadesLevel.B_T);
        Path both = folder.resolve("both.asice");
        new AsicSigner(world.services())
                .sign(new AsicRequest.FurtherSignature(signed, both, CadesLevel.B_B), world.seal);
        extender(world).extend(both, extended, CadesLevel.B_LTA);
        keeps(both, extended);
        ValidationReport report = new SignatureValidator().validate(extended, world.offline());
        assertThat(report.indication()).as("%s", report).isEqualTo(Indication.TOTAL_PASSED);
        assertThat(levels(report)).containsExactly("ASiC-E with CAdES-BASELINE-LTA", "ASiC-E with CAdES-BASELINE-LTA");
    }

    @Test
    void whatDoesNotPassIsNotExtended() throws Exception {
        sign(CadesLevel.B_T);
        Map<String, byte[]> entries = entries(signed);
        Path changed = folder.resolve("changed.asice");
        ZipArchive zip = ZipArchive.read(Files.readAllBytes(signed), ZipLimits.standard());
        try (var out = Files.newOutputStream(changed)) {
            ZipWriter writer = new ZipWriter(out);
            for (ZipEntryFacts entry : zip.entries()) {
                byte[] content = entries.get(entry.name()).clone();
                if (entry.name().endsWith(".csv")) {
                    content[0] ^= 1;
                }
                writer.add(entry.name(), content);
            }
            writer.finish();
        }
        assertThatThrownBy(() -> extender(world).extend(changed, extended, CadesLevel.B_LTA))
                .isInstanceOfSatisfying(
                        SignatureFailure.class,
                        e -> assertThat(e.reason()).isEqualTo(SignatureFailure.Reason.NOT_EXTENDABLE));
        world.revokePrincipal();
        assertThatThrownBy(() -> extender(world).extend(signed, extended, CadesLevel.B_LT))
                .isInstanceOf(SignatureFailure.class);
        assertThat(extended).doesNotExist();
        leavesNoDraft();
    }

    @Test
    void aRenewedContainerPassesWhenItsFirstTimestampAuthorityIsLongOver() throws Exception {
        sign(CadesLevel.B_LTA);
        Instant end = extender(world)
                .extend(signed, folder.resolve("first.asice"), CadesLevel.B_LTA)
                .timestampUntil();
        Clock shortBefore = Clock.fixed(end.minus(Duration.ofDays(20)), ZoneOffset.UTC);
        Clock longAfter = Clock.fixed(end.plus(Duration.ofDays(300)), ZoneOffset.UTC);
        SigningWorld next = world.at(shortBefore);
        extender(next).extend(signed, extended, CadesLevel.B_LTA);
        keeps(signed, extended);
        ValidationContext later = ValidationContext.offline(next.trust(), next.paths, longAfter.instant());
        ValidationReport report = new SignatureValidator().validate(extended, later);
        assertThat(report.indication()).as("%s", report).isEqualTo(Indication.TOTAL_PASSED);
        assertThat(levels(report)).containsExactly("ASiC-E with CAdES-BASELINE-LTA");
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
