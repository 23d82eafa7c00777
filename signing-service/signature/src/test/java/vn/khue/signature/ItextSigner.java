package vn.khue.signature;

import com.itextpdf.kernel.pdf.PdfReader;
import com.itextpdf.kernel.pdf.StampingProperties;
import com.itextpdf.signatures.BouncyCastleDigest;
import com.itextpdf.signatures.IExternalSignature;
import com.itextpdf.signatures.ISignatureMechanismParams;
import com.itextpdf.signatures.PdfSigner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import vn.khue.pki.SigningKey;

/** iText's own signer, as another tool that signs before or after us. */
public final class ItextSigner {

    private ItextSigner() {}

    public static void baselineB(Path source, Path target, SigningKey key) throws Exception {
        PdfSigner signer = new PdfSigner(
                new PdfReader(source.toString()),
                Files.newOutputStream(target),
                new StampingProperties().useAppendMode());
        IExternalSignature signature = new IExternalSignature() {
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
                return key.signDigest(key.algorithm().digest().of(message));
            }
        };
        signer.signDetached(
                new BouncyCastleDigest(),
                signature,
                key.chain().toArray(new Certificate[0]),
                null,
                null,
                null,
                0,
                PdfSigner.CryptoStandard.CADES);
    }
}
