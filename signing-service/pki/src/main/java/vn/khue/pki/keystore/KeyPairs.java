package vn.khue.pki.keystore;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.PkiException;
import vn.khue.pki.PkiException.Fault;

/** Makes and decodes keys with the provider that will sign with them. */
final class KeyPairs {
    private final CryptoProviders providers;
    private final SecureRandom random;

    KeyPairs(CryptoProviders providers, SecureRandom random) {
        this.providers = providers;
        this.random = random;
    }

    KeyPair generate(KeySpec spec) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(type(spec), provider(spec));
            switch (spec) {
                case EC_P256 -> generator.initialize(new ECGenParameterSpec("secp256r1"), random);
                case EC_P384 -> generator.initialize(new ECGenParameterSpec("secp384r1"), random);
                case RSA_3072 ->
                    generator.initialize(new RSAKeyGenParameterSpec(3072, RSAKeyGenParameterSpec.F4), random);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new PkiException(Fault.KEY, "no key of kind " + spec + " could be made", e);
        }
    }

    PublicKey publicKey(KeySpec spec, byte[] encoded) {
        try {
            return KeyFactory.getInstance(type(spec), provider(spec)).generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new PkiException(Fault.STORE, "a stored public key of kind " + spec + " cannot be decoded", e);
        }
    }

    PrivateKey privateKey(KeySpec spec, byte[] encoded) {
        try {
            return KeyFactory.getInstance(type(spec), provider(spec)).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new PkiException(Fault.STORE, "a stored private key of kind " + spec + " cannot be decoded", e);
        }
    }

    private Provider provider(KeySpec spec) {
        // RSA keys are used over ready digests, which is Bouncy Castle's part.
        return spec == KeySpec.RSA_3072 ? providers.rsaOverDigest() : providers.ellipticCurve();
    }

    private static String type(KeySpec spec) {
        return spec == KeySpec.RSA_3072 ? "RSA" : "EC";
    }
}
