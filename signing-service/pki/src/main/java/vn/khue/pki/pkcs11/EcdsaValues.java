package vn.khue.pki.pkcs11;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;

/** ECDSA values: PKCS #11 puts r and s side by side, X.509 and CMS into a DER sequence (RFC 3279 section 2.2.3). */
final class EcdsaValues {
    private EcdsaValues() {}

    static byte[] der(byte[] sideBySide) {
        int half = sideBySide.length / 2;
        ASN1EncodableVector values = new ASN1EncodableVector();
        values.add(new ASN1Integer(new BigInteger(1, Arrays.copyOfRange(sideBySide, 0, half))));
        values.add(new ASN1Integer(new BigInteger(1, Arrays.copyOfRange(sideBySide, half, sideBySide.length))));
        try {
            return new DERSequence(values).getEncoded("DER");
        } catch (IOException e) {
            throw new IllegalStateException("two integers in memory always encode", e);
        }
    }
}
