package vn.khue.pki.pkcs11;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.PkiException;
import vn.khue.pki.PkiException.Fault;
import vn.khue.pki.keystore.KeySpec;

/** Public keys as a token and as a certificate write them. */
final class TokenPublicKeys {
    private TokenPublicKeys() {}

    /** SubjectPublicKeyInfo, DER, of a public key object. */
    static byte[] encoded(Cryptoki cryptoki, long session, long publicKey, KeySpec spec) throws CryptokiException {
        try {
            return switch (spec) {
                case EC_P256, EC_P384 ->
                    new SubjectPublicKeyInfo(
                                    new AlgorithmIdentifier(
                                            X9ObjectIdentifiers.id_ecPublicKey,
                                            spec == KeySpec.EC_P256
                                                    ? SECObjectIdentifiers.secp256r1
                                                    : SECObjectIdentifiers.secp384r1),
                                    // CKA_EC_POINT is the point inside an OCTET STRING (PKCS #11 2.40 mechanisms,
                                    // 2.3.3).
                                    ASN1OctetString.getInstance(
                                                    cryptoki.attribute(session, publicKey, Attributes.EC_POINT))
                                            .getOctets())
                            .getEncoded("DER");
                case RSA_3072 ->
                    new SubjectPublicKeyInfo(
                                    new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
                                    new RSAPublicKey(
                                            new BigInteger(
                                                    1, cryptoki.attribute(session, publicKey, Attributes.MODULUS)),
                                            new BigInteger(
                                                    1,
                                                    cryptoki.attribute(
                                                            session, publicKey, Attributes.PUBLIC_EXPONENT))))
                            .getEncoded("DER");
            };
        } catch (IOException | IllegalArgumentException e) {
            throw new PkiException(Fault.KEY, "a public key of kind " + spec + " expected of the token, found none", e);
        }
    }

    static PublicKey decoded(KeySpec spec, byte[] encoded) {
        try {
            KeyFactory factory = spec == KeySpec.RSA_3072
                    ? KeyFactory.getInstance("RSA", CryptoProviders.fastest().rsa())
                    : KeyFactory.getInstance("EC", CryptoProviders.fastest().ellipticCurve());
            return factory.generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new PkiException(Fault.STORE, "a stored public key of kind " + spec + " cannot be decoded", e);
        }
    }
}
