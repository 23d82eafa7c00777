package vn.khue.pki.pkcs11;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import vn.khue.pki.keystore.KeyId;
import vn.khue.pki.keystore.KeySpec;

/**
 * What is asked of the token for each kind of key. Every private or secret key is sensitive; all but a key that is about to
 * be wrapped are not extractable, and none may do more than its one job.
 */
final class KeyTemplates {
    static final String WRAPPING_KEY_LABEL = "khue-wrapping-key";

    private static final long SECRET_BYTES = 32;

    private KeyTemplates() {}

    static Mechanism pairMechanism(KeySpec spec) {
        return Mechanism.of(spec == KeySpec.RSA_3072 ? Mechanism.RSA_PKCS_KEY_PAIR_GEN : Mechanism.EC_KEY_PAIR_GEN);
    }

    /** The public half is only read and then dropped. */
    static Attributes publicKey(KeySpec spec) {
        Attributes template = new Attributes().with(Attributes.TOKEN, false).with(Attributes.VERIFY, true);
        return switch (spec) {
            case EC_P256, EC_P384 -> template.with(Attributes.EC_PARAMS, curve(spec));
            case RSA_3072 ->
                template.with(Attributes.MODULUS_BITS, 3072L)
                        .with(
                                Attributes.PUBLIC_EXPONENT,
                                BigInteger.valueOf(65_537).toByteArray());
        };
    }

    /** A private key that lives in the token and never leaves it. */
    static Attributes residentKey(KeyId id, String label) {
        return privateKey(id)
                .with(Attributes.TOKEN, true)
                .with(Attributes.EXTRACTABLE, false)
                .with(Attributes.LABEL, label);
    }

    /** A private key of the session that made it, to be wrapped at once and then destroyed. */
    static Attributes keyToWrap(KeyId id) {
        return privateKey(id).with(Attributes.TOKEN, false).with(Attributes.EXTRACTABLE, true);
    }

    /** A private key of a session, come out of its wrapping. */
    static Attributes unwrappedKey(KeyId id, KeySpec spec) {
        return privateKey(id)
                .with(Attributes.CLASS, Attributes.PRIVATE_KEY_OBJECT)
                .with(Attributes.KEY_TYPE, spec == KeySpec.RSA_3072 ? Attributes.RSA : Attributes.EC)
                .with(Attributes.TOKEN, false)
                .with(Attributes.EXTRACTABLE, false);
    }

    static Attributes residentKeySearch(KeyId id) {
        return new Attributes()
                .with(Attributes.CLASS, Attributes.PRIVATE_KEY_OBJECT)
                .with(Attributes.TOKEN, true)
                .with(Attributes.ID, bytes(id));
    }

    /** Every private key that lives in the token. */
    static Attributes residentKeysSearch() {
        return new Attributes()
                .with(Attributes.CLASS, Attributes.PRIVATE_KEY_OBJECT)
                .with(Attributes.TOKEN, true);
    }

    /** A certificate beside its key, which bears the same id (PKCS #11 2.40 section 4.6.3); open to read without the PIN. */
    static Attributes certificate(KeyId id, X509Certificate certificate, String label)
            throws CertificateEncodingException {
        return new Attributes()
                .with(Attributes.CLASS, Attributes.CERTIFICATE_OBJECT)
                .with(Attributes.CERTIFICATE_TYPE, Attributes.X_509)
                .with(Attributes.TOKEN, true)
                .with(Attributes.PRIVATE, false)
                .with(Attributes.LABEL, label)
                .with(Attributes.ID, bytes(id))
                .with(Attributes.SUBJECT, certificate.getSubjectX500Principal().getEncoded())
                .with(Attributes.ISSUER, certificate.getIssuerX500Principal().getEncoded())
                .with(Attributes.SERIAL_NUMBER, serial(certificate))
                .with(Attributes.VALUE, certificate.getEncoded());
    }

    private static byte[] serial(X509Certificate certificate) {
        try {
            return new ASN1Integer(certificate.getSerialNumber()).getEncoded("DER");
        } catch (IOException e) {
            throw new IllegalStateException("a number in memory always encodes", e);
        }
    }

    private static Attributes privateKey(KeyId id) {
        return new Attributes()
                .with(Attributes.PRIVATE, true)
                .with(Attributes.SENSITIVE, true)
                .with(Attributes.SIGN, true)
                .with(Attributes.DECRYPT, false)
                .with(Attributes.UNWRAP, false)
                .with(Attributes.DERIVE, false)
                .with(Attributes.ID, bytes(id));
    }

    /**
     * The AES-256 key under which signers' keys are wrapped.
     *
     * @param guarded whether the token is told that what it unwraps can never leave it in the clear; not every token knows that
     */
    static Attributes wrappingKey(byte[] id, boolean guarded) {
        Attributes template = new Attributes()
                .with(Attributes.CLASS, Attributes.SECRET_KEY_OBJECT)
                .with(Attributes.KEY_TYPE, Attributes.AES)
                .with(Attributes.VALUE_LEN, SECRET_BYTES)
                .with(Attributes.TOKEN, true)
                .with(Attributes.PRIVATE, true)
                .with(Attributes.SENSITIVE, true)
                .with(Attributes.EXTRACTABLE, false)
                .with(Attributes.WRAP, true)
                .with(Attributes.UNWRAP, true)
                // Else C_Decrypt would give the wrapped keys in the clear.
                .with(Attributes.ENCRYPT, false)
                .with(Attributes.DECRYPT, false)
                .with(Attributes.SIGN, false)
                .with(Attributes.VERIFY, false)
                .with(Attributes.ID, id)
                .with(Attributes.LABEL, WRAPPING_KEY_LABEL);
        return guarded
                ? template.with(
                        Attributes.UNWRAP_TEMPLATE,
                        new Attributes().with(Attributes.SENSITIVE, true).with(Attributes.EXTRACTABLE, false))
                : template;
    }

    static Attributes wrappingKeySearch(byte[] id) {
        return new Attributes()
                .with(Attributes.CLASS, Attributes.SECRET_KEY_OBJECT)
                .with(Attributes.TOKEN, true)
                .with(Attributes.ID, id);
    }

    /** The secret that binds a wrapped key to its record, to be wrapped at once and then destroyed. */
    static Attributes bindingKeyToWrap() {
        return bindingKey().with(Attributes.EXTRACTABLE, true).with(Attributes.VALUE_LEN, SECRET_BYTES);
    }

    static Attributes unwrappedBindingKey() {
        return bindingKey().with(Attributes.EXTRACTABLE, false);
    }

    private static Attributes bindingKey() {
        return new Attributes()
                .with(Attributes.CLASS, Attributes.SECRET_KEY_OBJECT)
                .with(Attributes.KEY_TYPE, Attributes.GENERIC_SECRET)
                .with(Attributes.TOKEN, false)
                .with(Attributes.PRIVATE, true)
                .with(Attributes.SENSITIVE, true)
                .with(Attributes.SIGN, true)
                .with(Attributes.VERIFY, true);
    }

    static byte[] bytes(KeyId id) {
        return ByteBuffer.allocate(16)
                .putLong(id.value().getMostSignificantBits())
                .putLong(id.value().getLeastSignificantBits())
                .array();
    }

    private static byte[] curve(KeySpec spec) {
        return encoded(spec == KeySpec.EC_P256 ? SECObjectIdentifiers.secp256r1 : SECObjectIdentifiers.secp384r1);
    }

    private static byte[] encoded(ASN1ObjectIdentifier curve) {
        try {
            return curve.getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException("an object identifier in memory always encodes", e);
        }
    }
}
