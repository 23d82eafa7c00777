package vn.khue.pki.pkcs11;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.pki.Certificates;
import vn.khue.pki.PkiException;
import vn.khue.pki.keystore.KeySpec;
import vn.khue.pki.softhsm.SoftHsm;

/** A blank token becomes somebody's, seen from outside by pkcs11-tool. */
class CardTokenTest {
    private static final String LABEL = "khue:login:0a1b2c3d4e5f6071";

    @TempDir
    Path directory;

    private SoftHsm hsm;

    @BeforeEach
    void makeTheToken() throws IOException {
        hsm = SoftHsm.in(directory.resolve("hsm"));
    }

    @Test
    void theKeyIsMadeInTheTokenAndItsCertificateLiesBesideIt() throws Exception {
        X509Certificate certificate;
        try (CardToken token = CardToken.open(hsm.settings())) {
            assertThat(token.serial()).isNotBlank();
            assertThat(token.holdsKeys()).isFalse();
            CardToken.Made made = token.generate(KeySpec.EC_P256, LABEL);
            certificate = certificate(made.publicKey());
            token.write(made.id(), certificate, LABEL);
            assertThat(token.holdsKeys()).isTrue();
        }
        String objects = hsm.tool("--list-objects");
        assertThat(objects)
                .contains("Private Key Object; EC")
                .containsPattern("Access: +sensitive, always sensitive, never extractable, local")
                .contains("Certificate Object; type = X.509 cert")
                .doesNotContain("Public Key Object");
        assertThat(objects.split("label: +" + LABEL, -1))
                .as("label of key and certificate")
                .hasSize(3);
        Path read = directory.resolve("read.der");
        hsm.tool("--read-object", "--type", "cert", "--label", LABEL, "--output-file", read.toString());
        assertThat(Certificates.parse(Files.readAllBytes(read))).isEqualTo(certificate);
        // What the card signs, the certificate proves.
        Path data = Files.write(directory.resolve("data"), new byte[32]);
        Path value = directory.resolve("value");
        hsm.tool(
                "--sign",
                "--mechanism",
                "ECDSA",
                "--signature-format",
                "openssl",
                "--label",
                LABEL,
                "--input-file",
                data.toString(),
                "--output-file",
                value.toString());
        java.security.Signature judging = java.security.Signature.getInstance("NONEwithECDSA");
        judging.initVerify(certificate.getPublicKey());
        judging.update(new byte[32]);
        assertThat(judging.verify(Files.readAllBytes(value))).isTrue();
    }

    @Test
    void aKeyWithoutACertificateIsTakenOutAgain() {
        try (CardToken token = CardToken.open(hsm.settings())) {
            CardToken.Made made = token.generate(KeySpec.EC_P256, LABEL);
            token.destroy(made.id());
            assertThat(token.holdsKeys()).isFalse();
        }
    }

    @Test
    void noCardInTheReaderAndAWrongPinAreTold() throws IOException {
        hsm.takeOut();
        assertThatThrownBy(() -> CardToken.open(hsm.settings()))
                .isInstanceOfSatisfying(
                        PkiException.class, e -> assertThat(e.fault()).isEqualTo(PkiException.Fault.TOKEN));
        hsm.putBack();
        hsm.writePin("000000");
        assertThatThrownBy(() -> CardToken.open(hsm.settings()))
                .isInstanceOf(PkiException.class)
                .hasMessageContaining("refused the PIN");
    }

    private static X509Certificate certificate(PublicKey key) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair authority = generator.generateKeyPair();
        Instant now = Instant.now();
        return Certificates.parse(new JcaX509v3CertificateBuilder(
                        new X500Principal("CN=CA thử"),
                        BigInteger.valueOf(65537),
                        Date.from(now),
                        Date.from(now.plus(Duration.ofDays(1))),
                        new X500Principal("CN=Người thử"),
                        key)
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(authority.getPrivate()))
                .getEncoded());
    }
}
