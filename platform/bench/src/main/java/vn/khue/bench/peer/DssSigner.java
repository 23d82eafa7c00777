package vn.khue.bench.peer;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.TimestampBinary;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.pades.PAdESSignatureParameters;
import eu.europa.esig.dss.pades.PAdESTimestampParameters;
import eu.europa.esig.dss.pades.signature.PAdESService;
import eu.europa.esig.dss.spi.DSSRevocationUtils;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.spi.x509.revocation.ocsp.OCSPToken;
import java.io.IOException;
import java.nio.file.Path;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPResp;

/** EU DSS: {@code PAdESService} at PAdES-BASELINE-LT with PDFBox. */
public final class DssSigner implements PeerSigner {

    private final Supplies supplies;

    public DssSigner(Supplies supplies) {
        this.supplies = supplies;
    }

    @Override
    public void sign(Path plain, Path target) throws IOException {
        CommonTrustedCertificateSource trusted = new CommonTrustedCertificateSource();
        trusted.addCertificate(new CertificateToken(supplies.root()));
        CommonCertificateVerifier verifier = new CommonCertificateVerifier();
        verifier.setTrustedCertSources(trusted);
        verifier.setAIASource(null);
        verifier.setCrlSource(null);
        verifier.setOcspSource(this::token);
        PAdESService service = new PAdESService(verifier);
        service.setTspSource((algorithm, digest) ->
                new TimestampBinary(supplies.timestamps().timestamp(vn.khue.pki.DigestAlgorithm.SHA256, digest)));
        PAdESSignatureParameters parameters = new PAdESSignatureParameters();
        parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
        parameters.setSignatureTimestampParameters(new PAdESTimestampParameters(DigestAlgorithm.SHA256));
        parameters.setSignatureLevel(SignatureLevel.PAdES_BASELINE_LT);
        parameters.setSigningCertificate(new CertificateToken(supplies.key().certificate()));
        parameters.setCertificateChain(
                supplies.key().chain().stream().map(CertificateToken::new).toList());
        DSSDocument document = new FileDocument(plain.toFile());
        byte[] value = supplies.sign(service.getDataToSign(document, parameters).getBytes());
        service.signDocument(document, parameters, new SignatureValue(SignatureAlgorithm.ECDSA_SHA256, value))
                .save(target.toString());
    }

    private OCSPToken token(CertificateToken certificate, CertificateToken issuer) {
        try {
            OCSPResp response = new OCSPResp(supplies.revocation()
                    .ocsp(certificate.getCertificate(), issuer.getCertificate())
                    .orElseThrow());
            BasicOCSPResp basic = (BasicOCSPResp) response.getResponseObject();
            return new OCSPToken(
                    basic, DSSRevocationUtils.getLatestSingleResponse(basic, certificate, issuer), certificate, issuer);
        } catch (IOException | OCSPException e) {
            throw new IllegalStateException("expected an OCSP answer for " + certificate, e);
        }
    }
}
