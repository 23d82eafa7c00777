package vn.khue.pki;

import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * Signature algorithms that a {@link SigningKey} can have. RSASSA-PSS uses MGF1 with the same hash and a salt as long as
 * the hash (RFC 4055 section 3.1, RFC 8017). ECDSA values are DER {@code SEQUENCE { r, s }} (RFC 3279 section 2.2.3).
 */
@SuppressWarnings("ImmutableEnumChecker") // the identifiers are never changed and hold no mutable parts
public enum SignatureAlgorithm {
    ECDSA_SHA256(Scheme.ECDSA, DigestAlgorithm.SHA256),
    ECDSA_SHA384(Scheme.ECDSA, DigestAlgorithm.SHA384),
    ECDSA_SHA512(Scheme.ECDSA, DigestAlgorithm.SHA512),
    RSA_PSS_SHA256(Scheme.RSA_PSS, DigestAlgorithm.SHA256),
    RSA_PSS_SHA384(Scheme.RSA_PSS, DigestAlgorithm.SHA384),
    RSA_PSS_SHA512(Scheme.RSA_PSS, DigestAlgorithm.SHA512),
    RSA_PKCS1_SHA256(Scheme.RSA_PKCS1, DigestAlgorithm.SHA256),
    RSA_PKCS1_SHA384(Scheme.RSA_PKCS1, DigestAlgorithm.SHA384),
    RSA_PKCS1_SHA512(Scheme.RSA_PKCS1, DigestAlgorithm.SHA512);

    /** How the digest becomes a signature. */
    public enum Scheme {
        ECDSA,
        RSA_PSS,
        RSA_PKCS1
    }

    private final Scheme scheme;
    private final DigestAlgorithm digest;
    private final AlgorithmIdentifier identifier;

    SignatureAlgorithm(Scheme scheme, DigestAlgorithm digest) {
        this.scheme = scheme;
        this.digest = digest;
        this.identifier = identifier(scheme, digest);
    }

    public Scheme scheme() {
        return scheme;
    }

    public DigestAlgorithm digest() {
        return digest;
    }

    /** The AlgorithmIdentifier to write in certificates, OCSP, CRL and CMS. */
    public AlgorithmIdentifier identifier() {
        return identifier;
    }

    /** The algorithm this identifier names, or empty where we do not sign so. PSS parameters must be those above. */
    public static Optional<SignatureAlgorithm> byIdentifier(AlgorithmIdentifier identifier) {
        return Arrays.stream(values())
                .filter(a -> a.identifier.equals(identifier))
                .findFirst();
    }

    private static AlgorithmIdentifier identifier(Scheme scheme, DigestAlgorithm digest) {
        return switch (scheme) {
            case ECDSA -> new AlgorithmIdentifier(ecdsaOid(digest));
            case RSA_PKCS1 -> new AlgorithmIdentifier(rsaOid(digest), DERNull.INSTANCE);
            case RSA_PSS -> {
                AlgorithmIdentifier hash = new AlgorithmIdentifier(digest.oid(), DERNull.INSTANCE);
                yield new AlgorithmIdentifier(
                        PKCSObjectIdentifiers.id_RSASSA_PSS,
                        new RSASSAPSSparams(
                                hash,
                                new AlgorithmIdentifier(PKCSObjectIdentifiers.id_mgf1, hash),
                                new ASN1Integer(digest.length()),
                                RSASSAPSSparams.DEFAULT_TRAILER_FIELD));
            }
        };
    }

    private static ASN1ObjectIdentifier ecdsaOid(DigestAlgorithm digest) {
        return switch (digest) {
            case SHA256 -> X9ObjectIdentifiers.ecdsa_with_SHA256;
            case SHA384 -> X9ObjectIdentifiers.ecdsa_with_SHA384;
            case SHA512 -> X9ObjectIdentifiers.ecdsa_with_SHA512;
            default -> throw new IllegalArgumentException("ECDSA is offered with SHA-2 only, found " + digest);
        };
    }

    private static ASN1ObjectIdentifier rsaOid(DigestAlgorithm digest) {
        return switch (digest) {
            case SHA256 -> PKCSObjectIdentifiers.sha256WithRSAEncryption;
            case SHA384 -> PKCSObjectIdentifiers.sha384WithRSAEncryption;
            case SHA512 -> PKCSObjectIdentifiers.sha512WithRSAEncryption;
            default -> throw new IllegalArgumentException("RSA is offered with SHA-2 only, found " + digest);
        };
    }

    /** Throws {@link PkiException} with fault INPUT unless the bytes are as long as this algorithm's digest. */
    public void requireDigest(byte[] bytes) {
        if (bytes.length != digest.length()) {
            throw new PkiException(
                    PkiException.Fault.INPUT,
                    "a digest of " + digest.length() + " bytes expected for " + this + ", found " + bytes.length
                            + "; hash with " + digest.standardName());
        }
    }
}
