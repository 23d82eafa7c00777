package vn.khue.signature.pades;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import vn.khue.pki.path.Purpose;
import vn.khue.signature.SignatureFailure;

/**
 * What one signature or document timestamp of a file was made with: whose certificates need evidence. The file passed validation
 * before, so nothing is judged here.
 *
 * @param field full name of its form field
 * @param chain the signer's certificate first, then the others that the CMS message holds
 * @param purpose what the signer's certificate was used for
 * @param tokens timestamps over the signature's value, DER
 */
record SignedValue(String field, List<X509Certificate> chain, Purpose purpose, List<byte[]> tokens) {
    SignedValue {
        chain = List.copyOf(chain);
        tokens = List.copyOf(tokens);
    }

    /**
     * @param timestamp whether it is a document timestamp
     * @param contents /Contents, DER and whatever padding follows
     */
    static SignedValue read(String field, boolean timestamp, byte[] contents) throws SignatureFailure {
        try (ASN1InputStream der = new ASN1InputStream(contents)) {
            byte[] message = der.readObject().getEncoded();
            if (timestamp) {
                return new SignedValue(field, TokenReader.read(message).chain(), Purpose.TIME_STAMPING, List.of());
            }
            CMSSignedData cms = new CMSSignedData(message);
            SignerInformation signer =
                    cms.getSignerInfos().getSigners().iterator().next();
            List<X509Certificate> chain = new ArrayList<>();
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (X509CertificateHolder holder : cms.getCertificates().getMatches(null)) {
                X509Certificate certificate =
                        (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(holder.getEncoded()));
                chain.add(signer.getSID().match(holder) ? 0 : chain.size(), certificate);
            }
            return new SignedValue(field, chain, Purpose.DOCUMENT_SIGNING, tokens(signer.getUnsignedAttributes()));
        } catch (IOException | CMSException | CertificateException | RuntimeException e) {
            throw new SignatureFailure(
                    SignatureFailure.Reason.NOT_EXTENDABLE,
                    "expected a signature that can be read as it was when it was validated, found another; try again",
                    e);
        }
    }

    private static List<byte[]> tokens(AttributeTable unsigned) throws IOException {
        List<byte[]> found = new ArrayList<>();
        if (unsigned != null) {
            ASN1EncodableVector all = unsigned.getAll(PKCSObjectIdentifiers.id_aa_signatureTimeStampToken);
            for (int i = 0; i < all.size(); i++) {
                found.add(Attribute.getInstance(all.get(i))
                        .getAttrValues()
                        .getObjectAt(0)
                        .toASN1Primitive()
                        .getEncoded());
            }
        }
        return found;
    }

    /** Certificates and fresh revocation data of the signer and of the timestamps. */
    ValidationMaterial material(Evidence evidence) throws SignatureFailure {
        ValidationMaterial material = evidence.gather(chain.get(0), chain.subList(1, chain.size()), purpose);
        for (byte[] token : tokens) {
            material = material.and(TokenReader.read(token).material(evidence));
        }
        return material;
    }
}
