package vn.khue.pki.pkcs11;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.khue.pki.keystore.KeyId;

/**
 * Private keys of the token in use, by handle. Unwrapped keys are objects of the one session that this class owns and are
 * destroyed when they leave: the least recently used first, never one that is just signing. Thread-safe.
 */
final class KeyHandles {
    private static final Logger LOG = LoggerFactory.getLogger(KeyHandles.class);

    /** Makes or finds the object, in the session it is given. */
    @FunctionalInterface
    interface Source {
        Optional<Long> in(long session) throws CryptokiException;
    }

    /** A key that stays where it is until this is closed. */
    final class Lease implements AutoCloseable {
        private final Entry entry;

        private Lease(Entry entry) {
            this.entry = entry;
        }

        long handle() {
            return entry.handle;
        }

        @Override
        public void close() {
            release(entry);
        }
    }

    private static final class Entry {
        private final long handle;
        private final boolean ours;
        private int uses;
        private boolean left;

        private Entry(long handle, boolean ours) {
            this.handle = handle;
            this.ours = ours;
        }
    }

    private final Cryptoki cryptoki;
    private final long session;
    private final int capacity;
    private final Map<KeyId, Entry> entries = new LinkedHashMap<>(64, 0.75f, true);

    /**
     * @param session read-write, used by nobody else
     * @param capacity at least the number of keys that sign at a time
     */
    KeyHandles(Cryptoki cryptoki, long session, int capacity) {
        this.cryptoki = cryptoki;
        this.session = session;
        this.capacity = capacity;
    }

    synchronized Optional<Lease> held(KeyId id) {
        return Optional.ofNullable(entries.get(id)).map(this::lease);
    }

    /** The key that is held, else the one this source unwraps; it is destroyed when it leaves. */
    synchronized Optional<Lease> unwrapped(KeyId id, Source source) throws CryptokiException {
        return get(id, source, true);
    }

    /** The key that is held, else the one this source finds in the token; it stays there when it leaves. */
    synchronized Optional<Lease> resident(KeyId id, Source source) throws CryptokiException {
        return get(id, source, false);
    }

    private Optional<Lease> get(KeyId id, Source source, boolean ours) throws CryptokiException {
        Entry entry = entries.get(id);
        if (entry == null) {
            Optional<Long> handle = source.in(session);
            if (handle.isEmpty()) {
                return Optional.empty();
            }
            entry = new Entry(handle.get(), ours);
            entries.put(id, entry);
            entry.uses++;
            makeRoom();
            entry.uses--;
        }
        return Optional.of(lease(entry));
    }

    /** Does something in the session of this class, which also may write into the token. */
    synchronized <T> T alone(SessionPool.Work<T> work) throws CryptokiException {
        return work.in(session);
    }

    synchronized void forget(KeyId id) {
        Entry entry = entries.remove(id);
        if (entry != null) {
            leave(entry);
        }
    }

    synchronized int size() {
        return entries.size();
    }

    private Lease lease(Entry entry) {
        entry.uses++;
        return new Lease(entry);
    }

    private synchronized void release(Entry entry) {
        entry.uses--;
        if (entry.left) {
            leave(entry);
        }
    }

    private void makeRoom() {
        Iterator<Entry> oldestFirst = entries.values().iterator();
        while (entries.size() > capacity && oldestFirst.hasNext()) {
            Entry entry = oldestFirst.next();
            if (entry.uses == 0) {
                oldestFirst.remove();
                leave(entry);
            }
        }
    }

    private void leave(Entry entry) {
        entry.left = true;
        if (entry.uses == 0 && entry.ours) {
            try {
                cryptoki.destroy(session, entry.handle);
            } catch (CryptokiException e) {
                // The object ends with its session at the latest; the next call finds out what is wrong with the token.
                LOG.warn("an unwrapped key could not be destroyed in the token: {}", e.getMessage());
            }
        }
    }
}
