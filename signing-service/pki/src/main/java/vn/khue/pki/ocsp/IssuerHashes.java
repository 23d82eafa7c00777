package vn.khue.pki.ocsp;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import vn.khue.pki.DigestAlgorithm;

/**
 * How an OCSP CertID names an issuer (RFC 6960 section 4.1.1). SHA-1 is the form nearly all clients use; it is a name
 * here and protects nothing, since the serial decides and the answer is signed.
 */
public final class IssuerHashes {
    private record Hashed(ASN1ObjectIdentifier algorithm, byte[] name, byte[] key) {}

    private final List<Hashed> hashes;

    public IssuerHashes(X509Certificate issuer) {
        byte[] name = issuer.getSubjectX500Principal().getEncoded();
        byte[] key = SubjectPublicKeyInfo.getInstance(issuer.getPublicKey().getEncoded())
                .getPublicKeyData()
                .getBytes();
        hashes = List.of(
                new Hashed(OIWObjectIdentifiers.idSHA1, DigestAlgorithm.SHA1.of(name), DigestAlgorithm.SHA1.of(key)),
                new Hashed(
                        NISTObjectIdentifiers.id_sha256,
                        DigestAlgorithm.SHA256.of(name),
                        DigestAlgorithm.SHA256.of(key)),
                new Hashed(
                        NISTObjectIdentifiers.id_sha384,
                        DigestAlgorithm.SHA384.of(name),
                        DigestAlgorithm.SHA384.of(key)),
                new Hashed(
                        NISTObjectIdentifiers.id_sha512,
                        DigestAlgorithm.SHA512.of(name),
                        DigestAlgorithm.SHA512.of(key)));
    }

    /** Whether the CertID names this issuer; false for a hash we do not know. */
    public boolean names(CertID id) {
        for (Hashed hashed : hashes) {
            if (hashed.algorithm().equals(id.getHashAlgorithm().getAlgorithm())) {
                return same(hashed.key(), id.getIssuerKeyHash()) && same(hashed.name(), id.getIssuerNameHash());
            }
        }
        return false;
    }

    /** The CertID of a certificate of this issuer as RFC 5019 section 2.1.1 wants it: by SHA-1. */
    CertID lightweight(BigInteger serial) {
        Hashed sha1 = hashes.get(0);
        return new CertID(
                new AlgorithmIdentifier(sha1.algorithm(), DERNull.INSTANCE),
                new DEROctetString(sha1.name()),
                new DEROctetString(sha1.key()),
                new ASN1Integer(serial));
    }

    private static boolean same(byte[] expected, ASN1OctetString found) {
        return MessageDigest.isEqual(expected, found.getOctets());
    }
}
