package vn.khue.pki;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;

/** A certificate that verified once is believed again, and nothing else with it. */
class RememberedCertificatesTest {

    private final SignatureVerifier verifier = new SignatureVerifier(CryptoProviders.fastest());

    @Test
    void oneAlteredBitOrAnotherKeyIsNotRemembered() throws Exception {
        KeyPair issuer = key();
        KeyPair other = key();
        byte[] der = certificate(issuer);
        X509Certificate good = read(der);
        assertThat(verifier.verifies(good, issuer.getPublic())).isTrue();
        assertThat(verifier.verifies(good, issuer.getPublic())).isTrue();

        assertThat(verifier.verifies(good, other.getPublic())).isFalse();
        byte[] altered = der.clone();
        altered[altered.length - 1] ^= 1;
        assertThat(verifier.verifies(read(altered), issuer.getPublic())).isFalse();
        assertThat(verifier.verifies(read(altered), issuer.getPublic()))
                .as("nor is one that failed")
                .isFalse();
    }

    private static KeyPair key() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }

    private static byte[] certificate(KeyPair key) throws Exception {
        Instant now = Instant.now();
        X500Name name = new X500Name("CN=Test");
        return new JcaX509v3CertificateBuilder(
                        name,
                        BigInteger.TWO,
                        Date.from(now.minusSeconds(60)),
                        Date.from(now.plusSeconds(3600)),
                        name,
                        key.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate()))
                .getEncoded();
    }

    private static X509Certificate read(byte[] der) throws Exception {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }
}
