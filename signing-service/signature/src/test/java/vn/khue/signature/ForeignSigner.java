package vn.khue.signature;

import com.itextpdf.kernel.pdf.PdfDictionary;
import com.itextpdf.kernel.pdf.PdfName;
import com.itextpdf.kernel.pdf.PdfReader;
import com.itextpdf.kernel.pdf.StampingProperties;
import com.itextpdf.signatures.IExternalSignatureContainer;
import com.itextpdf.signatures.PdfSigner;
import com.itextpdf.signatures.SignerProperties;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import vn.khue.pki.Certificates;
import vn.khue.pki.DigestAlgorithm;

/** Somebody who signs with what our rules forbid: a self-signed key of any size, any algorithm that the JDK has. */
public final class ForeignSigner {

    private static final int ROOM = 8192;

    private final KeyPair keys;
    private final X509Certificate certificate;

    private ForeignSigner(KeyPair keys, X509Certificate certificate) {
        this.keys = keys;
        this.certificate = certificate;
    }

    /**
     * @param type {@code RSA} or {@code EC}
     * @param bits of the key
     * @param certifiedWith as {@code SHA256withRSA}
     */
    public static ForeignSigner of(String type, int bits, String certifiedWith) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(type);
        generator.initialize(bits);
        KeyPair keys = generator.generateKeyPair();
        X500Name name = new X500Name("CN=Somebody");
        Instant now = Instant.now();
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                name,
                BigInteger.TEN,
                Date.from(now.minusSeconds(3600)),
                Date.from(now.plusSeconds(86_400)),
                name,
                keys.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(
                Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature | KeyUsage.nonRepudiation));
        ContentSigner signer = new JcaContentSignerBuilder(certifiedWith).build(keys.getPrivate());
        return new ForeignSigner(keys, new JcaX509CertificateConverter().getCertificate(builder.build(signer)));
    }

    public X509Certificate certificate() {
        return certificate;
    }

    /**
     * Signs at PAdES B-B.
     *
     * @param algorithm as {@code SHA256withRSA}
     * @param field name of an empty signature field, or of one to be made
     * @param more entries for the signature dictionary
     */
    public Path sign(Path source, Path target, String algorithm, String field, PdfDictionary more) throws Exception {
        PdfSigner signer = new PdfSigner(
                new PdfReader(source.toString()),
                Files.newOutputStream(target),
                new StampingProperties().useAppendMode());
        signer.setSignerProperties(new SignerProperties().setFieldName(field));
        signer.signExternalContainer(
                new IExternalSignatureContainer() {
                    @Override
                    public byte[] sign(InputStream data) {
                        try {
                            return cms(all(data), algorithm);
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    }

                    @Override
                    public void modifySigningDictionary(PdfDictionary dictionary) {
                        dictionary.put(PdfName.Filter, PdfName.Adobe_PPKLite);
                        dictionary.put(PdfName.SubFilter, PdfName.ETSI_CAdES_DETACHED);
                        dictionary.putAll(more);
                    }
                },
                ROOM);
        return target;
    }

    /** Not readAllBytes: read at an offset into the buffer, iText's stream of a longer file gives other bytes. */
    private static byte[] all(InputStream data) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        for (int n = data.read(buffer); n > 0; n = data.read(buffer)) {
            all.write(buffer, 0, n);
        }
        return all.toByteArray();
    }

    /** A detached CMS message over the bytes (RFC 5652), with signing-certificate-v2. */
    public byte[] cms(byte[] signed, String algorithm)
            throws CMSException, OperatorCreationException, IOException, java.security.cert.CertificateException {
        ASN1EncodableVector attributes = new ASN1EncodableVector();
        attributes.add(new Attribute(
                PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                new DERSet(new SigningCertificateV2(
                        new ESSCertIDv2(null, DigestAlgorithm.SHA256.of(Certificates.der(certificate)))))));
        CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
        generator.addSignerInfoGenerator(new JcaSignerInfoGeneratorBuilder(
                        new JcaDigestCalculatorProviderBuilder().build())
                .setSignedAttributeGenerator(new DefaultSignedAttributeTableGenerator(new AttributeTable(attributes)))
                .build(new JcaContentSignerBuilder(algorithm).build(keys.getPrivate()), certificate));
        generator.addCertificates(new JcaCertStore(List.of(certificate)));
        return generator.generate(new CMSProcessableByteArray(signed), false).getEncoded("DER");
    }
}
