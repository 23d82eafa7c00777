package vn.khue.pki.policy;

import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import vn.khue.pki.DigestAlgorithm;

/**
 * A signature algorithm as found in a certificate, a CRL or a CMS message. Only those we can verify are recognised, and
 * only with the parameters the standards give them: RFC 5758 (ECDSA, DSA), RFC 4055 (RSA; PSS with MGF1 over the same
 * hash and trailer 1).
 *
 * @param keyType {@code RSA}, {@code EC} or {@code DSA}
 * @param pss whether it is RSASSA-PSS
 * @param saltLength PSS salt in bytes, else 0
 */
public record SignatureForm(String keyType, DigestAlgorithm digest, boolean pss, int saltLength) {
    private record Plain(String keyType, DigestAlgorithm digest) {}

    private static final Map<ASN1ObjectIdentifier, Plain> PLAIN = Map.ofEntries(
            Map.entry(PKCSObjectIdentifiers.sha256WithRSAEncryption, new Plain("RSA", DigestAlgorithm.SHA256)),
            Map.entry(PKCSObjectIdentifiers.sha384WithRSAEncryption, new Plain("RSA", DigestAlgorithm.SHA384)),
            Map.entry(PKCSObjectIdentifiers.sha512WithRSAEncryption, new Plain("RSA", DigestAlgorithm.SHA512)),
            Map.entry(X9ObjectIdentifiers.ecdsa_with_SHA256, new Plain("EC", DigestAlgorithm.SHA256)),
            Map.entry(X9ObjectIdentifiers.ecdsa_with_SHA384, new Plain("EC", DigestAlgorithm.SHA384)),
            Map.entry(X9ObjectIdentifiers.ecdsa_with_SHA512, new Plain("EC", DigestAlgorithm.SHA512)),
            Map.entry(PKCSObjectIdentifiers.sha1WithRSAEncryption, new Plain("RSA", DigestAlgorithm.SHA1)),
            Map.entry(X9ObjectIdentifiers.ecdsa_with_SHA1, new Plain("EC", DigestAlgorithm.SHA1)),
            Map.entry(X9ObjectIdentifiers.id_dsa_with_sha1, new Plain("DSA", DigestAlgorithm.SHA1)),
            Map.entry(NISTObjectIdentifiers.dsa_with_sha256, new Plain("DSA", DigestAlgorithm.SHA256)));

    /** Empty for anything else. */
    public static Optional<SignatureForm> of(AlgorithmIdentifier identifier) {
        ASN1Encodable parameters = identifier.getParameters();
        if (PKCSObjectIdentifiers.id_RSASSA_PSS.equals(identifier.getAlgorithm())) {
            return pss(parameters);
        }
        boolean bare = parameters == null || DERNull.INSTANCE.equals(parameters);
        return Optional.ofNullable(PLAIN.get(identifier.getAlgorithm()))
                .filter(plain -> bare)
                .map(plain -> new SignatureForm(plain.keyType(), plain.digest(), false, 0));
    }

    private static Optional<SignatureForm> pss(ASN1Encodable encoded) {
        try {
            RSASSAPSSparams params = RSASSAPSSparams.getInstance(encoded);
            if (params == null
                    || !PKCSObjectIdentifiers.id_mgf1.equals(
                            params.getMaskGenAlgorithm().getAlgorithm())
                    || !RSASSAPSSparams.DEFAULT_TRAILER_FIELD.equals(new ASN1Integer(params.getTrailerField()))) {
                return Optional.empty();
            }
            ASN1ObjectIdentifier hash = params.getHashAlgorithm().getAlgorithm();
            AlgorithmIdentifier mask =
                    AlgorithmIdentifier.getInstance(params.getMaskGenAlgorithm().getParameters());
            int salt = params.getSaltLength().intValueExact();
            if (!hash.equals(mask.getAlgorithm()) || salt < 0 || salt > 64) {
                return Optional.empty();
            }
            return DigestAlgorithm.byOid(hash).map(digest -> new SignatureForm("RSA", digest, true, salt));
        } catch (IllegalArgumentException | ArithmeticException e) {
            return Optional.empty();
        }
    }
}
