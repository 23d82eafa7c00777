package vn.khue.audit.app.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.khue.audit.detection.field.Observed;
import vn.khue.audit.event.Actor;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.EventKind;

/** The log cut into days of storing: where events go, and that everybody who reads by place, by time or by id still finds them. */
class LogInDaysTest {

    private static final Instant NOON = Instant.parse("2026-11-23T05:00:00Z");
    private static final Reader OFFICER =
            new Reader(Actor.person(Invented.person(900)), Optional.of("AN_NINH"), Optional.empty());

    private static AuditDatabase database;

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
    }

    private static EventStore storeAt(Instant now) {
        return new EventStore(database.dataSource(), database.keys(), Clock.fixed(now, ZoneOffset.UTC));
    }

    private static void store(Instant now, List<AuditEvent> events) {
        storeAt(now).store(Invented.incoming(events), List.of(), "khue-events");
    }

    private static List<AuditEvent> found(EventQuery query) {
        // In the year of the last day: its own reading is stored after all that is read.
        return new EventSearch(database.dataSource(), storeAt(NOON), Clock.fixed(NOON, ZoneOffset.UTC))
                .search(query, OFFICER).events().stream()
                        .map(StoredEvent::event)
                        .filter(event -> event.kind() != EventKind.LOG_READ)
                        .toList();
    }

    private static boolean make(LocalDate day) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            boolean made = new DayPartitions(connection).make(day);
            connection.commit();
            return made;
        }
    }

    private static List<String> homes() {
        return database.strings("select tableoid::regclass from audit_event order by ledger_index");
    }

    @Test
    void anEventGoesToTheDayOnWhichItWasStoredWhateverItsOwnTimeSays() throws SQLException {
        make(LocalDate.parse("2026-11-23"));
        make(LocalDate.parse("2026-11-24"));
        AuditEvent late = Invented.login(1, NOON.minus(Duration.ofDays(400)));
        AuditEvent future = Invented.login(2, Instant.parse("2199-06-01T00:00:00Z"));
        AuditEvent usual = Invented.login(3, NOON);
        store(NOON, List.of(late, future, usual));
        // The last moment of the day in Viet Nam, and the first of the next.
        store(Instant.parse("2026-11-23T16:59:59.999999999Z"), List.of(Invented.login(4, NOON)));
        store(Instant.parse("2026-11-23T17:00:00Z"), List.of(Invented.login(5, NOON)));
        assertThat(homes())
                .containsExactly(
                        "audit_event_d20261123",
                        "audit_event_d20261123",
                        "audit_event_d20261123",
                        "audit_event_d20261123",
                        "audit_event_d20261124");
        assertThat(found(EventQuery.newest(1))).containsExactly(future);
        assertThat(found(EventQuery.newest(10).withPerson(Optional.of(Invented.person(1)))))
                .containsExactly(late);
        assertThat(found(EventQuery.newest(10).withRange(Optional.empty(), Optional.of(NOON))))
                .containsExactly(late);
    }

    @Test
    void whatCameBeforeItsDayWasMadeIsMovedThere() throws SQLException {
        LocalDate day = LocalDate.parse("2027-03-01");
        Instant then = StoredDay.begin(day).plusSeconds(60);
        store(then, List.of(Invented.login(1, NOON), Invented.login(2, NOON)));
        assertThat(homes()).containsOnly("audit_event_default");
        try (Connection connection = database.dataSource().getConnection()) {
            assertThat(new DayPartitions(connection).homeless()).containsExactly(day);
        }
        assertThat(make(day)).isTrue();
        assertThat(make(day)).isFalse();
        store(then.plusSeconds(1), List.of(Invented.login(3, NOON)));
        assertThat(homes()).containsExactly("audit_event_d20270301", "audit_event_d20270301", "audit_event_d20270301");
        assertThat(found(EventQuery.newest(10).withKinds(Set.of(EventKind.LOGIN))))
                .hasSize(3);
    }

    @Test
    void anEventIsStoredOnceOverAllDays() {
        List<AuditEvent> events = Invented.logins(5);
        store(NOON, events);
        StoreResult again =
                storeAt(NOON.plus(Duration.ofDays(40))).store(Invented.incoming(events), List.of(), "khue-events");
        assertThat(again).isEqualTo(new StoreResult(0, 5, List.of()));
        assertThat(database.number("select count(*) from audit_event")).isEqualTo(5);
    }

    /** Two nodes whose clocks differ: the places of a day must stay one range. */
    @Test
    void theTimeOfStoringNeverGoesBackAlongTheLedger() {
        Instant midnight = Instant.parse("2026-11-23T17:00:00Z");
        store(midnight.plusSeconds(1), Invented.logins(2));
        store(midnight.minusSeconds(1), Invented.logins(2));
        store(midnight.plusSeconds(2), Invented.logins(1));
        assertThat(database.strings("select to_char(stored_at at time zone 'UTC', 'DD HH24:MI:SS') from audit_event"
                        + " order by ledger_index"))
                .containsExactly("23 17:00:01", "23 17:00:01", "23 17:00:01", "23 17:00:01", "23 17:00:02");
        assertThat(database.strings("select day || ' ' || first_index from audit_event_day"))
                .containsExactly("2026-11-24 0");
    }

    @Test
    void pagesOverManyDaysGiveEverythingOnceInOrder() {
        Random random = new Random(14);
        List<AuditEvent> all = new ArrayList<>();
        for (int day = 0; day < 30; day++) {
            if (day % 7 == 3) {
                continue;
            }
            Instant now = NOON.minus(Duration.ofDays(30 - day));
            List<AuditEvent> events = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                // Most are of their day; some waited for days in an outbox, some come from a clock that is ahead.
                long off = random.nextInt(5) == 0 ? random.nextInt(12 * 86_400) - 9 * 86_400L : -random.nextInt(7_200);
                events.add(Invented.login(random.nextInt(8), now.plusSeconds(off)));
            }
            store(now, events);
            all.addAll(events);
        }
        List<AuditEvent> expected = all.stream()
                .sorted(Comparator.comparing(AuditEvent::time).reversed())
                .toList();
        assertThat(walked(EventQuery.newest(7).withKinds(Set.of(EventKind.LOGIN))))
                .isEqualTo(expected);
        assertThat(walked(EventQuery.newest(7)
                        .withKinds(Set.of(EventKind.LOGIN))
                        .withPerson(Optional.of(Invented.person(3)))))
                .isEqualTo(expected.stream()
                        .filter(event ->
                                event.actor().id().equals(Invented.person(3).toString()))
                        .toList());
        Instant from = NOON.minus(Duration.ofDays(20));
        Instant to = NOON.minus(Duration.ofDays(9));
        assertThat(walked(EventQuery.newest(7)
                        .withKinds(Set.of(EventKind.LOGIN))
                        .withRange(Optional.of(from), Optional.of(to))))
                .isEqualTo(expected.stream()
                        .filter(event ->
                                !event.time().isBefore(from) && event.time().isBefore(to))
                        .toList());
    }

    private static List<AuditEvent> walked(EventQuery query) {
        EventSearch search = new EventSearch(database.dataSource(), storeAt(NOON), Clock.fixed(NOON, ZoneOffset.UTC));
        List<AuditEvent> seen = new ArrayList<>();
        EventPage page = search.search(query, OFFICER);
        page.events().forEach(each -> seen.add(each.event()));
        while (page.next().isPresent()) {
            page = search.search(query.withAfter(page.next()), OFFICER);
            page.events().forEach(each -> seen.add(each.event()));
        }
        return seen;
    }

    @Test
    void detectionReadsAcrossDaysAndRemembersFromItsHorizon() throws SQLException {
        Instant midnight = Instant.parse("2026-11-23T17:00:00Z");
        List<AuditEvent> stored = new ArrayList<>();
        for (int hour = -30; hour <= 30; hour += 10) {
            List<AuditEvent> events =
                    List.of(Invented.login(hour + 40, NOON), Invented.signed(hour + 41, NOON.plusMillis(hour + 40)));
            store(midnight.plus(Duration.ofHours(hour)), events);
            stored.addAll(events);
        }
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            DetectionFeed feed = new DetectionFeed(connection, database.keys(), new EventsAtHand());
            List<AuditEvent> read = new ArrayList<>();
            long position = 0;
            DetectionFeed.Batch batch = feed.after(position);
            while (!batch.events().isEmpty()) {
                batch.events().forEach(each -> read.add(each.event()));
                position = batch.next();
                batch = feed.after(position);
            }
            assertThat(read).isEqualTo(stored);

            Map<EventKind, Duration> horizons = new EnumMap<>(EventKind.class);
            horizons.put(EventKind.LOGIN, Duration.ofHours(25));
            horizons.put(EventKind.DOCUMENT_SIGNED, Duration.ofHours(5));
            List<Observed> again = new ArrayList<>();
            feed.again(position, horizons, again::add);
            assertThat(again)
                    .extracting(Observed::event)
                    .containsExactly(stored.get(8), stored.get(10), stored.get(12), stored.get(13));
            connection.rollback();
        }
    }

    @Test
    void findsTheEventsOfAnAlertOnOtherDaysThanTheirOwn() throws SQLException {
        AuditEvent late = Invented.login(1, NOON.minus(Duration.ofDays(3)));
        AuditEvent usual = Invented.login(2, NOON);
        store(NOON, List.of(usual));
        store(NOON.plus(Duration.ofDays(2)), List.of(late));
        try (Connection connection = database.dataSource().getConnection()) {
            assertThat(CountedEvents.find(connection, List.of(usual.id(), late.id()), late.time(), usual.time()))
                    .extracting(CountedEvents.Counted::ledgerIndex)
                    .containsExactly(1L, 0L);
        }
    }
}
