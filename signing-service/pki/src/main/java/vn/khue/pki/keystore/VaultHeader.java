package vn.khue.pki.keystore;

/**
 * What a vault stores once: how its passphrase becomes a key, and the vault's master key wrapped under that key. Changing
 * the passphrase rewraps the master key and touches nothing else. A vault on a token has no passphrase: its cost means nothing,
 * its salt is the CKA_ID of the token's wrapping key, and its master key binds records.
 *
 * @param salt 16 random bytes
 * @param wrappedMaster 12-byte nonce, then AES-256-GCM ciphertext and tag; on a token, wrapped by RFC 5649
 */
public record VaultHeader(KdfParameters kdf, byte[] salt, byte[] wrappedMaster) {}
