package vn.khue.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import eu.europa.esig.dss.asic.cades.ASiCWithCAdESSignatureParameters;
import eu.europa.esig.dss.asic.cades.ASiCWithCAdESTimestampParameters;
import eu.europa.esig.dss.asic.cades.signature.ASiCWithCAdESService;
import eu.europa.esig.dss.cades.CAdESSignatureParameters;
import eu.europa.esig.dss.cades.signature.CAdESService;
import eu.europa.esig.dss.enumerations.ASiCContainerType;
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
import eu.europa.esig.dss.spi.x509.tsp.TSPSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.khue.pki.SigningKey;
import vn.khue.pki.timestamp.InProcessTimestampClient;
import vn.khue.signature.validation.Indication;
import vn.khue.signature.validation.SignatureKind;
import vn.khue.signature.validation.SignatureValidator;
import vn.khue.signature.validation.ValidationReport;

/** EU DSS signs files that are no PDF, and our judge says the same of them as DSS does. */
class DssCadesTest {

    @TempDir
    private static Path folder;

    private static SigningWorld world;
    private static Path marks;
    private static Path list;

    @BeforeAll
    static void found() throws Exception {
        world = new SigningWorld(folder.resolve("ca"), Clock.systemUTC());
        marks = Files.writeString(folder.resolve("marks.csv"), "họ tên;toán\nLê An;9\n");
        list = Files.writeString(folder.resolve("danh sách.txt"), "lớp 5A");
    }

