package vn.khue.pki;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.x509.Certificate;

/** Certificates without anything signed: the "certs-only" CMS message (RFC 5652 section 5, RFC 8551 section 3.9). */
public final class CertsOnly {
    private CertsOnly() {}

    /** The message, DER; the certificates are a set, so their order says nothing. */
    public static byte[] of(List<X509Certificate> certificates) {
        ASN1EncodableVector set = new ASN1EncodableVector();
        certificates.forEach(each -> set.add(Certificate.getInstance(Certificates.der(each))));
        SignedData data = new SignedData(
                new DERSet(), new ContentInfo(CMSObjectIdentifiers.data, null), new DERSet(set), null, new DERSet());
        try {
            return new ContentInfo(CMSObjectIdentifiers.signedData, data).getEncoded("DER");
        } catch (IOException e) {
            throw new IllegalStateException("a message in memory always encodes", e);
        }
    }
}
