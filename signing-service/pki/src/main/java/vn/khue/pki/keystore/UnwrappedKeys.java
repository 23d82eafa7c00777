package vn.khue.pki.keystore;

import java.security.PrivateKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The few private keys in use, least recently used forgotten first. Thread-safe. */
final class UnwrappedKeys {
    private final int capacity;
    private final Map<KeyId, PrivateKey> keys = new LinkedHashMap<>(64, 0.75f, true);

    UnwrappedKeys(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("room for at least one key expected, found " + capacity);
        }
        this.capacity = capacity;
    }

    synchronized Optional<PrivateKey> find(KeyId id) {
        return Optional.ofNullable(keys.get(id));
    }

    synchronized void put(KeyId id, PrivateKey key) {
        keys.put(id, key);
        if (keys.size() > capacity) {
            keys.remove(keys.keySet().iterator().next());
        }
    }

    synchronized void forget(KeyId id) {
        keys.remove(id);
    }

    synchronized void forgetAll() {
        keys.clear();
    }

    synchronized int size() {
        return keys.size();
    }
}
