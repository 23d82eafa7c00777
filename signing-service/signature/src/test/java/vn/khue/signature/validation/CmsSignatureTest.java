package vn.khue.signature.validation;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.signature.SamplePdf;
import vn.khue.signature.SigningWorld;
import vn.khue.signature.pades.PadesLevel;
import vn.khue.signature.pades.SigningRequest;
import vn.khue.signature.pdf.PdfFile;
import vn.khue.signature.pdf.ReadLimits;

/** CMS messages that are none, of kinds that fuzzing found. */
class CmsSignatureTest {
    private static final String CONTENT_TYPE = "06092a864886f70d010903";

    @TempDir
    Path folder;

    @Test
    void anAttributeThatIsNoSequenceIsRefusedWhenTheMessageIsRead() throws Exception {
        Path plain = folder.resolve("plain.pdf");
        Path signed = folder.resolve("signed.pdf");
        SamplePdf.CLASSIC_1_4.write(plain);
        SigningWorld world = new SigningWorld(folder.resolve("ca"), Clock.systemUTC());
        world.signer.sign(SigningRequest.invisible(plain, signed, PadesLevel.B_B), world.principal);
        byte[] bytes = Files.readAllBytes(signed);
        PdfFile file = PdfFile.open(bytes, bytes.length, ReadLimits.standard());
        Coverage coverage =
                Coverage.of(file, PdfSignatureFacts.of(file).get(0)).coverage().orElseThrow();
        byte[] message = coverage.contents();
        int attribute = HexFormat.of().formatHex(message).indexOf(CONTENT_TYPE) / 2 - 2;
        message[attribute] ^= (byte) 0x80;

        assertThatThrownBy(() -> CmsSignature.read(message))
                .isInstanceOf(CmsSignature.Malformed.class)
                .hasMessageContaining("RFC 5652, 5.3");
    }
}
