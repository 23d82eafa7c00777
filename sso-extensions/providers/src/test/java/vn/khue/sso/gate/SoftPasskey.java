package vn.khue.sso.gate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A device with one discoverable passkey (WebAuthn Level 2): real keys and signatures, in what the page's script would send. It recognises its
 * owner, or does not.
 */
final class SoftPasskey {
    private static final int PRESENT = 1;
    private static final int VERIFIED = 4;
    private static final int WITH_KEY = 64;

    private final KeyPair keys = keys();
    private final byte[] id = random();
    private String owner = "";
    private int used;
    private boolean recognises = true;

    void recognisesItsOwner(boolean recognised) {
        recognises = recognised;
    }

    /** The form of the page that makes a passkey, filled in. */
    Map<String, String> made(Page page) {
        owner = data(page, "user-id");
        byte[] authenticator = authenticator(page, WITH_KEY, key());
        var object = new ByteArrayOutputStream();
        object.write(0xA3);
        text(object, "fmt");
        text(object, "none");
        text(object, "attStmt");
        object.write(0xA0);
        text(object, "authData");
        bytes(object, authenticator);
        var form = new LinkedHashMap<String, String>();
        form.put("clientDataJSON", base64(client(page, "webauthn.create")));
        form.put("attestationObject", base64(object.toByteArray()));
        form.put("publicKeyCredentialId", base64(id));
        form.put("transports", "internal");
        form.put("authenticatorAttachment", "platform");
        form.put("authenticatorLabel", "Máy thử");
        form.put("error", "");
        return form;
    }

    /** The form of the page that asks for one, filled in. */
    Map<String, String> proof(Page page) {
        byte[] client = client(page, "webauthn.get");
        byte[] authenticator = authenticator(page, 0, new byte[0]);
        var form = new LinkedHashMap<String, String>();
        form.put("clientDataJSON", base64(client));
        form.put("authenticatorData", base64(authenticator));
        form.put("signature", base64(signature(authenticator, sha256(client))));
        form.put("credentialId", base64(id));
        form.put("userHandle", owner);
        form.put("error", "");
        return form;
    }

    private byte[] client(Page page, String type) {
        String origin = page.address().getScheme() + "://" + page.address().getAuthority();
        return ("{\"type\":\"" + type + "\",\"challenge\":\"" + data(page, "challenge") + "\",\"origin\":\"" + origin
                        + "\",\"crossOrigin\":false}")
                .getBytes(UTF_8);
    }

    private byte[] authenticator(Page page, int flags, byte[] more) {
        used++;
        return ByteBuffer.allocate(37 + more.length)
                .put(sha256(data(page, "rp-id").getBytes(UTF_8)))
                .put((byte) (PRESENT | (recognises ? VERIFIED : 0) | flags))
                .putInt(used)
                .put(more)
                .array();
    }

    /** The id and the key in COSE form (RFC 9053 section 7.1.1): P-256, ES256. */
    private byte[] key() {
        ECPublicKey key = (ECPublicKey) keys.getPublic();
        var cose = new ByteArrayOutputStream();
        cose.writeBytes(new byte[] {(byte) 0xA5, 1, 2, 3, 0x26, 0x20, 1, 0x21});
        bytes(cose, fixed(key.getW().getAffineX()));
        cose.write(0x22);
        bytes(cose, fixed(key.getW().getAffineY()));
        return ByteBuffer.allocate(18 + id.length + cose.size())
                .put(new byte[16])
                .putShort((short) id.length)
                .put(id)
                .put(cose.toByteArray())
                .array();
    }

    private static byte[] fixed(BigInteger coordinate) {
        byte[] signed = coordinate.toByteArray();
        byte[] fixed = new byte[32];
        int length = Math.min(32, signed.length);
        System.arraycopy(signed, signed.length - length, fixed, 32 - length, length);
        return fixed;
    }

    private static void text(ByteArrayOutputStream cbor, String text) {
        cbor.write(0x60 + text.length());
        cbor.writeBytes(text.getBytes(UTF_8));
    }

    private static void bytes(ByteArrayOutputStream cbor, byte[] bytes) {
        cbor.write(0x58);
        cbor.write(bytes.length);
        cbor.writeBytes(bytes);
    }

    private byte[] signature(byte[] authenticator, byte[] clientHash) {
        try {
            Signature signer = Signature.getInstance("SHA256withECDSA");
            signer.initSign(keys.getPrivate());
            signer.update(authenticator);
            signer.update(clientHash);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] random() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String data(Page page, String name) {
        var value = Pattern.compile("data-" + name + "=\"([^\"]*)\"").matcher(page.html());
        if (!value.find()) {
            throw new AssertionError("expected data-" + name + " on " + page.html());
        }
        return value.group(1);
    }
}
