package vn.khue.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.enumerations.SignaturePackaging;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.TimestampBinary;
import eu.europa.esig.dss.model.ToBeSigned;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.spi.x509.revocation.ocsp.OCSPToken;
import eu.europa.esig.dss.xades.XAdESSignatureParameters;
import eu.europa.esig.dss.xades.signature.XAdESService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import vn.khue.pki.CertifiedKey;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.PrivateKeySigner;
import vn.khue.pki.SigningKey;
import vn.khue.pki.ca.CertificateRequest;
import vn.khue.pki.ca.IssuedCertificate;
import vn.khue.pki.ca.Subject;
import vn.khue.pki.timestamp.InProcessTimestampClient;
import vn.khue.signature.validation.Indication;
import vn.khue.signature.validation.SignatureValidator;
import vn.khue.signature.validation.SubIndication;
import vn.khue.signature.validation.ValidationReport;
import vn.khue.signature.xades.SignedContent;
import vn.khue.signature.xades.XadesLevel;
import vn.khue.signature.xades.XmlSigner;
import vn.khue.signature.xades.XmlSigningRequest;
import vn.khue.signature.xml.DetachedContents;

/** EU DSS judges our XAdES, in each form, at each level and with each algorithm; and we judge what DSS signs. */
class XadesOracleTest {

    private static final String UNIT = "th-thi-tran-cu-chi";
    private static final String UNIT_NAME = "Trường Tiểu học Thị Trấn Củ Chi";

    @TempDir
    private static Path folder;

    private static SigningWorld world;
    private static XmlSigner signer;
    private static Path record;
    private static Path bytes;
    /** Made once, because it takes a second. */
    private static KeyPair rsa;

    @BeforeAll
    static void found() throws Exception {
        world = new SigningWorld(folder.resolve("ca"), Clock.systemUTC());
        signer = new XmlSigner(world.services());
        record = Files.writeString(
                folder.resolve("hoc-ba.xml"),
                "<hb:HocBa xmlns:hb=\"urn:x\"><hb:Diem mon=\"Toán\">9</hb:Diem></hb:HocBa>");
        bytes = Files.write(folder.resolve("bảng điểm.bin"), new byte[] {0, 1, 2, 3});
    }

    private static void isWhatItClaims(Judgement.Signature signature, XadesLevel level) {
        assertThat(signature.level())
                .as("%s", signature)
                .isEqualTo("XAdES-BASELINE-" + level.name().substring(2));
        if (level.compareTo(XadesLevel.B_LT) >= 0) {
            assertThat(signature.indication()).as("%s", signature).isEqualTo("TOTAL_PASSED");
        } else {
            // Without revocation data in the file an offline judge cannot conclude; nothing may have failed.
            assertThat(signature.indication()).as("%s", signature).isEqualTo("INDETERMINATE");
            assertThat(signature.subIndication())
                    .as("%s", signature)
                    .isIn("TRY_LATER", "CERTIFICATE_CHAIN_GENERAL_FAILURE");
        }
    }

    private static void sign(SignedContent content, XadesLevel level) throws Exception {
        Path out = Files.createTempFile(folder, "signed-", ".xml");
        signer.sign(XmlSigningRequest.of(content, out, level), world.principal);
        Judgement judgement = new Oracle(List.of(world.hierarchy.root()))
                .judge(out, content instanceof SignedContent.Beside ? List.of(record, bytes) : List.of());
        assertThat(judgement.signatures()).hasSize(1);
        isWhatItClaims(judgement.signatures().get(0), level);
        assertThat(judgement.signatures().get(0).signedBy()).isEqualTo("Nguyễn Thị Lan");
    }

