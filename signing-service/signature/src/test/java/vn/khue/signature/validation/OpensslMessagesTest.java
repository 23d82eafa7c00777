package vn.khue.signature.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.signature.SigningWorld;
import vn.khue.signature.Tools;
import vn.khue.signature.xml.DetachedContents;

/** OpenSSL signs: nothing but its unknown issuer is held against it, and without CAdES attributes it is refused. */
class OpensslMessagesTest {

    @TempDir
    private static Path folder;

    private static SigningWorld world;

    @BeforeAll
    static void found() throws Exception {
        assumeTrue(Tools.has("openssl"), "openssl is not installed");
        world = new SigningWorld(folder.resolve("ca"), Clock.systemUTC());
        Files.writeString(folder.resolve("marks.csv"), "họ tên;toán\nLê An;9\n");
        Tools.run(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-keyout",
                folder.resolve("key.pem").toString(),
                "-out",
                folder.resolve("cert.pem").toString(),
                "-subj",
                "/CN=Somebody",
                "-addext",
                "keyUsage=critical,digitalSignature,nonRepudiation");
    }

    private static ValidationReport judge(String... more) throws Exception {
        Path target = folder.resolve("marks.csv.p7s");
        List<String> command = new ArrayList<>(List.of(
                "openssl",
                "cms",
                "-sign",
                "-binary",
                "-md",
                "sha256",
                "-in",
                folder.resolve("marks.csv").toString(),
                "-signer",
                folder.resolve("cert.pem").toString(),
                "-inkey",
                folder.resolve("key.pem").toString(),
                "-outform",
                "DER",
                "-out",
                target.toString()));
        command.addAll(List.of(more));
        String said = Tools.run(command.toArray(String[]::new));
        assertThat(target).as(said).exists();
        return new SignatureValidator().validate(target, DetachedContents.beside(target), world.offline());
    }

    private static void onlyTheIssuerIsUnknown(ValidationReport report) {
        assertThat(report.indication()).as("%s", report).isEqualTo(Indication.INDETERMINATE);
        assertThat(report.subIndication()).contains(SubIndication.NO_CERTIFICATE_CHAIN_FOUND);
        SignatureReport signature = report.signatures().get(0);
        assertThat(signature.integrity()).isEqualTo(SignatureReport.Integrity.INTACT);
        assertThat(signature.level()).isEqualTo("CAdES-BASELINE-B");
        assertThat(signature.findings()).hasSize(1);
    }

    @Test
    void detached() throws Exception {
        onlyTheIssuerIsUnknown(judge("-cades"));
    }

    @Test
    void withTheContentInside() throws Exception {
        onlyTheIssuerIsUnknown(judge("-cades", "-nodetach"));
    }

    @Test
    void inPiecesOfUnknownLength() throws Exception {
        onlyTheIssuerIsUnknown(judge("-cades", "-nodetach", "-stream"));
    }

    @Test
    void withoutTheAttributesOfCades() throws Exception {
        ValidationReport report = judge();
        assertThat(report.indication()).isEqualTo(Indication.TOTAL_FAILED);
        assertThat(report.signatures().get(0).findings()).anyMatch(f -> f.check() == Check.SIGNED_ATTRIBUTES);
        ValidationReport bare = judge("-noattr");
        assertThat(bare.signatures().get(0).findings()).anyMatch(f -> f.check() == Check.SIGNED_ATTRIBUTES);
    }
}
