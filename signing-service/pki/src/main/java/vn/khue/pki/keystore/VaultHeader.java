package vn.khue.pki.keystore;

/**
 * What a vault stores once: how its passphrase becomes a key, and the vault's master key wrapped under that key. Changing
 * the passphrase rewraps the master key and touches nothing else.
 *
 * @param salt 16 random bytes
 * @param wrappedMaster 12-byte nonce, then AES-256-GCM ciphertext and tag
 */
public record VaultHeader(KdfParameters kdf, byte[] salt, byte[] wrappedMaster) {}
