package vn.khue.signature.validation;

import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.cms.ContentInfo;
import vn.khue.signature.CmsByHand;

/** A CMS message from which somebody took the revocation data. */
final class RemovedRevocation {

    private RemovedRevocation() {}

    static byte[] from(ASN1Sequence message) {
        ContentInfo info = ContentInfo.getInstance(message);
        ASN1EncodableVector kept = new ASN1EncodableVector();
        for (var part : ASN1Sequence.getInstance(info.getContent())) {
            boolean revocation = part.toASN1Primitive() instanceof ASN1TaggedObject tagged && tagged.getTagNo() == 1;
            if (!revocation) {
                kept.add(part);
            }
        }
        return CmsByHand.der(new ContentInfo(info.getContentType(), new DERSequence(kept)));
    }
}