    @ParameterizedTest
    @EnumSource(XadesLevel.class)
    void eachFormIsWhatItClaims(XadesLevel level) throws Exception {
        sign(new SignedContent.WholeXml(record), level);
        sign(new SignedContent.Inside(record, "text/xml"), level);
        sign(new SignedContent.Inside(bytes, "application/octet-stream"), level);
        sign(
                new SignedContent.Beside(List.of(
                        new SignedContent.Content(record, "text/xml"),
                        new SignedContent.Content(bytes, "application/octet-stream"))),
                level);
        Path framed = Files.writeString(folder.resolve("framed.xml"), "<a><b Id=\"data\">1</b></a>");
        sign(new SignedContent.XmlElement(framed, "data"), level);
    }

    @Test
    void everyLayerPasses() throws Exception {
        Path one = folder.resolve("one.xml");
        Path two = folder.resolve("two.xml");
        Path three = folder.resolve("three.xml");
        signer.sign(XmlSigningRequest.of(new SignedContent.WholeXml(record), one, XadesLevel.B_LT), world.principal);
        signer.sign(XmlSigningRequest.of(new SignedContent.WholeXml(one), two, XadesLevel.B_LT), world.principal);
        signer.sign(XmlSigningRequest.of(new SignedContent.WholeXml(two), three, XadesLevel.B_LTA), world.seal);
        Judgement judgement = new Oracle(List.of(world.hierarchy.root())).judge(three);
        assertThat(judgement.signatures()).hasSize(3);
        assertThat(judgement.indication()).as("%s", judgement).isEqualTo("TOTAL_PASSED");
        assertThat(judgement.signatures())
                .extracting(Judgement.Signature::level)
                .containsExactlyInAnyOrder("XAdES-BASELINE-LT", "XAdES-BASELINE-LT", "XAdES-BASELINE-LTA");
    }

    @ParameterizedTest
    @CsvSource({
        "RSA_PSS_SHA256, B_LTA",
        "RSA_PSS_SHA384, B_LT",
        "RSA_PKCS1_SHA256, B_LTA",
        "RSA_PKCS1_SHA512, B_LT",
        "ECDSA_SHA384, B_LTA"
    })
    void eachAlgorithmPasses(vn.khue.pki.SignatureAlgorithm algorithm, XadesLevel level) throws Exception {
        Path out = folder.resolve(algorithm + ".xml");
        signer.sign(XmlSigningRequest.of(new SignedContent.WholeXml(record), out, level), token(algorithm));
        Judgement judgement = new Oracle(List.of(world.hierarchy.root())).judge(out);
        isWhatItClaims(judgement.signatures().get(0), level);
    }

    private static KeyPair pair(vn.khue.pki.SignatureAlgorithm algorithm) throws Exception {
        if (algorithm.scheme() == vn.khue.pki.SignatureAlgorithm.Scheme.ECDSA) {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp384r1"));
            return generator.generateKeyPair();
        }
        if (rsa == null) {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(3072);
            rsa = generator.generateKeyPair();
        }
        return rsa;
    }

    private static SigningKey token(vn.khue.pki.SignatureAlgorithm algorithm) throws Exception {
        KeyPair pair = pair(algorithm);
        UUID holder = UUID.randomUUID();
        IssuedCertificate issued = world.hierarchy
                .authority("people")
                .issue(
                        new CertificateRequest(
                                "person-signing",
                                Subject.person("Trần Văn Bảy", holder, UNIT_NAME, UNIT),
                                pair.getPublic(),
                                Optional.empty(),
                                Optional.of(holder),
                                Optional.of(UNIT),
                                Optional.empty()),
                        world.register);
        return new CertifiedKey(
                issued.chain(),
                new PrivateKeySigner(algorithm, pair::getPrivate, CryptoProviders.fastest(), new SecureRandom()));
    }

    @Test
    void aChangedFileFailsSoTheOracleCanSayNo() throws Exception {
        Path out = folder.resolve("to-change.xml");
        signer.sign(XmlSigningRequest.of(new SignedContent.WholeXml(record), out, XadesLevel.B_LT), world.principal);
        Files.writeString(out, Files.readString(out).replace(">9<", ">8<"));
        assertThat(new Oracle(List.of(world.hierarchy.root())).judge(out).indication())
                .isEqualTo("TOTAL_FAILED");
    }

