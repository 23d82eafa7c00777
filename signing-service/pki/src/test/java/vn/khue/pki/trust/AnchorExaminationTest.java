package vn.khue.pki.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.khue.pki.Certificates;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.SignatureVerifier;
import vn.khue.pki.policy.PkiPolicy;

/** Every rule has a certificate that breaks it and nothing else, and an honest root breaks none. */
class AnchorExaminationTest {
    private static final Instant NOW = Instant.parse("2026-11-26T03:00:00Z");
    private static final String ROOT = "CN=Root CA quốc gia thử,C=VN";
    private static KeyPair key;

    private final AnchorExamination examination =
            new AnchorExamination(PkiPolicy.vn2026().algorithms(), new SignatureVerifier(CryptoProviders.fastest()));

    /** A root, with whatever a test changes. */
    private static final class Made {
        private String issuer = ROOT;
        private KeyPair subject = key;
        private KeyPair signer = key;
        private String algorithm = "SHA256withECDSA";
        private boolean authority = true;
        private int usage = KeyUsage.keyCertSign | KeyUsage.cRLSign;
        private Instant end = NOW.plus(Duration.ofDays(365));

        X509Certificate certificate() throws Exception {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    new X500Name(issuer),
                    BigInteger.valueOf(7),
                    Date.from(NOW.minus(Duration.ofDays(365))),
                    Date.from(end),
                    new X500Name(ROOT),
                    subject.getPublic());
            builder.addExtension(
                    Extension.basicConstraints,
                    true,
                    authority ? new BasicConstraints(2) : new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
            return Certificates.parse(builder.build(new JcaContentSignerBuilder(algorithm).build(signer.getPrivate()))
                    .getEncoded());
        }
    }

    @BeforeAll
    static void makeKey() throws Exception {
        key = ec();
    }

    private static KeyPair ec() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private AnchorExamination.Facts facts(Made made) throws Exception {
        return examination.examine(made.certificate(), NOW);
    }

    @Test
    void anHonestRootIsDescribedAndNothingSpeaksAgainstIt() throws Exception {
        AnchorExamination.Facts facts = facts(new Made());
        assertThat(facts.rules()).isEmpty();
        assertThat(facts.obstacle(false)).isEmpty();
        assertThat(facts.key()).isEqualTo("EC 256");
        assertThat(facts.signatureAlgorithm()).isEqualTo("SHA256withECDSA");
        assertThat(facts.selfIssued()).isTrue();
        assertThat(facts.ownSignature()).isTrue();
        assertThat(facts.authority()).isTrue();
        assertThat(facts.signsCertificates()).isTrue();
        assertThat(facts.pathLength()).contains(2);
        assertThat(facts.objection()).isEmpty();
    }

    @Test
    void eachFaultHasItsOwnRule() throws Exception {
        Made person = new Made();
        person.authority = false;
        assertThat(facts(person).rules()).containsExactly(AnchorRule.NOT_A_CA);

        Made lists = new Made();
        lists.usage = KeyUsage.cRLSign;
        assertThat(facts(lists).rules()).containsExactly(AnchorRule.MAY_NOT_SIGN_CERTIFICATES);

        Made over = new Made();
        over.end = NOW.minusSeconds(1);
        assertThat(facts(over).rules()).containsExactly(AnchorRule.EXPIRED);

        Made sha1 = new Made();
        sha1.algorithm = "SHA1withECDSA";
        assertThat(facts(sha1).rules()).contains(AnchorRule.WEAK_ALGORITHM);
        assertThat(facts(sha1).objection()).isPresent();

        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(1024);
        Made small = new Made();
        small.subject = rsa.generateKeyPair();
        small.signer = small.subject;
        small.algorithm = "SHA256withRSA";
        assertThat(facts(small).rules()).containsExactly(AnchorRule.WEAK_ALGORITHM);
        assertThat(facts(small).key()).isEqualTo("RSA 1024");

        Made forged = new Made();
        forged.signer = ec();
        assertThat(facts(forged).rules()).containsExactly(AnchorRule.OWN_SIGNATURE_WRONG);
        assertThat(facts(forged).ownSignature()).isFalse();
    }

    @Test
    void aCertificateOfAnotherCaIsAnAnchorOnlyWhereThatIsSaid() throws Exception {
        Made issued = new Made();
        issued.issuer = "CN=Một CA khác,C=VN";
        issued.signer = ec();
        AnchorExamination.Facts facts = facts(issued);
        assertThat(facts.selfIssued()).isFalse();
        assertThat(facts.obstacle(false)).contains(AnchorRule.NOT_SELF_SIGNED);
        assertThat(facts.obstacle(true)).isEmpty();

        issued.authority = false;
        assertThat(facts(issued).obstacle(true)).as("said or not").contains(AnchorRule.NOT_A_CA);
    }
}
