package vn.khue.audit.app.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vn.khue.audit.event.Actor;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.EventJson;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Outcome;
import vn.khue.audit.event.TargetKind;

/** What was stored before the log was cut into days. */
class LogDaysMigrationTest {

    private static final Instant NOON = Instant.parse("2026-11-20T05:00:00Z");

    @Test
    void everyEventComesToItsDayUnchangedAndIsFound() {
        try (AuditDatabase database = AuditDatabase.bare()) {
            database.migrate("13");
            AuditEvent sealed = AuditEvent.of(
                            EventKind.CERTIFICATE_ISSUED,
                            Outcome.SUCCESS,
                            Actor.service("khue-signing"),
                            "signing",
                            Clock.fixed(NOON, ZoneOffset.UTC))
                    .target(TargetKind.CERTIFICATE, "cd".repeat(32))
                    .with(DetailKey.PERSON, Invented.person(7).toString())
                    .build();
            List<AuditEvent> events = List.of(
                    Invented.login(1, NOON),
                    Invented.login(2, NOON.minus(Duration.ofDays(20))),
                    sealed,
                    Invented.login(3, NOON.plus(Duration.ofDays(1))));
            // The clock of the node that stored the third was behind.
            List<Duration> storedAfter =
                    List.of(Duration.ofHours(1), Duration.ofHours(13), Duration.ofHours(11), Duration.ofHours(25));
            for (int i = 0; i < events.size(); i++) {
                AuditEvent event = events.get(i);
                database.execute(
                        ("insert into audit_event (ledger_index, id, stored_at, event_time, sender, source, kind, severity,"
                                        + " outcome, actor_kind, actor, unit, target_kind, target, ip, body) values"
                                        + " (%d, '%s', '%s', '%s', 'khue-events', '%s', '%s', 1, '%s', '%s', '%s', null, %s, %s, null, '\\x%s')")
                                .formatted(
                                        i,
                                        event.id(),
                                        NOON.plus(storedAfter.get(i)),
                                        event.time(),
                                        event.source(),
                                        event.kind(),
                                        event.outcome(),
                                        event.actor().kind(),
                                        event.actor().id(),
                                        event.target()
                                                .map(target -> "'" + target.kind() + "'")
                                                .orElse("null"),
                                        event.target()
                                                .map(target -> "'" + target.id() + "'")
                                                .orElse("null"),
                                        HexFormat.of().formatHex(EventJson.write(event))));
                database.execute("insert into audit_event_id values ('%s', '\\x00')".formatted(event.id()));
            }
            database.execute("update ledger_head set size = 4");

            database.migrate("latest");

            assertThat(database.strings("select convert_from(body, 'UTF8') from audit_event order by ledger_index"))
                    .isEqualTo(events.stream()
                            .map(event -> new String(EventJson.write(event), StandardCharsets.UTF_8))
                            .toList());
            assertThat(database.strings("select tableoid::regclass from audit_event order by ledger_index"))
                    .containsExactly(
                            "audit_event_d20261120",
                            "audit_event_d20261121",
                            "audit_event_d20261121",
                            "audit_event_d20261121");
            assertThat(database.strings("select day || ' ' || first_index from audit_event_day order by day"))
                    .containsExactly("2026-11-20 0", "2026-11-21 1");
            assertThat(database.number("select count(*) from audit_event_id i join audit_event e on e.id = i.id"
                            + " and e.event_time = i.event_time"))
                    .isEqualTo(4);
            EventStore store = new EventStore(
                    database.dataSource(), database.keys(), Clock.fixed(NOON.plus(Duration.ofDays(2)), ZoneOffset.UTC));
            EventSearch search = new EventSearch(database.dataSource(), store, Clock.systemUTC());
            Reader officer = new Reader(Actor.person(Invented.person(900)), Optional.empty(), Optional.empty());
            EventQuery all =
                    EventQuery.newest(10).withRange(Optional.empty(), Optional.of(NOON.plus(Duration.ofDays(2))));
            assertThat(search.search(all, officer).events())
                    .extracting(StoredEvent::event)
                    .containsExactly(events.get(3), sealed, events.get(0), events.get(1));
            assertThat(search.search(all.withMarks(EventMarks.none().withCertificate("cd".repeat(32))), officer)
                            .events())
                    .hasSize(1);
            assertThat(search.search(all.withMarks(EventMarks.none().withApp("khue-signing")), officer)
                            .events())
                    .as("what it did itself, and where it was the client")
                    .hasSize(4);
            assertThat(search.search(all.withPerson(Optional.of(Invented.person(7))), officer)
                            .events())
                    .extracting(StoredEvent::event)
                    .containsExactly(sealed);
        }
    }
}
