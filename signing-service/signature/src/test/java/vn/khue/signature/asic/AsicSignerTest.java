package vn.khue.signature.asic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khue.signature.SignatureFailure;
import vn.khue.signature.SigningWorld;
import vn.khue.signature.Tools;
import vn.khue.signature.cades.CadesLevel;
import vn.khue.signature.validation.Indication;
import vn.khue.signature.validation.SignatureKind;
import vn.khue.signature.validation.SignatureReport;
import vn.khue.signature.validation.SignatureValidator;
import vn.khue.signature.validation.ValidationReport;

/** Containers at every level, with one and with several signatures. */
class AsicSignerTest {

    @TempDir
    private static Path folder;

    private static SigningWorld world;
    private static AsicSigner signer;
    private static List<DataFile> files;

    @BeforeAll
    static void found() throws Exception {
        world = new SigningWorld(folder.resolve("ca"), Clock.systemUTC());
        signer = new AsicSigner(world.services());
        Path marks = Files.writeString(folder.resolve("marks.csv"), "họ tên;toán\nLê An;9\n");
        Path list = Files.writeString(folder.resolve("list.txt"), "lớp 5A");
        files = List.of(
                new DataFile("bảng điểm & xếp loại.csv", marks, "text/csv"),
                new DataFile("lớp/danh sách.txt", list, "text/plain"));
    }

    private static AsicRequest made(String target, CadesLevel level) {
        return new AsicRequest.NewContainer(files, folder.resolve(target), level);
    }

    private static ValidationReport judge(Path file, CadesLevel level) throws Exception {
        boolean longTerm = level.compareTo(CadesLevel.B_LT) >= 0;
        return new SignatureValidator().validate(file, longTerm ? world.offline() : world.online());
    }

    @ParameterizedTest
    @EnumSource(CadesLevel.class)
    void eachLevelIsJudgedToBeWhatItClaims(CadesLevel level) throws Exception {
        SignedContainer container = signer.sign(made(level + ".asice", level), world.principal);
        ValidationReport report = judge(container.file(), level);
        assertThat(report.indication()).as("%s", report).isEqualTo(Indication.TOTAL_PASSED);
        assertThat(report.format()).isEqualTo("ASiC-E");
        assertThat(report.signatures()).hasSize(level == CadesLevel.B_LTA ? 2 : 1);
        SignatureReport signature = report.signatures().get(0);
        assertThat(signature.id()).isEqualTo(container.signatureName()).isEqualTo("META-INF/signature001.p7s");
        assertThat(signature.level())
                .isEqualTo("ASiC-E with CAdES-BASELINE-" + level.name().substring(2));
        assertThat(signature.coversWholeDocument()).isTrue();
        assertThat(signature.covers()).containsExactly("bảng điểm & xếp loại.csv", "lớp/danh sách.txt");
        assertThat(signature.integrity()).isEqualTo(SignatureReport.Integrity.INTACT);
    }

    @Test
    void theTypeIsReadableInTheFirstBytes() throws Exception {
        byte[] bytes = Files.readAllBytes(
                signer.sign(made("type.asice", CadesLevel.B_B), world.principal).file());
        assertThat(new String(bytes, 30, 39, StandardCharsets.US_ASCII))
                .isEqualTo("mimetypeapplication/vnd.etsi.asic-e+zip");
    }

