package vn.khue.signature;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignerIdentifier;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.Certificate;
import vn.khue.pki.Certificates;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.SigningKey;

/** CMS messages with whatever attributes somebody likes, signed with a good key all the same. */
public final class CmsByHand {

    private final SigningKey key;
    private final List<Attribute> signed = new ArrayList<>();
    private final List<Attribute> unsigned = new ArrayList<>();
    private final List<ASN1Encodable> others = new ArrayList<>();
    private Optional<byte[]> attached = Optional.empty();

    private CmsByHand(SigningKey key) {
        this.key = key;
    }

    /** What a CAdES baseline signature over the content has. */
    public static CmsByHand over(byte[] content, SigningKey key) {
        return new CmsByHand(key)
                .with(CMSAttributes.contentType, CMSObjectIdentifiers.data)
                .with(
                        CMSAttributes.messageDigest,
                        new DEROctetString(key.algorithm().digest().of(content)))
                .with(CMSAttributes.signingTime, new Time(Date.from(Instant.now())))
                .naming(key.certificate());
    }

    public CmsByHand with(ASN1ObjectIdentifier type, ASN1Encodable value) {
        signed.add(new Attribute(type, new DERSet(value)));
        return this;
    }

    public CmsByHand without(ASN1ObjectIdentifier type) {
        signed.removeIf(attribute -> attribute.getAttrType().equals(type));
        return this;
    }

    /** In signing-certificate-v2. */
    public CmsByHand naming(X509Certificate certificate) {
        return without(PKCSObjectIdentifiers.id_aa_signingCertificateV2)
                .with(
                        PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                        new SigningCertificateV2(
                                new ESSCertIDv2(null, DigestAlgorithm.SHA256.of(Certificates.der(certificate)))));
    }

    public CmsByHand unsigned(ASN1ObjectIdentifier type, ASN1Encodable value) {
        unsigned.add(new Attribute(type, new DERSet(value)));
        return this;
    }

    public CmsByHand attaching(byte[] content) {
        attached = Optional.of(content);
        return this;
    }

    /** A second signer, made elsewhere. */
    public CmsByHand beside(SignerInfo other) {
        others.add(other);
        return this;
    }

    public SignerInfo signer() {
        ASN1EncodableVector attributes = new ASN1EncodableVector();
        signed.forEach(attributes::add);
        DERSet set = new DERSet(attributes);
        byte[] value = key.signDigest(key.algorithm().digest().of(der(set)));
        ASN1EncodableVector more = new ASN1EncodableVector();
        unsigned.forEach(more::add);
        return new SignerInfo(
                new SignerIdentifier(
                        new IssuerAndSerialNumber(Certificate.getInstance(Certificates.der(key.certificate())))),
                key.algorithm().digest().identifier(),
                set,
                key.algorithm().identifier(),
                new DEROctetString(value),
                unsigned.isEmpty() ? null : new DERSet(more));
    }

    public byte[] message() {
        ASN1EncodableVector certificates = new ASN1EncodableVector();
        key.chain().forEach(each -> certificates.add(Certificate.getInstance(Certificates.der(each))));
        ASN1EncodableVector content = new ASN1EncodableVector();
        content.add(CMSObjectIdentifiers.data);
        attached.ifPresent(bytes -> content.add(new DERTaggedObject(true, 0, new DEROctetString(bytes))));
        ASN1EncodableVector signers = new ASN1EncodableVector();
        signers.add(signer());
        others.forEach(signers::add);
        ASN1EncodableVector data = new ASN1EncodableVector();
        data.add(new ASN1Integer(1));
        data.add(new DERSet(key.algorithm().digest().identifier()));
        data.add(new DERSequence(content));
        data.add(new DERTaggedObject(false, 0, new DERSet(certificates)));
        data.add(new DERSet(signers));
        return der(new ContentInfo(CMSObjectIdentifiers.signedData, new DERSequence(data)));
    }

    public static byte[] der(ASN1Encodable value) {
        try {
            return value.toASN1Primitive().getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
