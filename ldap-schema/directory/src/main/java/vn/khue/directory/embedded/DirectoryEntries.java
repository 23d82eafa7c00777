package vn.khue.directory.embedded;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.EntrySorter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SortKey;
import com.unboundid.ldap.sdk.schema.Schema;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import vn.khue.directory.DirectoryException;
import vn.khue.directory.access.Privilege;
import vn.khue.directory.access.Rights;
import vn.khue.directory.rules.ValueRules;

/**
 * Finds and changes entries. A change returns when it is on the disk. Changes go one after another, in memory and into the journal in the
 * same order; the wait for the disk is outside that order, so that waiting callers share one sync. A reader may see a change a moment
 * before its writer is told. Thread-safe.
 */
final class DirectoryEntries {

    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Schema schema;
    private final EntryRules rules;
    private final ValueRules forms;
    private final UniqueValues unique;
    private final EntryTable table;
    private final DN base;
    private final Clock clock;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final Object order = new Object();
    private final ChangeStore store;

    /**
     * Takes everything from the disk.
     *
     * @throws IOException if the store cannot be read
     */
    DirectoryEntries(
            Schema schema, ValueRules forms, UniqueValues unique, DN base, ChangeStoreOpening opening, Clock clock)
            throws IOException {
        this.schema = schema;
        this.rules = new EntryRules(schema);
        this.forms = forms;
        this.unique = unique;
        this.table = new EntryTable(schema);
        this.base = base;
        this.clock = clock;
        this.store = opening.open(this::restore);
    }

    /** Opens the store and tells what it holds. */
    interface ChangeStoreOpening {
        ChangeStore open(java.util.function.Consumer<Change> changes) throws IOException;
    }

    int size() {
        lock.readLock().lock();
        try {
            return table.size();
        } finally {
            lock.readLock().unlock();
        }
    }

    Optional<Entry> read(DN name) {
        lock.readLock().lock();
        try {
            return table.find(name).map(table::read);
        } finally {
            lock.readLock().unlock();
        }
    }

    /**
     * Adds an entry with an entryUUID and its times.
     *
     * @param author who is written as its creator
     * @throws LDAPException if it may not be added; nothing is changed
     * @throws IOException if the disk failed
     */
    void add(Entry wanted, DN author) throws LDAPException, IOException {
        rules.checkWritable(wanted.getAttributes());
        Entry entry = new Entry(wanted.getDN(), schema, wanted.getAttributes());
        rules.completeClasses(entry);
        String now = TIME.format(clock.instant());
        entry.addAttribute("entryUUID", UUID.randomUUID().toString());
        entry.addAttribute("createTimestamp", now);
        entry.addAttribute("creatorsName", author.toString());
        entry.addAttribute("modifyTimestamp", now);
        entry.addAttribute("modifiersName", author.toString());
        rules.check(entry);
        forms.check(entry);
        DN name = entry.getParsedDN();
        ChangeStore.Ticket ticket;
        synchronized (order) {
            if (table.find(name).isPresent()) {
                throw new LDAPException(ResultCode.ENTRY_ALREADY_EXISTS, "an entry with this name is there");
            }
            DN parent = name.getParent();
            if (!name.equals(base) && (parent == null || table.find(parent).isEmpty())) {
                throw new LDAPException(ResultCode.NO_SUCH_OBJECT, "the entry above is not there");
            }
            unique.check(entry, table);
            ticket = put(name, entry);
        }
        ticket.awaitDurable();
    }

    /**
     * Changes an entry.
     *
     * @throws LDAPException if it may not be changed so; nothing is changed
     * @throws IOException if the disk failed
     */
    void modify(DN name, List<Modification> changes, DN author) throws LDAPException, IOException {
        rules.checkChangeable(changes);
        ChangeStore.Ticket ticket;
        synchronized (order) {
            Entry changed = Entry.applyModifications(table.read(existing(name)), false, changes);
            rules.completeClasses(changed);
            changed.setAttribute("modifyTimestamp", TIME.format(clock.instant()));
            changed.setAttribute("modifiersName", author.toString());
            rules.check(changed);
            forms.check(changed);
            unique.check(changed, table);
            ticket = put(name, changed);
        }
        ticket.awaitDurable();
    }

    /**
     * Notes that the entry's person got in today; that once a day, the hour not at all, and no change of the entry by anybody.
     *
     * @throws IOException if the disk failed
     */
    void used(DN name) throws IOException {
        String day = TIME.format(
                clock.instant().atZone(VIETNAM).truncatedTo(ChronoUnit.DAYS).toInstant());
        ChangeStore.Ticket ticket;
        synchronized (order) {
            Optional<StoredEntry> stored = table.find(name);
            if (stored.isEmpty()) {
                return;
            }
            Entry entry = table.read(stored.get()).duplicate();
            if (day.equals(entry.getAttributeValue("authTimestamp"))) {
                return;
            }
            entry.setAttribute("authTimestamp", day);
            ticket = put(name, entry);
        }
        ticket.awaitDurable();
    }

    /**
     * Takes an entry away.
     *
     * @throws LDAPException if it is not there or others stand below it
     * @throws IOException if the disk failed
     */
    void delete(DN name) throws LDAPException, IOException {
        ChangeStore.Ticket ticket;
        synchronized (order) {
            StoredEntry stored = existing(name);
            if (table.hasChildren(stored)) {
                throw new LDAPException(ResultCode.NOT_ALLOWED_ON_NONLEAF, "entries stand below it");
            }
            ticket = store.append(new Change.Delete(name.toString()));
            lock.writeLock().lock();
            try {
                table.remove(stored);
            } finally {
                lock.writeLock().unlock();
            }
            compactIfWanted();
        }
        ticket.awaitDurable();
    }

