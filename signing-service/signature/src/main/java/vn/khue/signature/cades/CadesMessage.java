package vn.khue.signature.cades;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.BERTags;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.OtherRevocationInfoFormat;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerIdentifier;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.SignatureAlgorithm;
import vn.khue.signature.pades.ValidationMaterial;

/**
 * A detached CAdES message, put together by hand so that the key may be anywhere: first the signed attributes, whose digest is
 * what the key signs, then the whole (RFC 5652; ETSI EN 319 122-1, 6.3: content-type, message-digest, signing-time and
 * signing-certificate-v2). What is gathered grows: value, timestamp, validation data, archive timestamp. Not thread-safe.
 */
final class CadesMessage {

    private final SignatureAlgorithm algorithm;
    private final List<X509Certificate> chain;
    private final ASN1Set signedAttributes;
    private final List<Attribute> unsigned = new ArrayList<>();
    private byte[] value = new byte[0];
    private ValidationMaterial material;

    /**
     * @param chain the signer's certificate first
     * @param contentDigest by the algorithm's hash
     * @param signingTime the claimed one; written in whole seconds
     */
    CadesMessage(SignatureAlgorithm algorithm, List<X509Certificate> chain, byte[] contentDigest, Instant signingTime) {
        this.algorithm = algorithm;
        this.chain = List.copyOf(chain);
        this.material = ValidationMaterial.of(chain, List.of(), List.of());
        this.signedAttributes = attributes(algorithm.digest(), chain.get(0), contentDigest, signingTime);
    }

    private static ASN1Set attributes(
            DigestAlgorithm digest, X509Certificate signer, byte[] contentDigest, Instant signingTime) {
        ASN1EncodableVector attributes = new ASN1EncodableVector();
        attributes.add(new Attribute(CMSAttributes.contentType, new DERSet(CMSObjectIdentifiers.data)));
        attributes.add(new Attribute(CMSAttributes.messageDigest, new DERSet(new DEROctetString(contentDigest))));
        attributes.add(new Attribute(CMSAttributes.signingTime, new DERSet(new Time(Date.from(signingTime)))));
        byte[] hash = digest.of(ValidationMaterial.encode(signer));
        // SHA-256 is the default of the field, and DER leaves defaults out.
        AlgorithmIdentifier named = digest == DigestAlgorithm.SHA256 ? null : digest.identifier();
        attributes.add(new Attribute(
                PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                new DERSet(new SigningCertificateV2(new ESSCertIDv2(named, hash)))));
        return new DERSet(attributes);
    }

    /** The signed attributes as they are signed. */
    byte[] toBeSigned() {
        return der(signedAttributes);
    }

    void sign(byte[] signatureValue) {
        value = signatureValue.clone();
    }

    /** Puts a timestamp over the signature value in. */
    void stamp(byte[] token) {
        unsigned.add(new Attribute(PKCSObjectIdentifiers.id_aa_signatureTimeStampToken, new DERSet(parse(token))));
    }

    /** Puts certificates and revocation data into the root SignedData (ETSI EN 319 122-1, 5.4). */
    void add(ValidationMaterial more) {
        material = material.and(more);
    }

    /** Puts an archive timestamp in that was made over {@link #archived}. */
    void archive(byte[] token) {
        byte[] indexed = ArchiveTimestampV3.withIndex(
                token, ArchiveTimestampV3.index(DigestAlgorithm.SHA256, signedData(), signer()));
        unsigned.add(new Attribute(CadesAttributes.ARCHIVE_TIMESTAMP_V3, new DERSet(parse(indexed))));
    }

    /** SHA-256 of what an archive timestamp has to cover now. */
    byte[] archived(byte[] contentSha256) {
        return DigestAlgorithm.SHA256.of(ArchiveTimestampV3.covered(
                CMSObjectIdentifiers.data,
                contentSha256,
                signer(),
                ArchiveTimestampV3.index(DigestAlgorithm.SHA256, signedData(), signer())));
    }

    /** DER of the whole ContentInfo. */
    byte[] encoded() {
        return der(new ContentInfo(CMSObjectIdentifiers.signedData, signedData()));
    }

    private SignerInfo signer() {
        Certificate certificate = Certificate.getInstance(ValidationMaterial.encode(chain.get(0)));
        ASN1EncodableVector attributes = new ASN1EncodableVector();
        unsigned.forEach(attributes::add);
        return new SignerInfo(
                new SignerIdentifier(new IssuerAndSerialNumber(certificate)),
                algorithm.digest().identifier(),
                signedAttributes,
                algorithm.identifier(),
                new DEROctetString(value),
                unsigned.isEmpty() ? null : new DERSet(attributes));
    }

    private SignedData signedData() {
        ASN1EncodableVector parts = new ASN1EncodableVector();
        // A value of another form among the revocation data makes it version 5 (RFC 5652, 5.1).
        parts.add(new ASN1Integer(material.ocsp().isEmpty() ? 1 : 5));
        parts.add(new DERSet(algorithm.digest().identifier()));
        parts.add(new DERSequence(CMSObjectIdentifiers.data));
        parts.add(new DERTaggedObject(false, BERTags.CONTEXT_SPECIFIC, 0, new DERSet(certificates())));
        if (!material.ocsp().isEmpty() || !material.crls().isEmpty()) {
            parts.add(new DERTaggedObject(false, BERTags.CONTEXT_SPECIFIC, 1, new DERSet(revocation())));
        }
        parts.add(new DERSet(signer()));
        return SignedData.getInstance(new DERSequence(parts));
    }

    private ASN1EncodableVector certificates() {
        ASN1EncodableVector certificates = new ASN1EncodableVector();
        material.certificates().forEach(each -> certificates.add(Certificate.getInstance(each)));
        return certificates;
    }

    /** CRLs as they are, OCSP responses in the form of RFC 5940. */
    private ASN1EncodableVector revocation() {
        ASN1EncodableVector revocation = new ASN1EncodableVector();
        material.crls().forEach(each -> revocation.add(parse(each)));
        material.ocsp().forEach(each -> revocation.add(otherRevocation(each)));
        return revocation;
    }

    /** An OCSP response in the form of RFC 5940. */
    static ASN1Primitive otherRevocation(byte[] ocsp) {
        return new DERTaggedObject(
                false, 1, new OtherRevocationInfoFormat(CMSObjectIdentifiers.id_ri_ocsp_response, parse(ocsp)));
    }

    private static ASN1Primitive parse(byte[] der) {
        try {
            return ASN1Primitive.fromByteArray(der);
        } catch (IOException e) {
            throw new IllegalStateException("what was checked before can be parsed", e);
        }
    }

    private static byte[] der(ASN1Encodable value) {
        try {
            return value.toASN1Primitive().getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory does not fail", e);
        }
    }
}
