package vn.khue.pki.keystore;

/**
 * A stored private key.
 *
 * @param publicKey SubjectPublicKeyInfo, DER
 * @param wrapped 12-byte nonce, then AES-256-GCM ciphertext and tag over the PKCS #8 encoding
 */
public record WrappedKey(KeyId id, KeySpec spec, byte[] publicKey, byte[] wrapped) {}
