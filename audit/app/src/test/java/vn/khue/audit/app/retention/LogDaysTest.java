package vn.khue.audit.app.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.audit.app.AuditServer;
import vn.khue.audit.app.ledger.Sequencer;
import vn.khue.audit.app.ledger.SequencerState;
import vn.khue.audit.app.ledger.TrialLogKey;
import vn.khue.audit.app.store.AuditDatabase;
import vn.khue.audit.app.store.EventQuery;
import vn.khue.audit.app.store.EventSearch;
import vn.khue.audit.app.store.EventStore;
import vn.khue.audit.app.store.EventsAtHand;
import vn.khue.audit.app.store.Invented;
import vn.khue.audit.app.store.Reader;
import vn.khue.audit.app.store.StoreResult;
import vn.khue.audit.app.store.StoredDay;
import vn.khue.audit.event.Actor;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.ledger.LogKey;
import vn.khue.audit.ledger.verify.DirectorySource;
import vn.khue.audit.ledger.verify.LedgerVerifier;
import vn.khue.audit.ledger.verify.Verdict;

class LogDaysTest {

    private static final RetentionProfile PROFILE = RetentionProfile.load(RetentionProfile.CURRENT);
    private static final LocalDate TODAY = LocalDate.parse("2026-11-23");
    private static final Reader OFFICER =
            new Reader(Actor.person(Invented.person(900)), Optional.of("AN_NINH"), Optional.empty());
    private static final String DAYS =
            "select relname from pg_class where relname ~ '^audit_event_d[0-9]{8}$' order by 1";

    private static AuditDatabase database;

