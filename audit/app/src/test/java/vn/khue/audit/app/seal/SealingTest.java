package vn.khue.audit.app.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.audit.app.store.AuditDatabase;
import vn.khue.audit.app.store.EventMarks;
import vn.khue.audit.app.store.EventQuery;
import vn.khue.audit.app.store.EventSearch;
import vn.khue.audit.app.store.EventStore;
import vn.khue.audit.app.store.EventStoreException;
import vn.khue.audit.app.store.Invented;
import vn.khue.audit.app.store.Reader;
import vn.khue.audit.app.store.StoreResult;
import vn.khue.audit.app.store.StoredEvent;
import vn.khue.audit.event.Actor;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.Origin;

/** Personal fields in the log: sealed, searched while the person may be known, and gone for good once they are erased. */
class SealingTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static AuditDatabase database;

    @TempDir
    Path folder;

    private SubjectKeys keys;
    private EventStore store;
    private EventSearch search;

    @BeforeAll
    static void start() {
        database = AuditDatabase.start();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @BeforeEach
    void empty() {
        database.empty();
        database.execute("update subject_key_generation set wrapping = null");
        keys = keysAt(Invented.NOW);
        store = new EventStore(database.dataSource(), keys, Invented.CLOCK);
        search = new EventSearch(database.dataSource(), store, Invented.CLOCK);
    }

    private static SubjectKeys keysAt(Instant time) {
        return new SubjectKeys(
                KeyEncryptionKey.of("a secret of a test only, 32 characters"), Clock.fixed(time, ZoneOffset.UTC));
    }

    private StoreResult store(AuditEvent... events) {
        return store.store(Invented.incoming(List.of(events)), List.of(), "khue-events");
    }

    private static void erase(SubjectKeys with, int person) throws Exception {
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            with.lockForErasure(connection);
            with.erase(connection, Invented.person(person));
            connection.commit();
        }
    }

    private List<StoredEvent> found(EventQuery query) {
        Reader officer = new Reader(Actor.service("a-test"), Optional.empty(), Optional.empty());
        return search.search(query.withPerson(Optional.of(Invented.person(7))), officer)
                .events();
    }

    private List<StoredEvent> ofTheSeventh() {
        return found(EventQuery.newest(10));
    }

    private static EventQuery from(String ip) {
        return EventQuery.newest(10).withMarks(EventMarks.none().withIp(ip));
    }

    private static List<String> lines() {
        return database.strings("select convert_from(body, 'UTF8') from audit_event order by ledger_index");
    }

    @Test
    void aLivingPersonIsReadAndSearchedAsBefore() {
        AuditEvent login = Invented.login(7, Invented.NOW);
        store(login, Invented.signed(7, Invented.NOW.plusMillis(1)));
        assertThat(lines().get(0)).contains("\"sealed\"").doesNotContain("10.1.2.7");
        assertThat(lines().get(1)).as("nothing personal").doesNotContain("\"sealed\"");
        assertThat(ofTheSeventh()).extracting(StoredEvent::sealing).containsExactly(Sealing.CLEAR, Sealing.OPENED);
        assertThat(found(from("10.1.2.7"))).singleElement().satisfies(each -> {
            assertThat(each.event()).isEqualTo(login);
            assertThat(each.line()).isEqualTo(lines().get(0).getBytes(StandardCharsets.UTF_8));
        });
    }

    @Test
    void anErasedPersonIsGoneFromLinesColumnsAndFingerprintsAndTheLedgersBytesStay() throws Exception {
        store(Invented.login(7, Invented.NOW.minus(DAY)), Invented.login(8, Invented.NOW));
        ofTheSeventh();
        List<String> before = lines();
        erase(keys, 7);
        assertThat(lines()).isEqualTo(before);
        assertThat(ofTheSeventh()).singleElement().satisfies(each -> {
            assertThat(each.sealing()).isEqualTo(Sealing.ERASED);
            assertThat(each.event().actor()).isEqualTo(Actor.person(Invented.person(7)));
        });
        assertThat(found(from("10.1.2.7"))).isEmpty();
        assertThat(database.strings(
                        "select coalesce(ip, '-') from audit_event where kind = 'LOGIN' order by ledger_index"))
                .containsExactly("-", "10.1.2.8");
        assertThat(database.strings("select subject from subject_key"))
                .containsExactly(Invented.person(8).toString());
        assertThat(database.strings("select distinct octet_length(i.digest) from audit_event_id i"
                        + " join audit_event e on e.id = i.id where e.kind = 'LOGIN'"))
                .as("keyed, so that nobody finds the address by trying them all")
                .containsExactly("41");
    }

    /** Batches are delivered again, and late. */
    @Test
    void whatComesAgainOrLateBringsNothingBack() throws Exception {
        AuditEvent stored = Invented.login(7, Invented.NOW.minus(DAY));
        store(stored);
        erase(keys, 7);
        assertThat(store(stored)).isEqualTo(new StoreResult(0, 1, List.of()));
        AuditEvent forged = new AuditEvent(
                stored.id(),
                stored.time(),
                stored.kind(),
                stored.outcome(),
                Actor.person(Invented.person(7)).from(Origin.seen("203.0.113.9", null)),
                stored.target(),
                stored.unit(),
                stored.source(),
                stored.details());
        assertThat(store(forged))
                .as("can be told no more; its place is taken")
                .isEqualTo(new StoreResult(0, 1, List.of()));
        AuditEvent late = Invented.login(7, Invented.NOW.minus(DAY.dividedBy(2)));
        assertThat(store(late).accepted()).isEqualTo(1);
        assertThat(store(late)).isEqualTo(new StoreResult(0, 1, List.of()));
        assertThat(database.strings("select subject from subject_key")).isEmpty();
        assertThat(database.strings("select ip from audit_event where ip is not null"))
                .isEmpty();
        assertThat(ofTheSeventh()).extracting(StoredEvent::sealing).containsExactly(Sealing.ERASED, Sealing.ERASED);
        assertThat(lines()).noneMatch(line -> line.contains("203.0.113.9") || line.contains("10.1.2.7"));
    }

    @Test
    void whoComesBackLaterGetsAnotherKeyAndThePastStaysErased() throws Exception {
        store(Invented.login(7, Invented.NOW.minus(DAY)));
        erase(keys, 7);
        AuditEvent back = Invented.login(7, Invented.NOW.plus(DAY));
        store(back, Invented.login(7, Invented.NOW.minus(DAY.dividedBy(2))));
        assertThat(ofTheSeventh())
                .extracting(StoredEvent::sealing)
                .containsExactly(Sealing.OPENED, Sealing.ERASED, Sealing.ERASED);
        assertThat(ofTheSeventh().get(0).event()).isEqualTo(back);
        assertThat(store(back)).isEqualTo(new StoreResult(0, 1, List.of()));
    }

    /** The other node has unwrapped the key before. */
    @Test
    void anotherNodeForgetsWithTheErasureAndNothingIsSealedUnderAKeyThatIsGone() throws Exception {
        SubjectKeys others = keysAt(Invented.NOW);
        EventStore other = new EventStore(database.dataSource(), others, Invented.CLOCK);
        store(Invented.login(7, Invented.NOW.minus(DAY)));
        other.store(Invented.incoming(List.of(Invented.login(7, Invented.NOW.minus(DAY)))), List.of(), "khue-events");
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (Connection storing = database.dataSource().getConnection()) {
            storing.setAutoCommit(false);
            other.storeIn(
                    storing,
                    Invented.incoming(List.of(Invented.login(7, Invented.NOW.minus(DAY)))),
                    List.of(),
                    "khue-events");
            Future<?> erasing = thread.submit(() -> {
                erase(keys, 7);
                return null;
            });
            assertThatThrownBy(() -> erasing.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            storing.commit();
            erasing.get();
        } finally {
            thread.shutdownNow();
        }
        other.store(Invented.incoming(List.of(Invented.login(7, Invented.NOW.plus(DAY)))), List.of(), "khue-events");
        assertThat(ofTheSeventh())
                .extracting(StoredEvent::sealing)
                .containsExactly(Sealing.OPENED, Sealing.ERASED, Sealing.ERASED, Sealing.ERASED);
    }

    @Test
    void aKeyOfATransactionThatFailedIsNotKept() throws Exception {
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < 2; i++) {
                store.storeIn(connection, Invented.incoming(List.of(Invented.login(7, Invented.NOW))), List.of(), "x");
            }
            connection.rollback();
        }
        AuditEvent login = Invented.login(7, Invented.NOW);
        store(login);
        assertThat(ofTheSeventh()).extracting(StoredEvent::event).containsExactly(login);
    }

    @Test
    void saysWhenFieldsDoNotOpenThoughNobodyWasErased() {
        store(Invented.login(7, Invented.NOW));
        database.execute("update audit_event set body = convert_to(regexp_replace(convert_from(body, 'UTF8'),"
                + " '(\"box\":\".{40}).', '\\1A'), 'UTF8') where ledger_index = 0");
        database.execute("update audit_event set body = convert_to(regexp_replace(convert_from(body, 'UTF8'),"
                + " '(\"box\":\".{41}).', '\\1B'), 'UTF8') where ledger_index = 0");
        assertThat(ofTheSeventh()).extracting(StoredEvent::sealing).containsExactly(Sealing.LOST);
        database.execute("delete from subject_key");
        assertThat(new EventSearch(
                                database.dataSource(),
                                new EventStore(database.dataSource(), keysAt(Invented.NOW), Invented.CLOCK),
                                Invented.CLOCK)
                        .search(
                                EventQuery.newest(10).withPerson(Optional.of(Invented.person(7))),
                                new Reader(Actor.service("a-test"), Optional.empty(), Optional.empty()))
                        .events())
                .extracting(StoredEvent::sealing)
                .containsExactly(Sealing.LOST);
    }

    @Test
    void anotherSecretFileIsRefused() {
        store(Invented.login(7, Invented.NOW));
        SubjectKeys wrong =
                new SubjectKeys(KeyEncryptionKey.of("another secret of a test, 32 characters"), Invented.CLOCK);
        EventStore lost = new EventStore(database.dataSource(), wrong, Invented.CLOCK);
        assertThatThrownBy(() -> lost.store(
                        Invented.incoming(List.of(Invented.login(8, Invented.NOW))), List.of(), "khue-events"))
                .isInstanceOf(EventStoreException.class)
                .hasMessageContaining("restore the file");
    }

    @Test
    void theSecretFileIsItsOwnersAndLongEnough() throws Exception {
        Path file = Files.writeString(folder.resolve("subject-keys"), "k".repeat(40) + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> KeyEncryptionKey.read(file))
                .isInstanceOf(SealException.class)
                .hasMessageContaining("chmod 600");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(KeyEncryptionKey.read(file).name()).hasSize(16);
        Files.writeString(file, "k".repeat(31));
        assertThatThrownBy(() -> KeyEncryptionKey.read(file)).hasMessageContaining("31 characters");
        assertThatThrownBy(() -> KeyEncryptionKey.read(folder.resolve("none"))).hasMessageContaining("restore it");
    }

    /** Fixed bytes: whoever opens evidence in ten years needs them to stay. */
    @Test
    void theFormOfTheBoxDoesNotChange() {
        Cryptography with = new Cryptography();
        SubjectKey key = new SubjectKey(
                "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII), Optional.empty(), with);
        UUID event = UUID.fromString("01900000-0000-7000-8000-000000000001");
        var seal = key.seal(event, "ip=203.0.113.7", with);
        assertThat(key.seal(event, "ip=203.0.113.7", new Cryptography())).isEqualTo(seal);
        assertThat(seal.key()).isEqualTo(KEY);
        assertThat(seal.box()).isEqualTo(BOX);
        assertThat(key.open(event, seal, with)).isEqualTo("ip=203.0.113.7");
        assertThatThrownBy(() -> key.open(UUID.randomUUID(), seal, with)).isInstanceOf(SealException.class);
    }

    private static final String KEY = "59fa03c1904fce3f";
    private static final String BOX = "nWK9Rwyqd49dlpr/GjNuvD6Z4rQ91MIDfyGdkZGQ4ckcAIuhJdNiEzk3rY3uzqiCmjkgSJaC";
}
