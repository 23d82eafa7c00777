package vn.khue.signature;

import com.itextpdf.forms.form.element.SignatureFieldAppearance;
import com.itextpdf.kernel.geom.Rectangle;
import com.itextpdf.kernel.pdf.PdfReader;
import com.itextpdf.kernel.pdf.StampingProperties;
import com.itextpdf.signatures.BouncyCastleDigest;
import com.itextpdf.signatures.IExternalSignature;
import com.itextpdf.signatures.ISignatureMechanismParams;
import com.itextpdf.signatures.ITSAClient;
import com.itextpdf.signatures.PdfSigner;
import com.itextpdf.signatures.SignerProperties;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.SigningKey;
import vn.khue.pki.timestamp.TimestampClient;

/** iText's own signer, as another tool that signs before or after us. */
public final class ItextSigner {

    private ItextSigner() {}

    public static void baselineB(Path source, Path target, SigningKey key) throws Exception {
        sign(source, target, key, new SignerProperties());
    }

    /** With a picture on the first page. */
    public static void visible(Path source, Path target, SigningKey key, Rectangle place, SignatureFieldAppearance look)
            throws Exception {
        sign(
                source,
                target,
                key,
                new SignerProperties().setPageNumber(1).setPageRect(place).setSignatureAppearance(look));
    }

    /** A document timestamp in a field of its own. */
    public static void timestamp(Path source, Path target, TimestampClient authority) throws Exception {
        PdfSigner signer = new PdfSigner(
                new PdfReader(source.toString()),
                Files.newOutputStream(target),
                new StampingProperties().useAppendMode());
        signer.timestamp(
                new ITSAClient() {
                    @Override
                    public int getTokenSizeEstimate() {
                        return 8192;
                    }

                    @Override
                    public MessageDigest getMessageDigest() {
                        return DigestAlgorithm.SHA256.newDigest();
                    }

                    @Override
                    public byte[] getTimeStampToken(byte[] imprint) {
                        return authority.timestamp(DigestAlgorithm.SHA256, imprint);
                    }
                },
                null);
    }

    private static void sign(Path source, Path target, SigningKey key, SignerProperties properties) throws Exception {
        PdfSigner signer = new PdfSigner(
                new PdfReader(source.toString()),
                Files.newOutputStream(target),
                new StampingProperties().useAppendMode());
        signer.setSignerProperties(properties);
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
