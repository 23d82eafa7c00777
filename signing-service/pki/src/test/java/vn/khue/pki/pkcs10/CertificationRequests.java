package vn.khue.pki.pkcs10;

import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** Good requests for those who damage them. */
public final class CertificationRequests {
    private CertificationRequests() {}

    public static byte[][] ofEveryKind() throws Exception {
        var rsa = Requests.rsa(3072);
        return new byte[][] {
            Requests.good(Requests.ec("secp256r1"), "a.edu.vn", "b.edu.vn"),
            Requests.good(Requests.ec("secp384r1"), "a.edu.vn"),
            Requests.request(
                    Requests.info(rsa),
                    Requests.attributes(Requests.names("a.edu.vn")),
                    "SHA256withRSA",
                    new AlgorithmIdentifier(PKCSObjectIdentifiers.sha256WithRSAEncryption, DERNull.INSTANCE),
                    rsa.getPrivate())
        };
    }
}
