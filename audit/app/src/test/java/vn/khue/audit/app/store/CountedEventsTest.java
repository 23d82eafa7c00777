package vn.khue.audit.app.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.khue.audit.event.AuditEvent;

class CountedEventsTest {

    /** The gate's events have ids of another version. */
    @Test
    void findsEventsByIdsOfEveryVersionAndSaysNothingOfOthers() throws SQLException {
        try (AuditDatabase database = AuditDatabase.start();
                Connection connection = database.dataSource().getConnection()) {
            AuditEvent first = Invented.login(1, Invented.NOW);
            AuditEvent later = Invented.login(2, Invented.NOW.plusSeconds(5));
            AuditEvent random = new AuditEvent(
                    UUID.randomUUID(),
                    Invented.NOW.plusSeconds(2),
                    first.kind(),
                    first.outcome(),
                    first.actor(),
                    first.target(),
                    java.util.Optional.empty(),
                    first.source(),
                    first.details());
            AuditEvent stranger = Invented.login(3, Invented.NOW.plusSeconds(3));
            new EventStore(database.dataSource(), database.keys(), Invented.CLOCK)
                    .store(Invented.incoming(List.of(later, random, stranger, first)), List.of(), "khue-events");
            List<CountedEvents.Counted> found = CountedEvents.find(
                    connection,
                    List.of(first.id(), random.id(), later.id(), UUID.randomUUID()),
                    first.time(),
                    later.time());
            assertThat(found)
                    .extracting(CountedEvents.Counted::id)
                    .containsExactly(first.id(), random.id(), later.id());
            assertThat(found).extracting(CountedEvents.Counted::ledgerIndex).containsExactly(3L, 1L, 0L);
            assertThat(found.get(0).unit()).contains("truong-1");
            assertThat(found.get(1).unit()).isEmpty();
        }
    }
}
