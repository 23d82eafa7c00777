package vn.khue.pki.keystore;

import java.util.UUID;

/** Names a key in a vault; says nothing about its holder. On PKCS#11 its 16 bytes are the CKA_ID. */
public record KeyId(UUID value) {
    public static KeyId of(String text) {
        return new KeyId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
