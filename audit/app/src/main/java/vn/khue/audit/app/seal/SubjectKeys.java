package vn.khue.audit.app.seal;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.PersonalFields;
import vn.khue.audit.event.SealedEvent;

/**
 * The keys of persons. Each is made with the first event of the person, in the transaction that stores it. Unwrapped keys are kept in memory,
 * those used last, and forgotten at each erasure: every use asks which erasure was the last, and who stores holds a lock that an erasure
 * waits for, so nothing is sealed under a key that is gone. Thread-safe.
 */
public final class SubjectKeys {

    /** Names erasures among PostgreSQL's advisory locks: "khue" and 4. */
    private static final long LOCK = 0x6B687565_0000_0004L;

    /** In place of a number of erasures: nothing here is sealed, so none of them ends it. */
    public static final long NOBODY = Long.MAX_VALUE;

    /** Some 200 bytes each. */
    private static final int MOST_KEPT = 50_000;

    private final KeyEncryptionKey wrapping;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<UUID, SubjectKey> kept = new LinkedHashMap<>(1_024, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, SubjectKey> eldest) {
            return size() > MOST_KEPT;
        }
    };
    private long generation = -1;

    public SubjectKeys(KeyEncryptionKey wrapping, Clock clock) {
        this.wrapping = wrapping;
        this.clock = clock;
    }

    /**
     * The keys of all who act in these events, made where there is none yet. Valid until the transaction ends.
     *
     * @throws SealException if the keys are not under the secret file's
     */
    public Keyring forStoring(Connection connection, Collection<AuditEvent> events) throws SQLException {
        Map<UUID, Instant> latest = new HashMap<>();
        for (AuditEvent event : events) {
            Optional<UUID> subject = PersonalFields.subject(event);
            subject.ifPresent(each -> latest.merge(each, event.time(), (a, b) -> a.isAfter(b) ? a : b));
        }
        Cryptography with = new Cryptography();
        if (latest.isEmpty()) {
            return new Keyring(Map.of(), Map.of(), with, NOBODY);
        }
        State now = state(connection, "select pg_advisory_xact_lock_shared(" + LOCK + ")");
        requireOurs(connection, now);
        Map<UUID, SubjectKey> keys = known(connection, now.generation(), latest.keySet(), with);
        Map<UUID, Instant> erased = Map.of();
        Set<UUID> missing = new HashSet<>(latest.keySet());
        missing.removeAll(keys.keySet());
        if (!missing.isEmpty()) {
            erased = erased(connection, missing);
            Map<UUID, Instant> before = erased;
            missing.removeIf(
                    each -> before.containsKey(each) && !latest.get(each).isAfter(before.get(each)));
            make(connection, missing, erased, with);
            keys.putAll(read(connection, missing, with).all());
        }
        return new Keyring(keys, erased, with, now.generation());
    }

    /** The keys of all who act in these stored events, as far as they are still there. */
    public Keyring forReading(Connection connection, Collection<SealedEvent> events) throws SQLException {
        Set<UUID> subjects = new HashSet<>();
        events.forEach(event -> Keyring.subject(event).ifPresent(subjects::add));
        Cryptography with = new Cryptography();
        if (subjects.isEmpty()) {
            return new Keyring(Map.of(), Map.of(), with, NOBODY);
        }
        long erasures = erasures(connection);
        Map<UUID, SubjectKey> keys = known(connection, erasures, subjects, with);
        subjects.removeAll(keys.keySet());
        return new Keyring(keys, subjects.isEmpty() ? Map.of() : erased(connection, subjects), with, erasures);
    }

    /**
     * Whether two fingerprints that stand for one id may be of the same event: they are equal, or the key of the stored one is gone, so that
     * nobody can tell any more.
     */
    public boolean mayBeSame(Connection connection, byte[] came, byte[] stored) throws SQLException {
        if (MessageDigest.isEqual(came, stored) || Keyring.nothingKept(stored)) {
            return true;
        }
        Optional<byte[]> key = Keyring.keyOf(stored);
        if (key.isEmpty()) {
            return false;
        }
        try (PreparedStatement select = connection.prepareStatement("select 1 from subject_key where id = ?")) {
            select.setBytes(1, key.get());
            try (ResultSet found = select.executeQuery()) {
                return !found.next();
            }
        }
    }

    /**
     * What was removed.
     *
     * @param blanked rows of the log whose columns of searching were blanked
     * @param inClear events of the person from before sealing, which stay readable until their days are dropped, and in the ledger's files
     */
    public record Removed(long blanked, long inClear) {}

    /**
     * Waits until nobody stores, and lets nobody begin to until the transaction ends. Takes the log before the lock, as those do who drop a
     * day and then store.
     */
    public void lockForErasure(Connection connection) throws SQLException {
        try (Statement lock = connection.createStatement()) {
            lock.execute(
                    "lock table only audit_event in row exclusive mode; select pg_advisory_xact_lock(" + LOCK + ")");
        }
    }

    /** Removes the key of a person, and what searching holds of them. Call {@link #lockForErasure} before. */
    public Removed erase(Connection connection, UUID subject) throws SQLException {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        update(connection, "delete from subject_key where subject = ?", subject);
        update(
                connection,
                "insert into subject_erasure (subject, erased_at) values (?, ?) on conflict (subject) do update set"
                        + " erased_at = excluded.erased_at",
                subject,
                now);
        update(connection, "update subject_key_generation set generation = generation + 1");
        long inClear = 0;
        try (PreparedStatement count = connection.prepareStatement("select count(*) from audit_event where actor = ?"
                + " and actor_kind = 'PERSON' and ip is not null"
                + " and ledger_index < (select sealed_from from subject_key_generation)")) {
            count.setString(1, subject.toString());
            try (ResultSet found = count.executeQuery()) {
                found.next();
                inClear = found.getLong(1);
            }
        }
        long blanked = update(
                connection,
                "update audit_event set ip = null where actor = ? and actor_kind = 'PERSON' and ip is not null",
                subject.toString());
        update(
                connection,
                "update audit_intake_rejected set beginning = '' where position(convert_to(?, 'UTF8') in beginning) > 0",
                subject.toString());
        return new Removed(blanked, inClear);
    }

    /** How many erasures there have been, as this transaction sees it. */
    public long erasures(Connection connection) throws SQLException {
        return state(connection, "select 1").generation();
    }

    private static int update(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                update.setObject(i + 1, values[i]);
            }
            return update.executeUpdate();
        }
    }

    private record State(long generation, Optional<String> wrapping) {}

    /** @param first runs before, in the same round trip; the state is what was committed when it had ended */
    private static State state(Connection connection, String first) throws SQLException {
        try (Statement select = connection.createStatement()) {
            select.execute(first + "; select generation, wrapping from subject_key_generation");
            select.getMoreResults();
            try (ResultSet found = select.getResultSet()) {
                if (!found.next()) {
                    throw new SQLException("subject_key_generation is empty; run the migrations");
                }
                return new State(found.getLong(1), Optional.ofNullable(found.getString(2)));
            }
        }
    }

    /** Keys under two secret files would be a mess of which half cannot be read. */
    private void requireOurs(Connection connection, State now) throws SQLException {
        if (now.wrapping().isEmpty()) {
            update(
                    connection,
                    "update subject_key_generation set wrapping = ? where wrapping is null",
                    wrapping.name());
        } else if (!now.wrapping().get().equals(wrapping.name())) {
            throw new SealException(
                    "Keys of persons: expected the secret file under which they were stored first, found"
                            + " another; restore the file that belongs to this database");
        }
    }

    private Map<UUID, SubjectKey> known(Connection connection, long current, Collection<UUID> wanted, Cryptography with)
            throws SQLException {
        Map<UUID, SubjectKey> keys = new HashMap<>();
        List<UUID> unknown = new ArrayList<>();
        synchronized (kept) {
            if (current > generation) {
                kept.clear();
                generation = current;
            }
            for (UUID each : wanted) {
                SubjectKey key = current == generation ? kept.get(each) : null;
                if (key == null) {
                    unknown.add(each);
                } else {
                    keys.put(each, key);
                }
            }
        }
        if (!unknown.isEmpty()) {
            Read read = read(connection, unknown, with);
            synchronized (kept) {
                if (current == generation) {
                    kept.putAll(read.committed());
                }
            }
            keys.putAll(read.all());
        }
        return keys;
    }

    /** @param committed those that stand whatever becomes of the transaction under way */
    private record Read(Map<UUID, SubjectKey> all, Map<UUID, SubjectKey> committed) {}

    private Read read(Connection connection, Collection<UUID> wanted, Cryptography with) throws SQLException {
        Read read = new Read(new HashMap<>(), new HashMap<>());
        if (wanted.isEmpty()) {
            return read;
        }
        try (PreparedStatement select = connection.prepareStatement("select subject, wrapped, erased_before,"
                + " coalesce(xmin = pg_current_xact_id_if_assigned()::xid, false) from subject_key"
                + " where subject = any (?::uuid[])")) {
            select.setArray(1, uuids(connection, wanted));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    UUID subject = row.getObject(1, UUID.class);
                    SubjectKey key = new SubjectKey(
                            wrapping.unwrap(subject, row.getBytes(2), with),
                            Optional.ofNullable(row.getObject(3, OffsetDateTime.class))
                                    .map(OffsetDateTime::toInstant),
                            with);
                    read.all().put(subject, key);
                    if (!row.getBoolean(4)) {
                        read.committed().put(subject, key);
                    }
                }
            }
        }
        return read;
    }

    /** In one order for all, so that two batches cannot wait for each other crosswise; one of them makes the key. */
    private void make(Connection connection, Collection<UUID> subjects, Map<UUID, Instant> erased, Cryptography with)
            throws SQLException {
        if (subjects.isEmpty()) {
            return;
        }
        TreeMap<UUID, byte[]> made = new TreeMap<>();
        subjects.forEach(each -> made.put(each, SubjectKey.random(random)));
        List<byte[]> ids = new ArrayList<>();
        List<byte[]> wrapped = new ArrayList<>();
        List<String> before = new ArrayList<>();
        made.forEach((subject, key) -> {
            ids.add(new SubjectKey(key, Optional.empty(), with).id());
            wrapped.add(wrapping.wrap(subject, key, with));
            before.add(Optional.ofNullable(erased.get(subject))
                    .map(Instant::toString)
                    .orElse(null));
        });
        try (PreparedStatement insert = connection.prepareStatement("insert into subject_key (subject, id, wrapped,"
                + " made_at, erased_before) select subject, id, wrapped, ?, before::timestamptz"
                + " from unnest(?::uuid[], ?::bytea[], ?::bytea[], ?::text[]) as made (subject, id, wrapped, before)"
                + " on conflict (subject) do nothing")) {
            insert.setObject(1, clock.instant().atOffset(ZoneOffset.UTC));
            insert.setArray(2, uuids(connection, made.keySet()));
            insert.setArray(3, connection.createArrayOf("bytea", ids.toArray(byte[][]::new)));
            insert.setArray(4, connection.createArrayOf("bytea", wrapped.toArray(byte[][]::new)));
            insert.setArray(5, connection.createArrayOf("text", before.toArray()));
            insert.executeUpdate();
        }
    }

    private static Map<UUID, Instant> erased(Connection connection, Collection<UUID> subjects) throws SQLException {
        Map<UUID, Instant> erased = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select subject, erased_at from subject_erasure where subject = any (?::uuid[])")) {
            select.setArray(1, uuids(connection, subjects));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    erased.put(
                            row.getObject(1, UUID.class),
                            row.getObject(2, OffsetDateTime.class).toInstant());
                }
            }
        }
        return erased;
    }

    private static Array uuids(Connection connection, Collection<UUID> ids) throws SQLException {
        return connection.createArrayOf("uuid", ids.toArray());
    }
}
