package vn.khue.pki;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * Hash functions this library computes (FIPS 180-4, FIPS 202). The provider is always SUN: its SHA-2 uses the
 * processor's instructions. Which of them may be used is the policy's decision
 * ({@link vn.khue.pki.policy.AlgorithmPolicy}). Constants are immutable and thread-safe.
 */
@SuppressWarnings("ImmutableEnumChecker") // Bouncy Castle's object identifiers are immutable but do not say so
public enum DigestAlgorithm {
    /**
     * Broken for signatures. Here to read old ones where a policy of their time allows it, and to name issuers in OCSP; no
     * {@link SignatureAlgorithm} signs with it.
     */
    SHA1("SHA-1", OIWObjectIdentifiers.idSHA1, 20),
    SHA256("SHA-256", NISTObjectIdentifiers.id_sha256, 32),
    SHA384("SHA-384", NISTObjectIdentifiers.id_sha384, 48),
    SHA512("SHA-512", NISTObjectIdentifiers.id_sha512, 64),
    SHA3_256("SHA3-256", NISTObjectIdentifiers.id_sha3_256, 32),
    SHA3_384("SHA3-384", NISTObjectIdentifiers.id_sha3_384, 48),
    SHA3_512("SHA3-512", NISTObjectIdentifiers.id_sha3_512, 64);

    private final String standardName;
    private final ASN1ObjectIdentifier oid;
    private final int length;

    DigestAlgorithm(String standardName, ASN1ObjectIdentifier oid, int length) {
        this.standardName = standardName;
        this.oid = oid;
        this.length = length;
    }

    /** The JDK's standard name, for instance {@code SHA-256}. */
    public String standardName() {
        return standardName;
    }

    public ASN1ObjectIdentifier oid() {
        return oid;
    }

    /** Length of the hash in bytes. */
    public int length() {
        return length;
    }

    /** AlgorithmIdentifier without parameters (RFC 5754 section 2). */
    public AlgorithmIdentifier identifier() {
        return new AlgorithmIdentifier(oid);
    }

    /** A fresh, not thread-safe digest of the SUN provider. */
    public MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance(standardName, "SUN");
        } catch (NoSuchAlgorithmException | NoSuchProviderException e) {
            throw new IllegalStateException("every JDK from 17 has " + standardName + " in SUN", e);
        }
    }

    /** Hash of the parts, one after the other. */
    public byte[] of(byte[]... parts) {
        MessageDigest digest = newDigest();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    public static Optional<DigestAlgorithm> byOid(ASN1ObjectIdentifier oid) {
        return Arrays.stream(values()).filter(a -> a.oid.equals(oid)).findFirst();
    }
}
