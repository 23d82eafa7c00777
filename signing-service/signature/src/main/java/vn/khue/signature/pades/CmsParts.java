package vn.khue.signature.pades;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
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
import org.bouncycastle.asn1.cms.SignerIdentifier;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.SignatureAlgorithm;

/**
 * The CMS of a PAdES signature, put together by hand so that the key may be anywhere: first the signed attributes, whose digest
 * is what the key signs, then the whole (RFC 5652; ETSI EN 319 142-1, 6.3: content-type, message-digest,
 * signing-certificate-v2, and no signing-time).
 */
final class CmsParts {

    private final SignatureAlgorithm algorithm;
    private final List<X509Certificate> chain;
    private final ASN1Set signedAttributes;

    CmsParts(SignatureAlgorithm algorithm, List<X509Certificate> chain, byte[] documentDigest) {
        this.algorithm = algorithm;
        this.chain = List.copyOf(chain);
        this.signedAttributes = attributes(algorithm.digest(), chain.get(0), documentDigest);
    }

    private static ASN1Set attributes(DigestAlgorithm digest, X509Certificate signer, byte[] documentDigest) {
        ASN1EncodableVector attributes = new ASN1EncodableVector();
        attributes.add(new Attribute(CMSAttributes.contentType, new DERSet(CMSObjectIdentifiers.data)));
        attributes.add(new Attribute(CMSAttributes.messageDigest, new DERSet(new DEROctetString(documentDigest))));
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

    /** DER of the whole ContentInfo. */
    byte[] assemble(byte[] signatureValue, Optional<byte[]> timestampToken) {
        ASN1Set unsigned = null;
        if (timestampToken.isPresent()) {
            unsigned = new DERSet(new Attribute(
                    PKCSObjectIdentifiers.id_aa_signatureTimeStampToken, new DERSet(parse(timestampToken.get()))));
        }
        Certificate signer = Certificate.getInstance(ValidationMaterial.encode(chain.get(0)));
        SignerInfo info = new SignerInfo(
                new SignerIdentifier(new IssuerAndSerialNumber(signer)),
                algorithm.digest().identifier(),
                signedAttributes,
                algorithm.identifier(),
                new DEROctetString(signatureValue),
                unsigned);
        ASN1EncodableVector certificates = new ASN1EncodableVector();
        for (X509Certificate certificate : chain) {
            certificates.add(Certificate.getInstance(ValidationMaterial.encode(certificate)));
        }
        ASN1EncodableVector signedData = new ASN1EncodableVector();
        signedData.add(new ASN1Integer(1));
        signedData.add(new DERSet(algorithm.digest().identifier()));
        signedData.add(new DERSequence(CMSObjectIdentifiers.data));
        signedData.add(new DERTaggedObject(false, BERTags.CONTEXT_SPECIFIC, 0, new DERSet(certificates)));
        signedData.add(new DERSet(info));
        return der(new ContentInfo(CMSObjectIdentifiers.signedData, new DERSequence(signedData)));
    }

    private static ASN1Primitive parse(byte[] der) {
        try {
            return ASN1Primitive.fromByteArray(der);
        } catch (IOException e) {
            throw new IllegalStateException("a timestamp token that was checked can be parsed", e);
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
