package vn.khue.signature.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.signature.SigningWorld;
import vn.khue.signature.ZipByHand;
import vn.khue.signature.cades.CadesLevel;
import vn.khue.signature.cades.CadesRequest;
import vn.khue.signature.cades.CadesSigner;

/** Containers of the form ASiC-S: honest ones with a signature or a timestamp, and what is made of them by somebody who means harm. */
class AsicSimpleTest {
    private static final String SIGNATURE = "META-INF/signature.p7s";
    private static final String TIMESTAMP = "META-INF/timestamp.tst";
    private static final byte[] TYPE = "application/vnd.etsi.asic-s+zip".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LIST = "lớp 5A".getBytes(StandardCharsets.UTF_8);
    private static final byte[] OTHER = "lớp 5B".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private static Path folder;

    private static SigningWorld world;
    private static byte[] message;
    private static byte[] token;

    @BeforeAll
    static void sign() throws Exception {
        world = new SigningWorld(folder.resolve("ca"), Clock.systemUTC());
        message = message(LIST, CadesLevel.B_LT);
        token = world.services().timestamps().timestamp(DigestAlgorithm.SHA256, DigestAlgorithm.SHA256.of(LIST));
    }

    private static byte[] message(byte[] content, CadesLevel level) throws Exception {
        Path file = Files.write(folder.resolve("list.txt"), content);
        Path target = folder.resolve("list.p7s");
        new CadesSigner(world.services()).sign(new CadesRequest(file, target, level), world.principal);
        return Files.readAllBytes(target);
    }

    private static ZipByHand container(byte[] content, String name, byte[] covering) {
        return new ZipByHand()
                .add(ZipByHand.stored("mimetype", TYPE))
                .add(ZipByHand.deflated("list.txt", content))
                .add(ZipByHand.stored(name, covering));
    }

    private static ValidationReport judge(ZipByHand parts) throws Exception {
        Path file = Files.write(folder.resolve("judge.asics"), parts.bytes());
        return new SignatureValidator().validate(file, world.online());
    }

    private static void fails(ZipByHand parts, SubIndication why) throws Exception {
        ValidationReport report = judge(parts);
        assertThat(report.indication()).as("%s", report).isEqualTo(Indication.TOTAL_FAILED);
        assertThat(report.subIndication()).contains(why);
    }

    @Test
    void aSignatureOverTheFilePassesAtItsLevel() throws Exception {
        for (CadesLevel level : CadesLevel.values()) {
            ValidationReport report = judge(container(LIST, SIGNATURE, message(LIST, level)));
            assertThat(report.indication()).as("%s", report).isEqualTo(Indication.TOTAL_PASSED);
            assertThat(report.signatures().get(0).level())
                    .isEqualTo("ASiC-S with CAdES-BASELINE-"
                            + level.name().substring(2).replace("_", ""));
            assertThat(report.signatures().get(0).coversWholeDocument()).isTrue();
        }
    }

    @Test
    void aTimestampAloneHoldsAndIsNoSignature() throws Exception {
        ValidationReport report = judge(container(LIST, TIMESTAMP, token));
        assertThat(report.indication()).as("%s", report).isEqualTo(Indication.NOT_SIGNED);
        assertThat(report.signatures()).hasSize(1);
        assertThat(report.signatures().get(0).indication()).isEqualTo(Indication.TOTAL_PASSED);
        assertThat(report.signatures().get(0).kind()).isEqualTo(SignatureKind.DOCUMENT_TIMESTAMP);
    }

    @Test
    void anotherFileIsFoundUnderBoth() throws Exception {
        fails(container(OTHER, SIGNATURE, message), SubIndication.HASH_FAILURE);
        fails(container(OTHER, TIMESTAMP, token), SubIndication.HASH_FAILURE);
    }

    @Test
    void aSecondFileOrAnythingElseBesideTheSignatureFails() throws Exception {
        fails(
                container(LIST, SIGNATURE, message).add(ZipByHand.stored("more.txt", OTHER)),
                SubIndication.UNCOVERED_FILE);
        fails(
                container(LIST, SIGNATURE, message).add(ZipByHand.stored("META-INF/more.txt", OTHER)),
                SubIndication.UNCOVERED_FILE);
        fails(
                container(LIST, SIGNATURE, message).add(ZipByHand.stored("META-INF/signature2.p7s", message)),
                SubIndication.UNCOVERED_FILE);
        fails(
                container(LIST, SIGNATURE, message).add(ZipByHand.stored(TIMESTAMP, token)),
                SubIndication.UNCOVERED_FILE);
        fails(
                new ZipByHand().add(ZipByHand.stored("mimetype", TYPE)).add(ZipByHand.stored(SIGNATURE, message)),
                SubIndication.UNCOVERED_FILE);
    }

    @Test
    void theTypeIsTheFirstEntryAsItIs() throws Exception {
        fails(
                new ZipByHand()
                        .add(ZipByHand.stored("list.txt", LIST))
                        .add(ZipByHand.stored("mimetype", TYPE))
                        .add(ZipByHand.stored(SIGNATURE, message)),
                SubIndication.BROKEN_STRUCTURE);
    }

    @Test
    void whatIsNoSignatureOrTimestampFails() throws Exception {
        fails(container(LIST, SIGNATURE, OTHER), SubIndication.FORMAT_FAILURE);
        fails(container(LIST, TIMESTAMP, OTHER), SubIndication.SIG_CRYPTO_FAILURE);
    }

    @Test
    void otherFormsAreLeftOpenAndThatIsSaid() throws Exception {
        for (String form : new String[] {"META-INF/signatures.xml", "META-INF/evidencerecord.ers"}) {
            ValidationReport report = judge(container(LIST, form, OTHER));
            assertThat(report.indication()).isEqualTo(Indication.INDETERMINATE);
            assertThat(report.subIndication()).contains(SubIndication.FORM_NOT_JUDGED);
        }
    }

    @Test
    void withNothingOverTheFileItIsNotSigned() throws Exception {
        ValidationReport report =
                judge(new ZipByHand().add(ZipByHand.stored("mimetype", TYPE)).add(ZipByHand.stored("list.txt", LIST)));
        assertThat(report.indication()).isEqualTo(Indication.NOT_SIGNED);
    }
}
