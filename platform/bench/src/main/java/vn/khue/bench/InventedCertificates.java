package vn.khue.bench;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.ocsp.OCSPRequest;
import org.bouncycastle.asn1.ocsp.Request;
import org.bouncycastle.asn1.ocsp.TBSRequest;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.X509CertificateHolder;
import vn.khue.pki.DigestAlgorithm;

/** Rows of certificates that were never made, by number: status needs the row, not the certificate. */
final class InventedCertificates {

    private static final long FIRST_HALF = 0x4b68756542656e63L;

    private final byte[] nameHash;
    private final byte[] keyHash;

    /** @param issuer the certificate of the CA {@code people} */
    InventedCertificates(byte[] issuer) throws IOException {
        X509CertificateHolder holder = new X509CertificateHolder(issuer);
        nameHash = DigestAlgorithm.SHA1.of(holder.getSubject().getEncoded("DER"));
        keyHash = DigestAlgorithm.SHA1.of(
                holder.getSubjectPublicKeyInfo().getPublicKeyData().getBytes());
    }

    /** A statement that adds the certificates of these numbers, 1,000 to a partition of the CRL. */
    static String insert(int from, int to) {
        return "insert into pki_certificate (ca, serial, der, profile, not_before, not_after, state, crl_partition)"
                + " select 'people', decode('4b68756542656e63' || lpad(to_hex(n), 16, '0'), 'hex'), '\\x30',"
                + " 'person-signing', now(), now() + interval '700 days', 'G', n / 1000 + 1"
                + " from generate_series(" + from + ", " + (to - 1) + ") n";
    }

    /** The path of a GET (RFC 5019 section 5) for the status of that number, percent-encoded. */
    String path(int number) {
        return "/ocsp/"
                + URLEncoder.encode(Base64.getEncoder().encodeToString(request(number)), StandardCharsets.US_ASCII);
    }

    byte[] request(int number) {
        byte[] serial = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(FIRST_HALF)
                .putLong(number)
                .array();
        CertID id = new CertID(
                new AlgorithmIdentifier(OIWObjectIdentifiers.idSHA1, DERNull.INSTANCE),
                new DEROctetString(nameHash),
                new DEROctetString(keyHash),
                new ASN1Integer(new BigInteger(1, serial)));
        try {
            return new OCSPRequest(
                            new TBSRequest(null, new DERSequence(new Request(id, null)), (Extensions) null), null)
                    .getEncoded("DER");
        } catch (IOException e) {
            throw new BenchException("expected an OCSP request, found " + e, e);
        }
    }
}
