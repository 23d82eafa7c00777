package vn.khue.pki.pkcs10;

import java.io.IOException;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** What a client is advised to put into its request (CsrAttrs, RFC 7030 section 4.5.2): an EC key on P-256, signed with SHA-256. */
public final class CsrAttributes {
    private CsrAttributes() {}

    /** DER. */
    public static byte[] der() {
        try {
            return new DERSequence(new ASN1Encodable[] {
                        new DERSequence(new ASN1Encodable[] {
                            X9ObjectIdentifiers.id_ecPublicKey, new DERSet(SECObjectIdentifiers.secp256r1)
                        }),
                        X9ObjectIdentifiers.ecdsa_with_SHA256
                    })
                    .getEncoded("DER");
        } catch (IOException e) {
            throw new IllegalStateException("a sequence in memory always encodes", e);
        }
    }
}
