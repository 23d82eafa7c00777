package vn.khue.bench.peer;

import com.itextpdf.commons.actions.EventManager;
import com.itextpdf.kernel.pdf.PdfReader;
import com.itextpdf.signatures.IExternalSignature;
import com.itextpdf.signatures.ISignatureMechanismParams;
import com.itextpdf.signatures.ITSAClient;
import com.itextpdf.signatures.PdfPadesSigner;
import com.itextpdf.signatures.SignerProperties;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPResp;
import vn.khue.pki.DigestAlgorithm;

/** Bare iText: {@code PdfPadesSigner} with its own profiles. */
public final class ItextSigner implements PeerSigner {

    private final Supplies supplies;
    private final boolean longTerm;

    /** @param longTerm PAdES-BASELINE-LT, otherwise BASELINE-B */
    public ItextSigner(Supplies supplies, boolean longTerm) {
        this.supplies = supplies;
        this.longTerm = longTerm;
        EventManager.acknowledgeAgplUsageDisableWarningMessage();
    }

    @Override
    public void sign(Path plain, Path target) throws IOException, GeneralSecurityException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PdfPadesSigner signer = new PdfPadesSigner(new PdfReader(plain.toString()), out);
        signer.setTrustedCertificates(List.of(supplies.root()));
        signer.setOcspClient((certificate, issuer, url) -> basic(certificate, issuer));
        signer.setCrlClient((certificate, url) ->
                supplies.revocation().crl(certificate).stream().toList());
        Certificate[] chain = supplies.key().chain().toArray(new Certificate[0]);
        if (longTerm) {
            signer.signWithBaselineLTProfile(new SignerProperties(), chain, new Key(), new Authority());
        } else {
            signer.signWithBaselineBProfile(new SignerProperties(), chain, new Key());
        }
        Files.write(target, out.toByteArray());
    }

    private byte[] basic(X509Certificate certificate, X509Certificate issuer) {
        try {
            OCSPResp response =
                    new OCSPResp(supplies.revocation().ocsp(certificate, issuer).orElseThrow());
            return ((BasicOCSPResp) response.getResponseObject()).getEncoded();
        } catch (IOException | OCSPException e) {
            throw new IllegalStateException("expected an OCSP answer for " + certificate.getSubjectX500Principal(), e);
        }
    }

    private final class Key implements IExternalSignature {
        @Override
        public String getDigestAlgorithmName() {
            return "SHA-256";
        }

        @Override
        public String getSignatureAlgorithmName() {
            return "ECDSA";
        }

        @Override
        public ISignatureMechanismParams getSignatureMechanismParameters() {
            return null;
        }

        @Override
        public byte[] sign(byte[] message) {
            return supplies.sign(message);
        }
    }

    private final class Authority implements ITSAClient {
        @Override
        public int getTokenSizeEstimate() {
            return 4096;
        }

        @Override
        public MessageDigest getMessageDigest() {
            return DigestAlgorithm.SHA256.newDigest();
        }

        @Override
        public byte[] getTimeStampToken(byte[] imprint) {
            return supplies.timestamps().timestamp(DigestAlgorithm.SHA256, imprint);
        }
    }
}