    @TempDir
    Path state;

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
        database.strings(DAYS).forEach(day -> database.execute("drop table " + day));
    }

    private static Clock noonOf(LocalDate day) {
        return Clock.fixed(StoredDay.begin(day).plus(Duration.ofHours(12)), ZoneOffset.UTC);
    }

    private static LogDays daysAt(LocalDate day) {
        return new LogDays(
                database.dataSource(),
                new EventStore(database.dataSource(), database.keys(), noonOf(day)),
                PROFILE,
                noonOf(day));
    }

    private static List<AuditEvent> fill(LocalDate day, int events) {
        Instant noon = noonOf(day).instant();
        List<AuditEvent> stored = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            stored.add(Invented.login(i, noon.minusMillis(i)));
        }
        new EventStore(database.dataSource(), database.keys(), noonOf(day))
                .store(Invented.incoming(stored), List.of(), "khue-events");
        return stored;
    }

    /** As if the ledger and detection had seen so much. */
    private static void settle(long size) {
        database.execute("insert into ledger_checkpoint values (" + size + ", '\\x00', now())");
        database.execute("update detection_position set next_index = " + size);
    }

    private static LogKey key() {
        return TrialLogKey.of("test.khue.vn/log");
    }

    @Test
    void aDayIsLeftAloneByVacuumUntilItIsOver() {
        String unvacuumed = "select relname from pg_class where relname ~ '^audit_event_d[0-9]{8}$'"
                + " and 'autovacuum_vacuum_insert_threshold=-1' = any (reloptions) order by 1";
        daysAt(TODAY).keep();
        assertThat(database.strings(unvacuumed))
                .hasSameElementsAs(database.strings(DAYS))
                .contains("audit_event_d20261123");
        daysAt(TODAY.plusDays(1)).keep();
        assertThat(database.strings(unvacuumed))
                .contains("audit_event_d20261124")
                .doesNotContain("audit_event_d20261123");
    }

    @Test
    void makesDaysAheadOnceWhicheverNodesDoIt() throws Exception {
        ExecutorService nodes = Executors.newFixedThreadPool(4);
        int made = 0;
        try {
            List<Callable<Integer>> work = new ArrayList<>();
            for (int node = 0; node < 4; node++) {
                work.add(() -> daysAt(TODAY).keep().made().size());
            }
            for (Future<Integer> each : nodes.invokeAll(work)) {
                made += each.get();
            }
        } finally {
            nodes.shutdownNow();
        }
        made += daysAt(TODAY).keep().made().size();
        assertThat(made).isEqualTo(1 + PROFILE.daysAhead());
        assertThat(database.strings(DAYS))
                .hasSize(1 + PROFILE.daysAhead())
                .startsWith("audit_event_d20261123")
                .endsWith("audit_event_d20261130");
        assertThat(daysAt(TODAY.plusDays(1)).keep().made()).containsExactly(TODAY.plusDays(8));
    }

    @Test
    void aDayThatBeganWithoutAPartitionGetsOneLater() {
        fill(TODAY.minusDays(3), 5);
        assertThat(database.number("select count(*) from audit_event_default")).isEqualTo(5);
        assertThat(daysAt(TODAY).keep().made()).contains(TODAY.minusDays(3));
        assertThat(database.number("select count(*) from audit_event_default")).isZero();
        assertThat(database.number("select count(*) from audit_event_d20261120"))
                .isEqualTo(5);
    }

    @Test
    void dropsADayAfterTwelveMonthsAsAWholeAndSaysSoInTheLedger() {
        LocalDate old = LocalDate.parse("2025-11-22");
        List<AuditEvent> gone = fill(old, 7);
        fill(LocalDate.parse("2025-11-23"), 3);
        fill(TODAY, 2);
        settle(12);

        LogDays.Outturn outturn = daysAt(TODAY).keep();

        assertThat(outturn.dropped()).containsExactly(old);
        assertThat(outturn.waiting()).isEmpty();
        assertThat(database.strings("select ledger_index from audit_event where kind = 'LOGIN' order by ledger_index"))
                .as("the day of twelve months ago is kept to its end")
                .containsExactly("7", "8", "9", "10", "11");
        assertThat(database.strings(DAYS)).doesNotContain("audit_event_d20251122");
        assertThat(database.strings(
                        "select convert_from(body, 'UTF8') from audit_event where kind = 'LOG_DAY_DROPPED'"))
                .singleElement()
                .satisfies(body -> assertThat(body)
                        .contains(
                                "\"date\":\"2025-11-22\"",
                                "\"rows\":\"7\"",
                                "\"sequence\":\"0\"",
                                "\"rule\":\"VN-2026 P12M\""));
        assertThat(daysAt(TODAY).keep().dropped()).isEmpty();

        EventStore store = new EventStore(database.dataSource(), database.keys(), noonOf(TODAY));
        EventSearch search = new EventSearch(database.dataSource(), store, noonOf(TODAY));
        assertThat(search.event(3, Set.of(), OFFICER)).isEmpty();
        assertThat(search.search(EventQuery.newest(50).withKinds(Set.of(EventKind.LOGIN)), OFFICER)
                        .events())
                .hasSize(5);
        assertThat(store.store(Invented.incoming(gone), List.of(), "khue-events"))
                .as("a batch of a year ago that is delivered again")
                .isEqualTo(new StoreResult(0, 7, List.of()));
    }

    @Test
    void keepsADayThatTheLedgerOrDetectionHasNotSeen() {
        LocalDate old = TODAY.minusYears(2);
        fill(old, 7);
        assertThat(daysAt(TODAY).keep().waiting()).as("the newest day of all").containsExactly(old);
        fill(TODAY, 2);
        assertThat(daysAt(TODAY).keep().waiting()).containsExactly(old);
        database.execute("insert into ledger_checkpoint values (7, '\\x00', now())");
        database.execute("update detection_position set next_index = 9");
        assertThat(daysAt(TODAY).keep().waiting())
                .as("its last entry is the one by which the ledger knows its database")
                .containsExactly(old);
        database.execute("insert into ledger_checkpoint values (8, '\\x00', now())");
        database.execute("update detection_position set next_index = 6");
        assertThat(daysAt(TODAY).keep().waiting()).containsExactly(old);
        assertThat(database.number("select count(*) from audit_event")).isEqualTo(9);
        database.execute("update detection_position set next_index = 7");
        assertThat(daysAt(TODAY).keep().dropped()).containsExactly(old);
    }

    @Test
    void theLedgerGoesOnAndVerifiesAfterADayIsGone() throws Exception {
        fill(TODAY.minusYears(2), 300);
        fill(TODAY, 2);
        Path log = state.resolve("log");
        Sequencer before = new Sequencer(
                        database.dataSource(), new EventsAtHand(), log, LogDaysTest::key, Clock.systemUTC())
                .start();
        AuditServer.await(() -> published(before) == 302);
        before.close();
        database.execute("update detection_position set next_index = 302");
        assertThat(daysAt(TODAY).keep().dropped()).hasSize(1);
        try (Sequencer after = new Sequencer(
                        database.dataSource(), new EventsAtHand(), log, LogDaysTest::key, Clock.systemUTC())
                .start()) {
            AuditServer.await(() -> published(after) == 303);
        }
        Verdict verdict = new LedgerVerifier(
                        new DirectorySource(log), Optional.of(key().publicKey().vkey()))
                .verify(Optional.empty());
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Sound.class, sound -> assertThat(sound.size()).isEqualTo(303));

        Files.move(log, state.resolve("lost"));
        try (Sequencer lost = new Sequencer(
                        database.dataSource(), new EventsAtHand(), log, LogDaysTest::key, Clock.systemUTC())
                .start()) {
            AuditServer.await(() -> lost.state() instanceof SequencerState.Failing);
            assertThat(((SequencerState.Failing) lost.state()).reason())
                    .contains("earlier days were dropped", "restore the ledger's files");
        }
    }

    private static long published(Sequencer sequencer) {
        return sequencer.state() instanceof SequencerState.Publishing publishing ? publishing.size() : 0;
    }

    /** Whoever drops takes the table from those who read and who store at that moment; nobody may fail for it. */
    @Test
    void nobodyFailsWhileDaysAreDropped() throws Exception {
        for (int day = 10; day > 0; day--) {
            fill(TODAY.minusYears(1).minusDays(day), 5);
        }
        fill(TODAY, 1);
        settle(51);
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Integer>> others = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                others.add(threads.submit(() -> {
                    EventStore store = new EventStore(database.dataSource(), database.keys(), noonOf(TODAY));
                    int batches = 0;
                    while (!over.get()) {
                        store.store(Invented.incoming(Invented.logins(3)), List.of(), "khue-events");
                        batches++;
                    }
                    return batches;
                }));
                others.add(threads.submit(() -> {
                    EventSearch search = new EventSearch(
                            database.dataSource(),
                            new EventStore(database.dataSource(), database.keys(), noonOf(TODAY)),
                            noonOf(TODAY));
                    int pages = 0;
                    while (!over.get()) {
                        search.search(EventQuery.newest(50).withPerson(Optional.of(Invented.person(2))), OFFICER);
                        pages++;
                    }
                    return pages;
                }));
            }
            assertThat(daysAt(TODAY).keep().dropped()).hasSize(10);
            over.set(true);
            for (Future<Integer> each : others) {
                assertThat(each.get()).isPositive();
            }
        } finally {
            over.set(true);
            threads.shutdown();
        }
        assertThat(database.number("select (select size from ledger_head) - (select count(*) from audit_event)"))
                .isEqualTo(50);
    }
}