    /**
     * Answers a search.
     *
     * @throws LDAPException if the entry to begin at is not there, or a filter cannot be evaluated
     */
    Found search(Query query) throws LDAPException {
        lock.readLock().lock();
        try {
            if (table.find(query.base()).isEmpty()) {
                throw new LDAPException(ResultCode.NO_SUCH_OBJECT, "the entry to search from is not there");
            }
            return query.sort().isEmpty() ? listed(query) : sorted(query);
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Writes a snapshot if the journal has grown so far that this is worth its cost. */
    void compact() throws IOException {
        synchronized (order) {
            compactIfWanted();
        }
    }

    void close() throws IOException {
        synchronized (order) {
            store.close();
        }
    }

    private Found listed(Query query) throws LDAPException {
        long after = query.page().map(Query.Page::after).orElse(0L);
        int most = query.page().map(Query.Page::size).orElse(Integer.MAX_VALUE);
        int limit = query.sizeLimit() > 0 ? query.sizeLimit() : Integer.MAX_VALUE;
        String start = query.base().toNormalizedString();
        var entries = new ArrayList<Entry>();
        long last = after;
        for (StoredEntry stored : candidates(query, after)) {
            if (!within(stored, start, query)) {
                continue;
            }
            Optional<Rights.OnEntry> rights = query.rights().map(all -> all.on(stored.name()));
            Entry entry = table.read(stored);
            if (rights.isPresent() && !rights.get().may(Privilege.READ, Rights.ENTRY, entry)) {
                continue;
            }
            boolean matches = rights.isPresent()
                    ? new VisibleFilter(query.filter(), schema).matches(entry, rights.get())
                    : query.filter().matchesEntry(entry, schema);
            if (!matches) {
                continue;
            }
            if (entries.size() == Math.min(most, limit)) {
                return new Found(entries, OptionalLong.of(last), limit < most);
            }
            entries.add(entry);
            last = stored.number();
        }
        return new Found(entries, OptionalLong.empty(), false);
    }

    private Found sorted(Query query) throws LDAPException {
        var unpaged =
                new Query(query.base(), query.scope(), query.filter(), 0, List.of(), Optional.empty(), query.rights());
        List<Entry> all = new ArrayList<>(listed(unpaged).entries());
        if (query.rights().isPresent()) {
            demandSortable(all, query.sort(), query.rights().get());
        }
        all.sort(new EntrySorter(false, schema, query.sort()));
        int from =
                (int) Math.min(all.size(), query.page().map(Query.Page::after).orElse(0L));
        int limit = query.sizeLimit() > 0 ? query.sizeLimit() : Integer.MAX_VALUE;
        int most = query.page().map(Query.Page::size).orElse(Integer.MAX_VALUE);
        int to = (int) Math.min(all.size(), (long) from + Math.min(most, limit));
        boolean more = to < all.size();
        return new Found(
                List.copyOf(all.subList(from, to)),
                more ? OptionalLong.of(to) : OptionalLong.empty(),
                more && limit < most);
    }

    private Iterable<StoredEntry> candidates(Query query, long after) {
        if (query.scope() == SearchScope.BASE) {
            return table.find(query.base()).stream()
                    .filter(stored -> stored.number() > after)
                    .toList();
        }
        return table.candidates(query.filter(), after);
    }

    /** An order over what is hidden would tell it. */
    private static void demandSortable(List<Entry> entries, List<SortKey> keys, Rights rights) throws LDAPException {
        for (Entry entry : entries) {
            Rights.OnEntry here = rights.on(entry.getParsedDN().toNormalizedString());
            for (SortKey key : keys) {
                if (!here.may(Privilege.READ, key.getAttributeName(), entry)) {
                    throw new LDAPException(
                            ResultCode.INSUFFICIENT_ACCESS_RIGHTS,
                            "expected an order over attributes that this account may read");
                }
            }
        }
    }

    private static boolean within(StoredEntry stored, String start, Query query) {
        return switch (query.scope().intValue()) {
            case SearchScope.BASE_INT_VALUE -> stored.name().equals(start);
            case SearchScope.ONE_INT_VALUE -> stored.parent().equals(start);
            default -> stored.name().equals(start) || stored.name().endsWith("," + start);
        };
    }

    private StoredEntry existing(DN name) throws LDAPException {
        return table.find(name)
                .orElseThrow(() -> new LDAPException(ResultCode.NO_SUCH_OBJECT, "no entry with this name is there"));
    }

    private ChangeStore.Ticket put(DN name, Entry entry) throws IOException {
        byte[] bytes = EntryBytes.encode(entry);
        ChangeStore.Ticket ticket = store.append(new Change.Put(bytes));
        lock.writeLock().lock();
        try {
            table.put(name, entry, bytes);
        } finally {
            lock.writeLock().unlock();
        }
        compactIfWanted();
        return ticket;
    }

    private void compactIfWanted() throws IOException {
        if (store.wantsCompaction()) {
            store.compact(table.all().stream().map(StoredEntry::bytes).toList());
        }
    }

    private void restore(Change change) {
        try {
            if (change instanceof Change.Put put) {
                Entry entry = EntryBytes.decode(put.entry(), schema);
                table.put(entry.getParsedDN(), entry, put.entry());
            } else if (change instanceof Change.Delete delete) {
                table.find(new DN(delete.dn())).ifPresent(table::remove);
            }
        } catch (LDAPException e) {
            throw new DirectoryException(
                    DirectoryException.Reason.UNREADABLE,
                    "expected a DN in the embedded directory's files, found other text; restore them from a backup",
                    e);
        }
    }
}
