package vn.khue.pki.keystore;

import java.util.Optional;

/** Where a vault keeps its wrapped keys. Sees ciphertext only. Implementations are thread-safe. */
public interface VaultStore {
    Optional<VaultHeader> header();

    /**
     * Stores the header of a new vault.
     *
     * @return the header that counts: the given one, or the one another process stored first
     */
    VaultHeader create(VaultHeader header);

    /** Replaces the header after a change of passphrase. */
    void replace(VaultHeader header);

    void add(WrappedKey key);

    Optional<WrappedKey> find(KeyId id);

    /** Removing a key that is not there is no error. */
    void remove(KeyId id);
}
