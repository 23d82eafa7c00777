package vn.khue.signature.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.signature.ForeignSigner;
import vn.khue.signature.SamplePdf;
import vn.khue.signature.SigningWorld;

/** Two signatures of one revision, both made with real keys: each would have to cover the other's value. */
class TwoInOneRevisionTest {

    private static final int ROOM = 3000;
    private static final int NUMBERS = 66;

    @TempDir
    private static Path folder;

    private static SigningWorld world;
    private static ForeignSigner signer;

    @BeforeAll
    static void found() throws Exception {
        world = new SigningWorld(folder.resolve("ca"), Clock.systemUTC());
        signer = ForeignSigner.of("EC", 256, "SHA256withECDSA");
    }

    private static List<SignatureReport> judge(byte[] pdf) throws Exception {
        ValidationReport report =
                new SignatureValidator().validate(Files.write(folder.resolve("two.pdf"), pdf), world.offline());
        assertThat(report.indication()).isEqualTo(Indication.TOTAL_FAILED);
        assertThat(report.signatures()).hasSize(2);
        return report.signatures();
    }

    @Test
    void theOneSignedFirstIsBrokenByTheOther() throws Exception {
        byte[] pdf = document();
        int[] one = gap(pdf, 0);
        int[] two = gap(pdf, 1);
        range(pdf, 0, 0, one[0], one[1], pdf.length - one[1]);
        range(pdf, 1, 0, two[0], two[1], pdf.length - two[1]);
        sign(pdf, one, one);
        sign(pdf, two, two);
        List<SignatureReport> reports = judge(pdf);
        assertThat(reports)
                .extracting(SignatureReport::integrity)
                .containsExactly(SignatureReport.Integrity.BROKEN, SignatureReport.Integrity.INTACT);
        assertThat(reports.get(0).subIndication()).contains(SubIndication.HASH_FAILURE);
    }

    @Test
    void leavingOutBothValuesIsNoCoverage() throws Exception {
        byte[] pdf = document();
        int[] one = gap(pdf, 0);
        int[] two = gap(pdf, 1);
        for (int i = 0; i < 2; i++) {
            range(pdf, i, 0, one[0], one[1], two[0] - one[1], two[1], pdf.length - two[1]);
        }
        sign(pdf, one, one, two);
        sign(pdf, two, one, two);
        assertThat(judge(pdf))
                .extracting(SignatureReport::subIndication)
                .containsOnly(Optional.of(SubIndication.BYTE_RANGE));
    }

    /** Signs everything but the gaps and puts the value into one of them. */
    private static void sign(byte[] pdf, int[] into, int[]... gaps) throws Exception {
        StringBuilder signed = new StringBuilder();
        int at = 0;
        for (int[] gap : gaps) {
            signed.append(new String(pdf, at, gap[0] - at, StandardCharsets.ISO_8859_1));
            at = gap[1];
        }
        signed.append(new String(pdf, at, pdf.length - at, StandardCharsets.ISO_8859_1));
        byte[] cms = signer.cms(signed.toString().getBytes(StandardCharsets.ISO_8859_1), "SHA256withECDSA");
        put(pdf, into[0] + 1, HexFormat.of().formatHex(cms));
    }

    private static int[] gap(byte[] pdf, int which) {
        int start = find(pdf, "/Contents <", which) + "/Contents ".length();
        return new int[] {start, start + ROOM * 2 + 2};
    }

    private static void range(byte[] pdf, int which, int... numbers) {
        String text = Arrays.stream(numbers).mapToObj(Integer::toString).collect(Collectors.joining(" ", "[", "]"));
        put(pdf, find(pdf, "/ByteRange ", which) + "/ByteRange ".length(), text);
    }

    private static int find(byte[] pdf, String what, int which) {
        String text = new String(pdf, StandardCharsets.ISO_8859_1);
        int first = text.indexOf(what);
        return which == 0 ? first : text.indexOf(what, first + 1);
    }

    private static void put(byte[] pdf, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, pdf, at, bytes.length);
    }

    private static byte[] document() {
        String value = "<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /ByteRange "
                + " ".repeat(NUMBERS) + " /Contents <" + "0".repeat(ROOM * 2) + "> >>";
        String field = "<< /Type /Annot /Subtype /Widget /FT /Sig /F 132 /Rect [0 0 0 0] /P 3 0 R /T (%s) /V %d 0 R >>";
        return SamplePdf.classic(
                "1.7",
                "",
                "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [4 0 R 5 0 R] /SigFlags 3 >> >>",
                "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << >> /Annots [4 0 R 5 0 R] >>",
                String.format(Locale.ROOT, field, "One", 6),
                String.format(Locale.ROOT, field, "Two", 7),
                value,
                value);
    }
}