    private static CommonCertificateVerifier verifier() {
        CommonTrustedCertificateSource trusted = new CommonTrustedCertificateSource();
        trusted.addCertificate(new CertificateToken(world.hierarchy.root()));
        CommonCertificateVerifier verifier = new CommonCertificateVerifier();
        verifier.setTrustedCertSources(trusted);
        verifier.setAIASource(null);
        verifier.setCrlSource(null);
        verifier.setOcspSource(DssCadesTest::status);
        return verifier;
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

    private static TSPSource authority() {
        InProcessTimestampClient client = new InProcessTimestampClient(world.authority);
        return (algorithm, digest) -> new TimestampBinary(client.timestamp(vn.khue.pki.DigestAlgorithm.SHA256, digest));
    }

    private static void set(CAdESSignatureParameters parameters, SigningKey key, SignatureLevel level) {
        parameters.setSignatureLevel(level);
        parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
        parameters.setSigningCertificate(new CertificateToken(key.certificate()));
        parameters.setCertificateChain(
                key.chain().stream().map(CertificateToken::new).toList());
        parameters.getSignatureTimestampParameters().setDigestAlgorithm(DigestAlgorithm.SHA256);
        parameters.getArchiveTimestampParameters().setDigestAlgorithm(DigestAlgorithm.SHA256);
    }

    private static SignatureValue value(ToBeSigned data, SigningKey key) {
        return new SignatureValue(
                SignatureAlgorithm.ECDSA_SHA256,
                key.signDigest(key.algorithm().digest().of(data.getBytes())));
    }

    private static Path message(SignatureLevel level, SignaturePackaging packaging) throws Exception {
        CAdESService service = new CAdESService(verifier());
        service.setTspSource(authority());
        CAdESSignatureParameters parameters = new CAdESSignatureParameters();
        set(parameters, world.principal, level);
        parameters.setSignaturePackaging(packaging);
        DSSDocument document = new FileDocument(marks.toFile());
        ToBeSigned data = service.getDataToSign(document, parameters);
        Path target = folder.resolve(level + "-" + packaging + ".p7s");
        service.signDocument(document, parameters, value(data, world.principal)).save(target.toString());
        return target;
    }

    private static Path container(
            List<DSSDocument> documents, SigningKey key, SignatureLevel level, ASiCContainerType type)
            throws Exception {
        ASiCWithCAdESService service = new ASiCWithCAdESService(verifier());
        service.setTspSource(authority());
        ASiCWithCAdESSignatureParameters parameters = new ASiCWithCAdESSignatureParameters();
        set(parameters, key, level);
        parameters.aSiC().setContainerType(type);
        ToBeSigned data = service.getDataToSign(documents, parameters);
        Path target = Files.createTempFile(folder, level + "-", ".asice");
        service.signDocument(documents, parameters, value(data, key)).save(target.toString());
        return target;
    }

    private static List<DSSDocument> files() {
        return List.of(new FileDocument(marks.toFile()), new FileDocument(list.toFile()));
    }

    private static ValidationReport judge(Path file, Optional<Path> content) throws Exception {
        return new SignatureValidator()
                .validate(
                        file,
                        name -> content.isPresent()
                                ? Optional.of(Files.newInputStream(content.get()))
                                : Optional.empty(),
                        world.online());
    }

    @ParameterizedTest
    @CsvSource({
        "CAdES_BASELINE_B, DETACHED, CAdES-BASELINE-B",
        "CAdES_BASELINE_T, DETACHED, CAdES-BASELINE-T",
        "CAdES_BASELINE_LT, DETACHED, CAdES-BASELINE-LT",
        "CAdES_BASELINE_LTA, DETACHED, CAdES-BASELINE-LTA",
        "CAdES_BASELINE_LTA, ENVELOPING, CAdES-BASELINE-LTA"
    })
    void messagesPassAtTheirLevel(SignatureLevel level, SignaturePackaging packaging, String expected)
            throws Exception {
        Path file = message(level, packaging);
        boolean apart = packaging == SignaturePackaging.DETACHED;
        ValidationReport report = judge(file, apart ? Optional.of(marks) : Optional.empty());
        assertThat(report.indication()).as("%s", report).isEqualTo(Indication.TOTAL_PASSED);
        assertThat(report.signatures().get(0).level()).isEqualTo(expected);
        Path other = Files.writeString(folder.resolve("other.csv"), "họ tên;toán\nLê An;10\n");
        assertThat(judge(file, Optional.of(other)).indication()).isEqualTo(Indication.TOTAL_FAILED);
    }

    @ParameterizedTest
    @CsvSource({
        "CAdES_BASELINE_B, ASiC-E with CAdES-BASELINE-B",
        "CAdES_BASELINE_T, ASiC-E with CAdES-BASELINE-T",
        "CAdES_BASELINE_LT, ASiC-E with CAdES-BASELINE-LT",
        "CAdES_BASELINE_LTA, ASiC-E with CAdES-BASELINE-LTA"
    })
    void containersPassAtTheirLevelAlsoWithASecondSignature(SignatureLevel level, String expected) throws Exception {
        Path one = container(files(), world.principal, level, ASiCContainerType.ASiC_E);
        ValidationReport report = judge(one, Optional.empty());
        assertThat(report.indication()).as("%s", report).isEqualTo(Indication.TOTAL_PASSED);
        assertThat(report.signatures().get(0).level()).isEqualTo(expected);
        assertThat(report.signatures().get(0).coversWholeDocument()).isTrue();
        if (level != SignatureLevel.CAdES_BASELINE_LTA) {
            Path two = container(List.of(new FileDocument(one.toFile())), world.seal, level, ASiCContainerType.ASiC_E);
            ValidationReport both = judge(two, Optional.empty());
            assertThat(both.indication()).as("%s", both).isEqualTo(Indication.TOTAL_PASSED);
            assertThat(both.signatures())
                    .filteredOn(s -> s.kind() != SignatureKind.DOCUMENT_TIMESTAMP)
                    .hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "CAdES_BASELINE_B, ASiC-S with CAdES-BASELINE-B",
        "CAdES_BASELINE_T, ASiC-S with CAdES-BASELINE-T",
        "CAdES_BASELINE_LT, ASiC-S with CAdES-BASELINE-LT",
        "CAdES_BASELINE_LTA, ASiC-S with CAdES-BASELINE-LTA"
    })
    void simpleContainersPassAtTheirLevel(SignatureLevel level, String expected) throws Exception {
        Path file =
                container(List.of(new FileDocument(marks.toFile())), world.principal, level, ASiCContainerType.ASiC_S);
        ValidationReport report = judge(file, Optional.empty());
        assertThat(report.indication()).as("%s", report).isEqualTo(Indication.TOTAL_PASSED);
        assertThat(report.signatures().get(0).level()).isEqualTo(expected);
        assertThat(report.signatures().get(0).coversWholeDocument()).isTrue();
    }

    @Test
    void aSimpleContainerWithATimestampAloneHoldsAndIsNotSigned() throws Exception {
        ASiCWithCAdESService service = new ASiCWithCAdESService(verifier());
        service.setTspSource(authority());
        ASiCWithCAdESTimestampParameters parameters = new ASiCWithCAdESTimestampParameters(DigestAlgorithm.SHA256);
        parameters.aSiC().setContainerType(ASiCContainerType.ASiC_S);
        Path target = folder.resolve("stamped.asics");
        service.timestamp(List.of(new FileDocument(marks.toFile())), parameters).save(target.toString());
        ValidationReport report = judge(target, Optional.empty());
        assertThat(report.indication()).as("%s", report).isEqualTo(Indication.NOT_SIGNED);
        assertThat(report.signatures()).hasSize(1).allMatch(s -> s.indication() == Indication.TOTAL_PASSED);
    }
}
