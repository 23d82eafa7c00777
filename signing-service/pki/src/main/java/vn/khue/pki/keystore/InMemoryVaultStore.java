package vn.khue.pki.keystore;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** Keeps wrapped keys for the life of the process. */
public final class InMemoryVaultStore implements VaultStore {
    private final AtomicReference<VaultHeader> header = new AtomicReference<>();
    private final Map<KeyId, WrappedKey> keys = new ConcurrentHashMap<>();

    @Override
    public Optional<VaultHeader> header() {
        return Optional.ofNullable(header.get());
    }

    @Override
    public VaultHeader create(VaultHeader created) {
        header.compareAndSet(null, created);
        return header.get();
    }

    @Override
    public void replace(VaultHeader replacement) {
        header.set(replacement);
    }

    @Override
    public void add(WrappedKey key) {
        keys.put(key.id(), key);
    }

    @Override
    public Optional<WrappedKey> find(KeyId id) {
        return Optional.ofNullable(keys.get(id));
    }

    @Override
    public void remove(KeyId id) {
        keys.remove(id);
    }
}
