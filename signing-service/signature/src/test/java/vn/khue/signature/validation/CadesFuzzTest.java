package vn.khue.signature.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.pki.fuzz.Fuzz;
import vn.khue.signature.SigningWorld;
import vn.khue.signature.ZipByHand;
import vn.khue.signature.asic.AsicManifest;
import vn.khue.signature.asic.AsicReadException;
import vn.khue.signature.asic.AsicRequest;
import vn.khue.signature.asic.AsicSigner;
import vn.khue.signature.asic.DataFile;
import vn.khue.signature.asic.ZipArchive;
import vn.khue.signature.asic.ZipEntryFacts;
import vn.khue.signature.asic.ZipLimits;
import vn.khue.signature.cades.CadesLevel;
import vn.khue.signature.cades.CadesRequest;
import vn.khue.signature.cades.CadesSigner;

/** Damaged signatures, manifests and containers: a verdict each time, and never a pass for other files. */
@Tag("slow")
class CadesFuzzTest {

    private static final int LIMIT = 1 << 20;
    private static final byte[] MARKS = "họ tên;toán\nLê An;9\n".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private static Path folder;

    private static SigningWorld world;
    private static byte[] message;
    private static byte[] container;
    private static byte[] packed;
    private static byte[] manifest;

    @BeforeAll
    static void sign() throws Exception {
        world = new SigningWorld(folder.resolve("ca"), Clock.systemUTC());
        Path marks = Files.write(folder.resolve("marks.csv"), MARKS);
        Path signature = folder.resolve("marks.csv.p7s");
        new CadesSigner(world.services()).sign(new CadesRequest(marks, signature, CadesLevel.B_LTA), world.principal);
        message = Files.readAllBytes(signature);
        Path file = folder.resolve("made.asice");
        new AsicSigner(world.services())
                .sign(
                        new AsicRequest.NewContainer(
                                List.of(new DataFile("marks.csv", marks, "text/csv")), file, CadesLevel.B_LTA),
                        world.principal);
        container = Files.readAllBytes(file);
        ZipArchive zip = ZipArchive.read(container, ZipLimits.standard());
        ZipByHand deflated = new ZipByHand();
        for (ZipEntryFacts entry : zip.entries()) {
            byte[] content = zip.content(entry, LIMIT);
            deflated.add(
                    entry.name().equals("mimetype")
                            ? ZipByHand.stored(entry.name(), content)
                            : ZipByHand.deflated(entry.name(), content));
        }
        packed = deflated.bytes();
        manifest = zip.content(zip.entry("META-INF/ASiCManifest001.xml").orElseThrow(), LIMIT);
    }

    private static void foreseen(ValidationReport report) {
        assertThat(report.subIndication()).as("%s", report.findings()).isNotEqualTo(Optional.of(SubIndication.GENERIC));
    }

    @Test
    void messages() {
        Path file = folder.resolve("judge.p7s");
        long count = new Fuzz(21, LIMIT, message)
                .run(
                        "detached CMS",
                        Fuzz.share(4),
                        input -> foreseen(new SignatureValidator()
                                .validate(
                                        Files.write(file, input),
                                        name -> Optional.of(new ByteArrayInputStream(MARKS)),
                                        world.offline())));
        assertThat(count).isPositive();
    }

    @Test
    void manifests() {
        long count = new Fuzz(22, LIMIT, manifest).run("ASiC manifest", Fuzz.share(4), input -> {
            try {
                AsicManifest.parse(input);
            } catch (AsicReadException e) {
                assertThat(e).hasMessageContaining("expected");
            }
        });
        assertThat(count).isPositive();
    }

    @Test
    void archives() {
        long count = new Fuzz(23, LIMIT, packed, container).run("ZIP", Fuzz.share(4), input -> {
            try {
                ZipArchive zip = ZipArchive.read(input, ZipLimits.standard());
                for (ZipEntryFacts entry : zip.entries()) {
                    zip.content(entry, LIMIT);
                }
            } catch (AsicReadException e) {
                assertThat(e).hasMessageContaining("expected");
            }
        });
        assertThat(count).isPositive();
    }

    @Test
    void containers() {
        Path file = folder.resolve("judge.asice");
        long count = new Fuzz(24, LIMIT, packed, container).run("ASiC-E", Fuzz.share(4), input -> {
            ValidationReport report = new SignatureValidator().validate(Files.write(file, input), world.offline());
            foreseen(report);
            if (report.indication() == Indication.TOTAL_PASSED) {
                ZipArchive zip = ZipArchive.read(input, ZipLimits.standard());
                assertThat(zip.content(zip.entry("marks.csv").orElseThrow(), LIMIT))
                        .isEqualTo(MARKS);
            }
        });
        assertThat(count).isPositive();
    }
}