    private static OCSPToken status(CertificateToken certificate, CertificateToken issuer) {
        Optional<byte[]> answer = world.revocation.ocsp(certificate.getCertificate(), issuer.getCertificate());
        try {
            BasicOCSPResp basic = (BasicOCSPResp) new OCSPResp(answer.orElseThrow()).getResponseObject();
            return new OCSPToken(basic, basic.getResponses()[0], certificate, issuer);
        } catch (IOException | OCSPException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path byDss(SignatureLevel level, SignaturePackaging packaging) throws Exception {
        CommonTrustedCertificateSource trusted = new CommonTrustedCertificateSource();
        trusted.addCertificate(new CertificateToken(world.hierarchy.root()));
        CommonCertificateVerifier verifier = new CommonCertificateVerifier();
        verifier.setTrustedCertSources(trusted);
        verifier.setAIASource(null);
        verifier.setCrlSource(null);
        verifier.setOcspSource(XadesOracleTest::status);
        XAdESService service = new XAdESService(verifier);
        InProcessTimestampClient authority = new InProcessTimestampClient(world.authority);
        service.setTspSource((algorithm, digest) ->
                new TimestampBinary(authority.timestamp(vn.khue.pki.DigestAlgorithm.SHA256, digest)));
        XAdESSignatureParameters parameters = new XAdESSignatureParameters();
        parameters.setSignatureLevel(level);
        parameters.setSignaturePackaging(packaging);
        parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
        parameters.setSigningCertificate(new CertificateToken(world.principal.certificate()));
        parameters.setCertificateChain(
                world.principal.chain().stream().map(CertificateToken::new).toList());
        parameters.getSignatureTimestampParameters().setDigestAlgorithm(DigestAlgorithm.SHA256);
        parameters.getArchiveTimestampParameters().setDigestAlgorithm(DigestAlgorithm.SHA256);
        DSSDocument document = new FileDocument(record.toFile());
        ToBeSigned data = service.getDataToSign(document, parameters);
        byte[] value =
                world.principal.signDigest(world.principal.algorithm().digest().of(data.getBytes()));
        Path target = folder.resolve("dss-" + level + "-" + packaging + ".xml");
        service.signDocument(document, parameters, new SignatureValue(SignatureAlgorithm.ECDSA_SHA256, value))
                .save(target.toString());
        return target;
    }

    @ParameterizedTest
    @CsvSource({
        "XAdES_BASELINE_B, XAdES-BASELINE-B",
        "XAdES_BASELINE_T, XAdES-BASELINE-T",
        "XAdES_BASELINE_LT, XAdES-BASELINE-LT",
        "XAdES_BASELINE_LTA, XAdES-BASELINE-LTA"
    })
    void whatDssSignsPassesAtItsLevel(SignatureLevel level, String called) throws Exception {
        Path file = byDss(level, SignaturePackaging.DETACHED);
        ValidationReport report =
                new SignatureValidator().validate(file, DetachedContents.beside(file), world.online());
        assertThat(report.indication()).as("%s", report).isEqualTo(Indication.TOTAL_PASSED);
        assertThat(report.signatures().get(0).level()).isEqualTo(called);
    }

    /** DSS puts XPath and base64 where a plain identifier would do; they are not on our list (README of the module). */
    @ParameterizedTest
    @EnumSource(
            value = SignaturePackaging.class,
            names = {"ENVELOPED", "ENVELOPING"})
    void whatDssSignsWithOtherTransformsIsRefusedForThem(SignaturePackaging packaging) throws Exception {
        ValidationReport report =
                new SignatureValidator().validate(byDss(SignatureLevel.XAdES_BASELINE_B, packaging), world.online());
        assertThat(report.subIndication()).as("%s", report).contains(SubIndication.TRANSFORM_REFUSED);
    }
}
