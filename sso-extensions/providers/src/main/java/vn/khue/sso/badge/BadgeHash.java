package vn.khue.sso.badge;

import vn.khue.sso.server.KeyedHash;
import vn.khue.sso.server.ProviderException;

/** Keyed hashes of badges, pictures and devices. Thread-safe. */
final class BadgeHash extends KeyedHash {
    /**
     * @throws ProviderException if the key is shorter than 16 characters
     */
    BadgeHash(String key) {
        super(key, "a badge key", "issue the badges again");
    }
}
