package vn.khue.audit.app.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.khue.audit.detection.field.Observed;
import vn.khue.audit.event.Origin;

/** What is handed over is what the database holds, and what is not handed over is fetched. */
class EventsAtHandTest {

    private static AuditDatabase database;

    private final EventsAtHand none = new EventsAtHand();

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

    @Test
    void detectionIsGivenTheSameAsFromTheDatabaseThoughTwoNodesStore() throws Exception {
        EventStore here = new EventStore(database.dataSource(), database.keys(), Invented.CLOCK);
        EventStore there = new EventStore(database.dataSource(), database.keys(), Invented.CLOCK);
        for (EventStore store : List.of(there, here, here, there, here)) {
            store.store(Invented.incoming(Invented.logins(7)), List.of(), "khue-events");
        }
        List<Observed> handed = all(here.recent());
        assertThat(handed).hasSize(35).isEqualTo(all(none));
    }

    @Test
    void anEntryIsTheBytesOfTheDatabaseAndWhatAnotherNodeStoredIsNotThere() throws Exception {
        EventStore here = new EventStore(database.dataSource(), database.keys(), Invented.CLOCK);
        List<IncomingEvent> events = Invented.incoming(Invented.logins(5));
        here.store(events.subList(0, 3), List.of(), "khue-events");
        here.store(events.subList(1, 5), List.of(), "khue-events");
        new EventStore(database.dataSource(), database.keys(), Invented.CLOCK)
                .store(Invented.incoming(Invented.logins(1)), List.of(), "khue-events");
        List<byte[]> lines = here.recent().lines(0, 10);
        assertThat(lines).hasSize(5).containsExactlyElementsOf(stored().subList(0, 5));
        assertThat(here.recent().lines(2, 2)).containsExactly(lines.get(2), lines.get(3));
        assertThat(here.recent().lines(5, 10)).isEmpty();
    }

    @Test
    void whatWasRolledBackIsNotHandedOver() throws Exception {
        EventStore here = new EventStore(database.dataSource(), database.keys(), Invented.CLOCK);
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            here.storeIn(connection, Invented.incoming(Invented.logins(3)), List.of(), "khue-events");
            connection.rollback();
        }
        assertThat(here.recent().lines(0, 10)).isEmpty();
    }

    @Test
    void theOldestGoWhereMuchIsAtHand() {
        EventsAtHand recent = new EventsAtHand();
        List<EventsAtHand.Entry> events = Invented.incoming(Invented.logins(200)).stream()
                .map(each -> new EventsAtHand.Entry(each.line(), each.event()))
                .toList();
        int bytes = events.stream().mapToInt(each -> each.line().length).sum();
        int spans = (16 << 20) / bytes + 10;
        IntStream.range(0, spans).forEach(n -> recent.committed(n * 200L, Invented.CLOCK.instant(), events, 0));
        assertThat(recent.lines(0, 1)).isEmpty();
        assertThat(recent.lines((spans - 1) * 200L, 1_000)).hasSize(200);
        assertThat(recent.nextFrom(0).orElseThrow()).isGreaterThanOrEqualTo(200L);
    }

    /** Until then detection is given the event as it came; afterwards what the database can still open. */
    @Test
    void whoIsErasedIsForgottenAtOnceAlsoByWhoWasStillCommitting() throws Exception {
        EventStore here = new EventStore(database.dataSource(), database.keys(), Invented.CLOCK);
        EventStore there = new EventStore(database.dataSource(), database.keys(), Invented.CLOCK);
        here.store(Invented.incoming(Invented.logins(3)), List.of(), "khue-events");
        assertThat(origins(here.recent())).hasSize(3).allMatch(Optional::isPresent);
        List<EventsAtHand.Entry> late = Invented.incoming(Invented.logins(2)).stream()
                .map(each -> new EventsAtHand.Entry(each.line(), each.event()))
                .toList();
        long erasures;
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            database.keys().lockForErasure(connection);
            database.keys().erase(connection, Invented.person(1));
            erasures = database.keys().erasures(connection);
            connection.commit();
        }
        here.recent().forgetBefore(erasures);

        assertThat(here.recent().lines(0, 10)).isEmpty();
        here.recent().committed(3, Invented.NOW, late, erasures - 1);
        assertThat(here.recent().lines(3, 10))
                .as("sealed before, committed after")
                .isEmpty();
        assertThat(origins(here.recent()))
                .satisfiesExactly(
                        first -> assertThat(first).isPresent(),
                        erased -> assertThat(erased).isEmpty(),
                        third -> assertThat(third).isPresent());
        // Another node learns of it with the next event of anybody.
        there.recent().committed(3, Invented.NOW, late, erasures - 1);
        there.store(Invented.incoming(List.of(Invented.login(7, Invented.NOW))), List.of(), "khue-events");
        assertThat(there.recent().lines(3, 1)).hasSize(1);
        assertThat(there.recent().observed(3, 10))
                .extracting(each -> each.event().actor())
                .containsExactly(Invented.login(7, Invented.NOW).actor());
    }

    /** What comes late of somebody who was erased is at hand without what is not kept. */
    @Test
    void whatIsNotKeptIsNotAtHand() throws Exception {
        EventStore here = new EventStore(database.dataSource(), database.keys(), Invented.CLOCK);
        here.store(Invented.incoming(Invented.logins(1)), List.of(), "khue-events");
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            database.keys().lockForErasure(connection);
            database.keys().erase(connection, Invented.person(0));
            connection.commit();
        }
        here.store(
                Invented.incoming(List.of(Invented.login(0, Invented.NOW.minusSeconds(3_600)))),
                List.of(),
                "khue-events");
        assertThat(here.recent().observed(1, 1))
                .hasSize(1)
                .allMatch(each -> each.event().actor().origin().isEmpty());
        assertThat(origins(here.recent())).hasSize(2).allMatch(Optional::isEmpty);
    }

    private static List<Optional<Origin>> origins(EventsAtHand recent) throws Exception {
        return all(recent).stream().map(each -> each.event().actor().origin()).toList();
    }

    private static List<byte[]> stored() throws Exception {
        try (Connection connection = database.dataSource().getConnection();
                Statement select = connection.createStatement();
                ResultSet found = select.executeQuery("select body from audit_event order by ledger_index")) {
            List<byte[]> lines = new ArrayList<>();
            while (found.next()) {
                lines.add(found.getBytes(1));
            }
            return lines;
        }
    }

    private static List<Observed> all(EventsAtHand recent) throws Exception {
        List<Observed> all = new ArrayList<>();
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            DetectionFeed feed = new DetectionFeed(connection, database.keys(), recent);
            DetectionFeed.Batch batch = feed.after(0);
            while (!batch.events().isEmpty()) {
                all.addAll(batch.events());
                batch = feed.after(batch.next());
            }
        }
        return all;
    }
}
