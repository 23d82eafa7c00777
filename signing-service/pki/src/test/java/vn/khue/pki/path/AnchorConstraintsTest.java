package vn.khue.pki.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.khue.pki.Certificates;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.policy.PkiPolicy;
import vn.khue.pki.revocation.RevocationEvidence;
import vn.khue.pki.trust.TrustAnchor;
import vn.khue.pki.trust.TrustClass;
import vn.khue.pki.trust.TrustStore;

/** RFC 5937: what an imported root forbids in its own certificate stays forbidden below it. */
class AnchorConstraintsTest {
    private static final Instant NOW = Instant.parse("2026-11-26T03:00:00Z");

    private final PathValidator validator = new Rfc5280PathValidator(PkiPolicy.vn2026(), CryptoProviders.fastest());
    private KeyPair root;
    private KeyPair issuing;
    private KeyPair below;
    private X509Certificate issuingCa;

    @BeforeEach
    void makeKeys() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        root = generator.generateKeyPair();
        issuing = generator.generateKeyPair();
        below = generator.generateKeyPair();
        issuingCa = sign(certificate("CN=Gốc", "CN=CA cấp", issuing, true), root);
    }

    @Test
    void aRootWithoutLimitsLeadsToHosts() throws Exception {
        X509Certificate anchor = sign(certificate("CN=Gốc", "CN=Gốc", root, true), root);
        assertThat(validate(anchor, host("truong.test", "CN=CA cấp", issuing), issuingCa))
                .isInstanceOf(PathResult.Valid.class);
    }

    @Test
    void noMoreAuthoritiesFollowThanTheRootsPathLengthSays() throws Exception {
        X509Certificate second = sign(certificate("CN=CA cấp", "CN=CA dưới", below, true), issuing);
        X509Certificate host = host("truong.test", "CN=CA dưới", below);
        assertThat(validate(rootOfLength(1), host, issuingCa, second))
                .isInstanceOfSatisfying(PathResult.Invalid.class, AnchorConstraintsTest::byAChainRule);
        assertThat(validate(rootOfLength(2), host, issuingCa, second)).isInstanceOf(PathResult.Valid.class);
        assertThat(validate(rootOfLength(0), host("truong.test", "CN=CA cấp", issuing), issuingCa))
                .isInstanceOfSatisfying(PathResult.Invalid.class, AnchorConstraintsTest::byAChainRule);
    }

    @Test
    void namesAreWithinWhatTheRootsOwnCertificateAllows() throws Exception {
        JcaX509v3CertificateBuilder builder = certificate("CN=Gốc", "CN=Gốc", root, true);
        builder.addExtension(
                Extension.nameConstraints,
                true,
                new NameConstraints(
                        new GeneralSubtree[] {new GeneralSubtree(new GeneralName(GeneralName.dNSName, "truong.test"))},
                        null));
        X509Certificate anchor = sign(builder, root);
        assertThat(validate(anchor, host("lop.truong.test", "CN=CA cấp", issuing), issuingCa))
                .isInstanceOf(PathResult.Valid.class);
        assertThat(validate(anchor, host("khac.test", "CN=CA cấp", issuing), issuingCa))
                .isInstanceOfSatisfying(PathResult.Invalid.class, AnchorConstraintsTest::byAChainRule);
    }

    private static void byAChainRule(PathResult.Invalid invalid) {
        assertThat(invalid.rule()).as(invalid.detail()).isEqualTo(PathRule.CERTIFICATE_CHAIN_GENERAL_FAILURE);
    }

    private PathResult validate(X509Certificate anchor, X509Certificate host, X509Certificate... authorities) {
        return validator.validate(new PathRequest(
                host,
                List.of(authorities),
                TrustStore.of(new TrustAnchor(
                        anchor, TrustClass.INTERNAL, "gốc thử", "test", Optional.empty(), Optional.empty())),
                NOW,
                RevocationEvidence.none(),
                PathRequest.RevocationChecking.SKIPPED,
                PolicyInputs.any(),
                Purpose.DOCUMENT_SIGNING));
    }

    private X509Certificate rootOfLength(int length) throws Exception {
        JcaX509v3CertificateBuilder builder = certificate("CN=Gốc", "CN=Gốc", root, false);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(length));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
        return sign(builder, root);
    }

    private X509Certificate host(String name, String issuer, KeyPair signer) throws Exception {
        JcaX509v3CertificateBuilder builder = certificate(issuer, "CN=" + name, below, false);
        builder.addExtension(
                Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature | KeyUsage.nonRepudiation));
        builder.addExtension(
                Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName(GeneralName.dNSName, name)));
        return sign(builder, signer);
    }

    /** @param authority without limits of its own */
    private static JcaX509v3CertificateBuilder certificate(
            String issuer, String subject, KeyPair key, boolean authority) throws Exception {
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                new X500Name(issuer),
                BigInteger.valueOf(7),
                Date.from(NOW.minus(Duration.ofDays(30))),
                Date.from(NOW.plus(Duration.ofDays(365))),
                new X500Name(subject),
                key.getPublic());
        if (authority) {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
        }
        return builder;
    }

    private static X509Certificate sign(JcaX509v3CertificateBuilder builder, KeyPair signer) throws Exception {
        return Certificates.parse(
                builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate()))
                        .getEncoded());
    }
}
