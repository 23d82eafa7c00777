package vn.khue.pki.keystore;

/**
 * A stored private key.
 *
 * @param publicKey SubjectPublicKeyInfo, DER
 * @param wrapped 12-byte nonce, then AES-256-GCM ciphertext and tag over the PKCS #8 encoding; of a vault on a token, a
 *     32-byte seal, then the key wrapped by RFC 5649, or nothing more where the key lives in the token
 */
public record WrappedKey(KeyId id, KeySpec spec, byte[] publicKey, byte[] wrapped) {}
