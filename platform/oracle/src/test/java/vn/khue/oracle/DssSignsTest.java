package vn.khue.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.TimestampBinary;
import eu.europa.esig.dss.model.ToBeSigned;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.pades.PAdESSignatureParameters;
import eu.europa.esig.dss.pades.signature.PAdESService;
import eu.europa.esig.dss.pdf.pdfbox.PdfBoxNativeObjectFactory;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.spi.x509.revocation.ocsp.OCSPToken;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.khue.pki.SigningKey;
import vn.khue.pki.timestamp.InProcessTimestampClient;
import vn.khue.signature.decision.Decision;
import vn.khue.signature.decision.DecisionLayout;
import vn.khue.signature.pades.PadesLevel;
import vn.khue.signature.pades.SigningRequest;
import vn.khue.signature.validation.Indication;
import vn.khue.signature.validation.SignatureValidator;
import vn.khue.signature.validation.ValidationReport;

/** EU DSS signs what we signed, and we sign what it signed: our judge finds nothing amiss in the work of an honest tool. */
class DssSignsTest {

    @TempDir
    private static Path folder;

    private static SigningWorld world;
    private static Path decision;

    @BeforeAll
    static void found() throws Exception {
        world = new SigningWorld(folder.resolve("ca"), Clock.systemUTC());
        decision = folder.resolve("decision.pdf");
        new DecisionLayout()
                .write(
                        new Decision(
                                "Ủy ban nhân dân xã Củ Chi",
                                "Trường Tiểu học Thị Trấn Củ Chi",
                                "QĐ-THTTCC",
                                "Củ Chi",
                                "Về việc khen thưởng học sinh",
                                "Hiệu trưởng Trường Tiểu học Thị Trấn Củ Chi",
                                List.of("Căn cứ Điều lệ Trường tiểu học;"),
                                List.of("Khen thưởng các em có tên trong danh sách."),
                                List.of("Lưu: VT"),
                                List.of("HIỆU TRƯỞNG"),
                                "Nguyễn Thị Lan"),
                        decision);
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

    private static Path byDss(Path source, Path target, SigningKey key, SignatureLevel level) throws Exception {
        CommonTrustedCertificateSource trusted = new CommonTrustedCertificateSource();
        trusted.addCertificate(new CertificateToken(world.hierarchy.root()));
        CommonCertificateVerifier verifier = new CommonCertificateVerifier();
        verifier.setTrustedCertSources(trusted);
        verifier.setAIASource(null);
        verifier.setCrlSource(null);
        verifier.setOcspSource(DssSignsTest::status);
        PAdESService service = new PAdESService(verifier);
        service.setPdfObjFactory(new PdfBoxNativeObjectFactory());
        InProcessTimestampClient authority = new InProcessTimestampClient(world.authority);
        service.setTspSource((algorithm, digest) ->
                new TimestampBinary(authority.timestamp(vn.khue.pki.DigestAlgorithm.SHA256, digest)));
        PAdESSignatureParameters parameters = new PAdESSignatureParameters();
        parameters.setSignatureLevel(level);
        parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
        parameters.setSigningCertificate(new CertificateToken(key.certificate()));
        parameters.setCertificateChain(
                key.chain().stream().map(CertificateToken::new).toList());
        parameters.getSignatureTimestampParameters().setDigestAlgorithm(DigestAlgorithm.SHA256);
        parameters.getArchiveTimestampParameters().setDigestAlgorithm(DigestAlgorithm.SHA256);
        DSSDocument document = new FileDocument(source.toFile());
        ToBeSigned data = service.getDataToSign(document, parameters);
        byte[] value = key.signDigest(key.algorithm().digest().of(data.getBytes()));
        DSSDocument signed =
                service.signDocument(document, parameters, new SignatureValue(SignatureAlgorithm.ECDSA_SHA256, value));
        signed.save(target.toString());
        return target;
    }

    private static void passes(Path file, int signatures) throws Exception {
        ValidationReport report = new SignatureValidator().validate(file, world.online());
        assertThat(report.indication()).as("%s", report).isEqualTo(Indication.TOTAL_PASSED);
        assertThat(report.signatures()).as("%s", report).hasSize(signatures);
    }

    @ParameterizedTest
    @CsvSource({"PAdES_BASELINE_B, 1", "PAdES_BASELINE_LT, 1", "PAdES_BASELINE_LTA, 2"})
    void afterUsAndBeforeUs(SignatureLevel level, int theirs) throws Exception {
        Path ours = folder.resolve("ours.pdf");
        world.signer.sign(SigningRequest.invisible(decision, ours, PadesLevel.B_LT), world.principal);
        Path both = byDss(ours, folder.resolve("both.pdf"), world.seal, level);
        passes(both, 1 + theirs);
        Path last = folder.resolve("last.pdf");
        world.signer.sign(SigningRequest.invisible(both, last, PadesLevel.B_LT), world.seal);
        passes(last, 2 + theirs);
    }
}
