package vn.khue.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.khue.pki.Certificates;
import vn.khue.signature.appearance.PageBox;
import vn.khue.signature.appearance.PlacementFinder;
import vn.khue.signature.appearance.SignerLines;
import vn.khue.signature.appearance.VisibleSignature;
import vn.khue.signature.decision.Decision;
import vn.khue.signature.decision.DecisionLayout;
import vn.khue.signature.pades.NumberAndDate;
import vn.khue.signature.pades.PadesLevel;
import vn.khue.signature.pades.SigningRequest;

/** EU DSS judges what we sign: every level is what it claims to be, and stays so when more signatures follow. */
class OracleTest {

    @TempDir
    private static Path folder;

    private static SigningWorld world;
    private static Path decision;

    @BeforeAll
    static void found() throws Exception {
        world = new SigningWorld(folder.resolve("ca"), Clock.systemUTC());
        decision = folder.resolve("decision.pdf");
        new DecisionLayout().write(sample(), decision);
    }

    private static Judgement judge(Path file) {
        return new Oracle(List.of(world.hierarchy.root())).judge(file);
    }

    @ParameterizedTest
    @EnumSource(PadesLevel.class)
    void eachLevelIsWhatItClaims(PadesLevel level) throws Exception {
        Path file = folder.resolve(level + ".pdf");
        world.signer.sign(SigningRequest.invisible(decision, file, level), world.principal);
        Judgement judgement = judge(file);
        assertThat(judgement.signatures()).hasSize(1);
        Judgement.Signature signature = judgement.signatures().get(0);
        assertThat(signature.level()).isEqualTo("PAdES-BASELINE-" + level.name().substring(2));
        assertThat(signature.signedBy()).isEqualTo("Nguyễn Thị Lan");
        if (level.compareTo(PadesLevel.B_LT) >= 0) {
            assertThat(signature.indication()).as("%s", signature).isEqualTo("TOTAL_PASSED");
        } else {
            // Without revocation data in the file an offline judge cannot conclude; nothing may have failed.
            assertThat(signature.indication()).as("%s", signature).isEqualTo("INDETERMINATE");
            assertThat(signature.subIndication())
                    .as("%s", signature)
                    .isIn("TRY_LATER", "CERTIFICATE_CHAIN_GENERAL_FAILURE");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = PadesLevel.class,
            names = {"B_LT", "B_LTA"})
    void theWholeRoadOfADecisionPasses(PadesLevel sealLevel) throws Exception {
        Optional<PageBox> box = new PlacementFinder()
                .find(decision, new SignerLines("Hiệu trưởng", "Nguyễn Thị Lan"), SigningWorld.ink());
        Path signed = folder.resolve("road-1-" + sealLevel + ".pdf");
        world.signer.sign(
                SigningRequest.visible(
                        decision,
                        signed,
                        PadesLevel.B_LT,
                        new VisibleSignature.Person(SigningWorld.ink(), box.orElseThrow())),
                world.principal);
        Path numbered = folder.resolve("road-2-" + sealLevel + ".pdf");
        NumberAndDate.of(128, LocalDate.of(2026, 11, 23)).fill(signed, numbered);
        Path sealed = folder.resolve("road-3-" + sealLevel + ".pdf");
        world.signer.sign(
                SigningRequest.visible(
                        numbered,
                        sealed,
                        sealLevel,
                        new VisibleSignature.Seal(SigningWorld.redSeal(), box.orElseThrow())),
                world.seal);
        Judgement judgement = judge(sealed);
        assertThat(judgement.indication()).as("%s", judgement).isEqualTo("TOTAL_PASSED");
        assertThat(judgement.signatures()).hasSize(2);
    }

    @Test
    void aChangedFileFailsSoTheOracleCanSayNo() throws Exception {
        Path file = folder.resolve("to-change.pdf");
        world.signer.sign(SigningRequest.invisible(decision, file, PadesLevel.B_LT), world.principal);
        byte[] bytes = Files.readAllBytes(file);
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("/MediaBox[0 0 595");
        assertThat(at).isPositive();
        bytes[at + 14] = '4';
        Files.write(file, bytes);
        assertThat(judge(file).indication()).isEqualTo("TOTAL_FAILED");
    }

    @Test
    void theCommandPrintsOneObjectALine() throws Exception {
        Path file = folder.resolve("command.pdf");
        world.signer.sign(SigningRequest.invisible(decision, file, PadesLevel.B_LT), world.principal);
        Path root = folder.resolve("root.crt");
        Files.writeString(root, Certificates.pem(world.hierarchy.root()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int code = OracleCommand.run(
                new String[] {"--trust", root.toString(), file.toString()},
                new PrintStream(out, true, StandardCharsets.UTF_8));
        assertThat(code).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("\"indication\":\"TOTAL_PASSED\"", "\"level\":\"PAdES-BASELINE-LT\"", "Nguyễn Thị Lan");
    }

    private static Decision sample() {
        return new Decision(
                "Ủy ban nhân dân xã Củ Chi",
                "Trường Tiểu học Thị Trấn Củ Chi",
                "QĐ-THTTCC",
                "Củ Chi",
                "Về việc khen thưởng học sinh",
                "Hiệu trưởng Trường Tiểu học Thị Trấn Củ Chi",
                List.of("Căn cứ Điều lệ Trường tiểu học;"),
                List.of("Khen thưởng các em có tên trong danh sách."),
                List.of("Lưu: VT"),
                List.of("HIỆU TRƯỞNG"),
                "Nguyễn Thị Lan");
    }
}