    @Test
    void severalSignaturesStandBesideEachOther() throws Exception {
        Path one = folder.resolve("one.asice");
        signer.sign(made("one.asice", CadesLevel.B_LT), world.principal);
        Path two = folder.resolve("two.asice");
        signer.sign(new AsicRequest.FurtherSignature(one, two, CadesLevel.B_LTA), world.seal);
        Path three = folder.resolve("three.asice");
        SignedContainer last =
                signer.sign(new AsicRequest.FurtherSignature(two, three, CadesLevel.B_LTA), world.principal);
        assertThat(last.signatureName()).isEqualTo("META-INF/signature003.p7s");
        ValidationReport report = judge(three, CadesLevel.B_LTA);
        assertThat(report.indication()).as("%s", report).isEqualTo(Indication.TOTAL_PASSED);
        assertThat(report.signatures())
                .filteredOn(s -> s.kind() != SignatureKind.DOCUMENT_TIMESTAMP)
                .hasSize(3)
                .allMatch(s -> s.level().equals("ASiC-E with CAdES-BASELINE-LTA"))
                .allMatch(SignatureReport::coversWholeDocument);
        assertThat(report.signatures())
                .filteredOn(s -> s.kind() == SignatureKind.DOCUMENT_TIMESTAMP)
                .hasSize(2);
    }

    @Test
    void thePreparedContainerIsEmbeddedOnce() throws Exception {
        AsicSigner.PreparedContainer prepared = signer.prepare(
                made("prepared.asice", CadesLevel.B_B), world.principal.chain(), world.principal.algorithm());
        byte[] value = world.principal.signDigest(prepared.digestToSign());
        SignedContainer container = signer.embed(prepared, value);
        assertThat(judge(container.file(), CadesLevel.B_B).indication()).isEqualTo(Indication.TOTAL_PASSED);
        assertThatThrownBy(() -> signer.embed(prepared, value))
                .isInstanceOfSatisfying(
                        SignatureFailure.class,
                        e -> assertThat(e.reason()).isEqualTo(SignatureFailure.Reason.PREPARED_DOCUMENT_SPENT));
    }

    @Test
    void aFileThatIsChangedWhileItWaitsIsNotWritten() throws Exception {
        Path draft = Files.writeString(folder.resolve("draft.txt"), "trước");
        Path target = folder.resolve("changed.asice");
        AsicSigner.PreparedContainer prepared = signer.prepare(
                new AsicRequest.NewContainer(
                        List.of(new DataFile("draft.txt", draft, "text/plain")), target, CadesLevel.B_B),
                world.principal.chain(),
                world.principal.algorithm());
        Files.writeString(draft, "sau!!");
        byte[] value = world.principal.signDigest(prepared.digestToSign());
        assertThatThrownBy(() -> signer.embed(prepared, value))
                .isInstanceOfSatisfying(
                        SignatureFailure.class,
                        e -> assertThat(e.reason()).isEqualTo(SignatureFailure.Reason.UNREADABLE_FILE));
        assertThat(target).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../a", "META-INF/a", "meta-inf/a", "mimetype", "MimeType", "/a", "a\\b"})
    void namesThatMeanSomethingElseAreRefused(String name) {
        AsicRequest request = new AsicRequest.NewContainer(
                List.of(new DataFile(name, files.get(0).file(), "text/csv")),
                folder.resolve("n.asice"),
                CadesLevel.B_B);
        assertThatThrownBy(() -> signer.sign(request, world.principal))
                .isInstanceOfSatisfying(
                        SignatureFailure.class,
                        e -> assertThat(e.reason()).isEqualTo(SignatureFailure.Reason.UNREADABLE_FILE));
    }

    @Test
    void onlyAContainerGetsAFurtherSignature() throws Exception {
        Path file = Files.writeString(folder.resolve("no.asice"), "xin chào");
        AsicRequest request = new AsicRequest.FurtherSignature(file, folder.resolve("no-signed.asice"), CadesLevel.B_B);
        assertThatThrownBy(() -> signer.sign(request, world.principal))
                .isInstanceOfSatisfying(
                        SignatureFailure.class,
                        e -> assertThat(e.reason()).isEqualTo(SignatureFailure.Reason.UNREADABLE_FILE));
    }

    @Test
    void otherToolsReadTheZip() throws Exception {
        assumeTrue(Tools.has("unzip"), "unzip is not installed");
        Path file = signer.sign(made("unzip.asice", CadesLevel.B_LTA), world.principal)
                .file();
        assertThat(Tools.run("unzip", "-t", file.toString())).contains("No errors detected");
    }
}
