package vn.khue.pki.keystore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.pki.Certificates;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.PkiException;

/** The file that a person gets: read by the JDK and by OpenSSL, who say what it is made of. */
class PortableKeyTest {
    private static final String NAME = "Nguyễn Thị Thẻ · thcs-thi-tran-2";

    @TempDir
    Path folder;

    @Test
    void theJdkOpensItWithThePassphraseAndNotWithoutIt() throws Exception {
        try (PortableKey key = PortableKey.make(KeySpec.EC_P256, CryptoProviders.fastest())) {
            List<X509Certificate> chain = chain(key.publicKey());
            KeyFile file = key.sealed(chain, NAME);

            KeyStore store = KeyStore.getInstance("PKCS12");
            char[] passphrase = file.passphrase().toCharArray();
            store.load(new ByteArrayInputStream(file.pkcs12()), passphrase);
            String alias = store.aliases().nextElement();
            assertThat(alias).isEqualToIgnoringCase(NAME);
            assertThat(store.getCertificateChain(alias)).containsExactly(chain.toArray(X509Certificate[]::new));
            Signature signing = Signature.getInstance("SHA256withECDSA");
            signing.initSign((PrivateKey) store.getKey(alias, passphrase));
            signing.update((byte) 7);
            Signature judging = Signature.getInstance("SHA256withECDSA");
            judging.initVerify(key.publicKey());
            judging.update((byte) 7);
            assertThat(judging.verify(signing.sign())).isTrue();

            assertThatThrownBy(() -> KeyStore.getInstance("PKCS12")
                            .load(
                                    new ByteArrayInputStream(file.pkcs12()),
                                    "AAAA-AAAA-AAAA-AAAA-AAAA-AAAA".toCharArray()))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void opensslFindsNothingWeakInIt() throws Exception {
        KeyFile file;
        try (PortableKey key = PortableKey.make(KeySpec.EC_P256, CryptoProviders.fastest())) {
            file = key.sealed(chain(key.publicKey()), NAME);
        }
        Path written = Files.write(folder.resolve("the.p12"), file.pkcs12());
        ProcessBuilder openssl = new ProcessBuilder(
                        "openssl",
                        "pkcs12",
                        "-in",
                        written.toString(),
                        "-info",
                        "-noout",
                        "-passin",
                        "env:KHUE_PASSPHRASE")
                .redirectErrorStream(true);
        openssl.environment().put("KHUE_PASSPHRASE", file.passphrase());
        String said = run(openssl);
        assertThat(said)
                .contains("MAC: sha256, Iteration 100000")
                .contains("Shrouded Keybag: PBES2, PBKDF2, AES-256-CBC, Iteration 100000, PRF hmacWithSHA256")
                .contains("PKCS7 Encrypted data: PBES2, PBKDF2, AES-256-CBC, Iteration 100000, PRF hmacWithSHA256")
                .doesNotContain("RC2", "3DES", "TripleDES");
    }

    @Test
    void eachPassphraseIsAnotherAndStandsInNoText() throws Exception {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            try (PortableKey key = PortableKey.make(KeySpec.EC_P256, CryptoProviders.fastest())) {
                KeyFile file = key.sealed(chain(key.publicKey()), NAME);
                assertThat(file.passphrase()).matches("([2-9A-HJ-NP-Z]{4}-){5}[2-9A-HJ-NP-Z]{4}");
                assertThat(file.toString()).doesNotContain(file.passphrase());
                assertThat(new String(file.pkcs12(), StandardCharsets.ISO_8859_1))
                        .doesNotContain(file.passphrase());
                seen.add(file.passphrase());
            }
        }
        assertThat(seen).hasSize(5);
    }

    @Test
    void aCertificateOfAnotherKeyIsRefused() throws Exception {
        try (PortableKey key = PortableKey.make(KeySpec.EC_P256, CryptoProviders.fastest())) {
            List<X509Certificate> other = chain(pair().getPublic());
            assertThatThrownBy(() -> key.sealed(other, NAME)).isInstanceOf(PkiException.class);
        }
    }

    private static List<X509Certificate> chain(PublicKey key) throws Exception {
        KeyPair authority = pair();
        X500Principal issuer = new X500Principal("CN=CA thử");
        return List.of(
                certificate(issuer, authority, new X500Principal("CN=Người thử"), key),
                certificate(issuer, authority, issuer, authority.getPublic()));
    }

    private static X509Certificate certificate(
            X500Principal issuer, KeyPair authority, X500Principal subject, PublicKey key) throws Exception {
        Instant now = Instant.now();
        return Certificates.parse(new JcaX509v3CertificateBuilder(
                        issuer,
                        BigInteger.valueOf(key.hashCode() & 0xffff | 0x10000),
                        Date.from(now),
                        Date.from(now.plus(Duration.ofDays(1))),
                        subject,
                        key)
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(authority.getPrivate()))
                .getEncoded());
    }

    private static KeyPair pair() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static String run(ProcessBuilder builder) throws Exception {
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            return Assumptions.abort("openssl is not installed");
        }
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
