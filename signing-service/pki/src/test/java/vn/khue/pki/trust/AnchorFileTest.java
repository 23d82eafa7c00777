package vn.khue.pki.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.pki.Certificates;
import vn.khue.pki.PkiException;
import vn.khue.pki.TestPki;

/** What a file may hold, and that its size is looked at first. */
class AnchorFileTest {
    @TempDir
    static Path folder;

    private static TestPki pki;

    @BeforeAll
    static void bringUp() {
        pki = TestPki.in(folder);
    }

    @Test
    void oneInDerAndManyInPemAreReadEachOnce() {
        X509Certificate root = pki.hierarchy.root();
        assertThat(AnchorFile.read(Certificates.der(root))).containsExactly(root);
        List<X509Certificate> all = List.copyOf(pki.hierarchy.certificates().values());
        String twice = pem(all) + "lời ghi giữa hai chứng thư\n" + pem(all);
        assertThat(AnchorFile.read(bytes(twice))).containsExactlyElementsOf(all);
    }

    @Test
    void tooManyTooLargeAndNothingAreRefused() {
        List<X509Certificate> many = new ArrayList<>();
        for (int i = 0; i <= AnchorFile.MAX_CERTIFICATES; i++) {
            many.add(pki.person().certificate());
        }
        assertThat(AnchorFile.read(bytes(pem(many.subList(0, AnchorFile.MAX_CERTIFICATES)))))
                .hasSize(AnchorFile.MAX_CERTIFICATES);
        byte[] whole = bytes(pem(List.of(pki.hierarchy.root())));
        byte[] padded = Arrays.copyOf(whole, AnchorFile.MAX_BYTES + 1);
        Arrays.fill(padded, whole.length, padded.length, (byte) '\n');
        for (byte[] wrong : List.of(
                bytes(pem(many)),
                padded,
                new byte[0],
                bytes("không có gì"),
                bytes("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"),
                new byte[] {0x30, 0x03, 0x02, 0x01, 0x01})) {
            assertThatThrownBy(() -> AnchorFile.read(wrong)).isInstanceOf(PkiException.class);
        }
        assertThat(AnchorFile.read(Arrays.copyOf(padded, AnchorFile.MAX_BYTES))).hasSize(1);
    }

    private static String pem(List<X509Certificate> certificates) {
        return certificates.stream().map(Certificates::pem).collect(Collectors.joining());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
