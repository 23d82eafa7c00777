package vn.khue.directory.embedded;

import com.unboundid.ldap.listener.InMemoryRequestHandler;
import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.sdk.DN;
import java.io.IOException;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Makes a change in memory and on disk one thing. Changes go one after another, in memory and into the journal in the same order; the
 * wait for the disk is outside that order, so that waiting callers share one sync. Thread-safe.
 */
final class DurableChanges {

    private final InMemoryRequestHandler entries;
    private final ChangeStore store;
    private final Object order = new Object();

    DurableChanges(InMemoryRequestHandler entries, ChangeStore store) {
        this.entries = entries;
        this.store = store;
    }

    /**
     * Does a change and returns its answer once the change is on the disk; a refused change is answered at once.
     *
     * @param dn the one entry that the change concerns
     * @param change does it in memory
     * @param done whether an answer means that it was done
     * @throws IOException if the disk failed: memory is then ahead of the disk and the server must stop
     */
    LDAPMessage make(DN dn, Supplier<LDAPMessage> change, Predicate<LDAPMessage> done) throws IOException {
        LDAPMessage answer;
        ChangeStore.Ticket ticket;
        synchronized (order) {
            answer = change.get();
            if (!done.test(answer)) {
                return answer;
            }
            var entry = entries.getEntry(dn);
            ticket = store.append(entry == null ? new Change.Delete(dn.toString()) : new Change.Put(entry));
            if (store.wantsCompaction()) {
                compact();
            }
        }
        ticket.awaitDurable();
        return answer;
    }

    /** Writes a snapshot now if the journal has grown. */
    void compactIfWanted() throws IOException {
        synchronized (order) {
            if (store.wantsCompaction()) {
                compact();
            }
        }
    }

    private void compact() throws IOException {
        store.compact(entries.createSnapshot().getEntryMap().values());
    }
}
