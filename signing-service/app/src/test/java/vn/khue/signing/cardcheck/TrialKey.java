package vn.khue.signing.cardcheck;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

/** A key on P-256 of a test, with a name of eight bytes. */
record TrialKey(KeyPair pair, byte[] kid) {
    static TrialKey make() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            byte[] x = bytes(((ECPublicKey) pair.getPublic()).getW().getAffineX());
            return new TrialKey(pair, Arrays.copyOf(x, 8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String name() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(kid);
    }

    byte[] x() {
        return bytes(((ECPublicKey) pair.getPublic()).getW().getAffineX());
    }

    byte[] y() {
        return bytes(((ECPublicKey) pair.getPublic()).getW().getAffineY());
    }

    Map<String, String> jwk() {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        return Map.of("kty", "EC", "crv", "P-256", "x", base64.encodeToString(x()), "y", base64.encodeToString(y()));
    }

    byte[] sign(byte[] bytes) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(pair.getPrivate());
            signature.update(bytes);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] whole = new byte[32];
        int length = Math.min(32, bytes.length);
        System.arraycopy(bytes, bytes.length - length, whole, 32 - length, length);
        return whole;
    }
}
