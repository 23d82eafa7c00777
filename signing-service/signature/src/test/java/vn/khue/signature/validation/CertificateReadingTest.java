package vn.khue.signature.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.signature.SigningWorld;

class CertificateReadingTest {
    private static final byte UTF8_STRING = 0x0c;
    /** A value that consists of others, and of none that can be read. */
    private static final byte SEQUENCE = 0x30;

    @TempDir
    private Path folder;

    /** Found by XmlFuzzTest: the JDK takes such a name, and Bouncy Castle throws when it reads it. */
    @Test
    void aNameThatCannotBeTakenApartIsAsGoodAsNone() throws Exception {
        SigningWorld world = new SigningWorld(folder, Clock.systemUTC());
        X509Certificate good = world.principal.certificate();
        assertThat(CertificateReading.facts(good).signer()).isEqualTo("Nguyễn Thị Lan");
        byte[] der = good.getEncoded();
        byte[] name = "Nguyễn Thị Lan".getBytes(StandardCharsets.UTF_8);
        int at = indexOf(der, name);
        assertThat(der[at - 2]).isEqualTo(UTF8_STRING);
        der[at - 2] = SEQUENCE;
        X509Certificate bad = (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        assertThat(CertificateReading.facts(bad).serial())
                .isEqualTo(CertificateReading.facts(good).serial());
        assertThat(CertificateReading.kind(bad)).isNotNull();
    }

    private static int indexOf(byte[] in, byte[] sought) {
        String text = new String(in, StandardCharsets.ISO_8859_1);
        return text.indexOf(new String(sought, StandardCharsets.ISO_8859_1));
    }
}
