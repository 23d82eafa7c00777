package vn.khue.signature.evidence;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.OtherRevocationInfoFormat;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.x509.Certificate;
import vn.khue.pki.Der;
import vn.khue.signature.pades.ValidationMaterial;

/**
 * Puts certificates and revocation data into a timestamp token, outside of what its signature covers, so that the next timestamp covers
 * them too (RFC 4998, 5.2; RFC 5940). Stateless.
 */
final class TokenWithEvidence {

    private TokenWithEvidence() {}

    /**
     * @param token DER, checked before
     * @return DER
     */
    static byte[] of(byte[] token, ValidationMaterial material) {
        SignedData plain = SignedData.getInstance(ContentInfo.getInstance(token).getContent());
        ASN1EncodableVector certificates = new ASN1EncodableVector();
        material.certificates().forEach(each -> certificates.add(Certificate.getInstance(each)));
        ASN1EncodableVector revocation = new ASN1EncodableVector();
        material.crls().forEach(each -> revocation.add(parse(each)));
        material.ocsp()
                .forEach(each -> revocation.add(new DERTaggedObject(
                        false,
                        1,
                        new OtherRevocationInfoFormat(CMSObjectIdentifiers.id_ri_ocsp_response, parse(each)))));
        // The version follows from what is in it (RFC 5652, 5.1).
        SignedData full = new SignedData(
                plain.getDigestAlgorithms(),
                plain.getEncapContentInfo(),
                joined(plain.getCertificates(), certificates),
                joined(plain.getCRLs(), revocation),
                plain.getSignerInfos());
        return Der.of(new ContentInfo(CMSObjectIdentifiers.signedData, full));
    }

    /** Each value once; primitives of ASN.1 are equal where their encodings are. */
    private static ASN1Set joined(ASN1Set present, ASN1EncodableVector more) {
        Set<ASN1Primitive> all = new LinkedHashSet<>();
        if (present != null) {
            present.forEach(each -> all.add(each.toASN1Primitive()));
        }
        for (int i = 0; i < more.size(); i++) {
            all.add(more.get(i).toASN1Primitive());
        }
        ASN1EncodableVector values = new ASN1EncodableVector();
        all.forEach(values::add);
        return all.isEmpty() ? null : new DERSet(values);
    }

    private static ASN1Primitive parse(byte[] der) {
        try {
            return ASN1Primitive.fromByteArray(der);
        } catch (IOException e) {
            throw new IllegalStateException("what was checked before can be parsed", e);
        }
    }
}
