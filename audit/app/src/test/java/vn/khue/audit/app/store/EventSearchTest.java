package vn.khue.audit.app.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.khue.audit.event.Actor;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Origin;
import vn.khue.audit.event.Outcome;
import vn.khue.audit.event.TargetKind;

class EventSearchTest {

    private static final Reader OFFICER =
            new Reader(Actor.person(Invented.person(900)).inSession("s-1"), Optional.of("AN_NINH"), Optional.empty());

    private static AuditDatabase database;
    private EventSearch search;
    private List<AuditEvent> events;

    @BeforeAll
    static void start() {
        database = AuditDatabase.start();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @BeforeEach
    void fill() {
        database.empty();
        EventStore store = new EventStore(database.dataSource(), database.keys(), Invented.CLOCK);
        search = new EventSearch(database.dataSource(), store, Invented.CLOCK);
        events = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            // Two events share each second, and they are not stored in the order in which they happened.
            events.add((i % 2 == 0 ? Invented.login(i, at(i)) : Invented.signed(i, at(i - 1))));
        }
        List<AuditEvent> shuffled = new ArrayList<>(events);
        java.util.Collections.shuffle(shuffled, new java.util.Random(2));
        store.store(Invented.incoming(shuffled), List.of(), "khue-events");
    }

    private static java.time.Instant at(int second) {
        return Invented.NOW.minusSeconds(3_600).plusSeconds(second);
    }

    private List<AuditEvent> found(EventQuery query) {
        return search.search(query, OFFICER).events().stream()
                .map(StoredEvent::event)
                .toList();
    }

    private static EventQuery beforeNow() {
        return EventQuery.newest(200).withRange(Optional.empty(), Optional.of(Invented.NOW));
    }

    @Test
    void pagesThroughEverythingOnceNewestFirst() {
        List<AuditEvent> seen = new ArrayList<>();
        EventQuery query = EventQuery.newest(7).withRange(Optional.empty(), Optional.of(Invented.NOW));
        EventPage page = search.search(query, OFFICER);
        seen.addAll(page.events().stream().map(StoredEvent::event).toList());
        while (page.next().isPresent()) {
            page = search.search(
                    query.withAfter(EventPlace.parse(page.next().get().text())), OFFICER);
            seen.addAll(page.events().stream().map(StoredEvent::event).toList());
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(events);
        assertThat(seen).isSortedAccordingTo((a, b) -> b.time().compareTo(a.time()));
    }

    @Test
    void filtersByEachPart() {
        assertThat(found(beforeNow().withKinds(Set.of(EventKind.LOGIN)))).hasSize(30);
        assertThat(found(beforeNow().withKinds(Set.of(EventKind.LOGIN, EventKind.DOCUMENT_SIGNED))))
                .hasSize(60);
        assertThat(found(beforeNow().withPerson(Optional.of(Invented.person(4)))))
                .containsExactly(events.get(4));
        assertThat(found(beforeNow().withUnits(Set.of("truong-1", "truong-2"))))
                .hasSize(24)
                .allMatch(event ->
                        Set.of("truong-1", "truong-2").contains(event.unit().orElseThrow()));
        assertThat(found(beforeNow().withOutcome(Optional.of(Outcome.FAILURE))))
                .hasSize(10)
                .allMatch(event -> event.outcome() == Outcome.FAILURE);
        assertThat(found(beforeNow().withTarget(Optional.of("d-5")))).containsExactly(events.get(5));
        assertThat(found(EventQuery.newest(200).withRange(Optional.of(at(10)), Optional.of(at(20)))))
                .hasSize(10);
        assertThat(found(beforeNow().withTarget(Optional.of("' or '1'='1")))).isEmpty();
        assertThat(found(beforeNow()
                        .withKinds(Set.of(EventKind.LOGIN))
                        .withUnits(Set.of("truong-0"))
                        .withPerson(Optional.of(Invented.person(10)))))
                .containsExactly(events.get(10));
    }

    @Test
    void findsByAddressAppKeyCardAndId() {
        AuditEvent sealed = AuditEvent.of(
                        EventKind.DOCUMENT_SEALED,
                        Outcome.SUCCESS,
                        Actor.service("khue-signing").from(Origin.seen("2001:db8::7", null)),
                        "signing",
                        Clock.fixed(at(5), ZoneOffset.UTC))
                .target(TargetKind.DOCUMENT, "d-900")
                .with(DetailKey.CERTIFICATE_SHA256, "ab".repeat(32))
                .build();
        AuditEvent revoked = AuditEvent.of(
                        EventKind.CERTIFICATE_REVOKED,
                        Outcome.SUCCESS,
                        Actor.person(Invented.person(4)),
                        "signing",
                        Clock.fixed(at(6), ZoneOffset.UTC))
                .target(TargetKind.CERTIFICATE, "ab".repeat(32))
                .with(DetailKey.PERSON, Invented.person(5).toString())
                .build();
        AuditEvent card = AuditEvent.of(
                        EventKind.CARD_CHANGED,
                        Outcome.SUCCESS,
                        Actor.person(Invented.person(901)),
                        "signing",
                        Clock.fixed(at(7), ZoneOffset.UTC))
                .target(TargetKind.CARD, "c-17")
                .with(DetailKey.PERSON, Invented.person(5).toString())
                .build();
        AuditEvent alive = AuditEvent.of(
                        EventKind.HEARTBEAT,
                        Outcome.SUCCESS,
                        Actor.service("khue-signing"),
                        "signing",
                        Clock.fixed(at(8), ZoneOffset.UTC))
                .build();
        new EventStore(database.dataSource(), database.keys(), Invented.CLOCK)
                .store(Invented.incoming(List.of(sealed, revoked, card, alive)), List.of(), "khue-events");

        EventMarks none = EventMarks.none();
        assertThat(found(beforeNow().withMarks(none.withIp("2001:db8::7")))).containsExactly(sealed);
        assertThat(found(beforeNow().withMarks(none.withIp("10.1.2.4")))).containsExactly(events.get(4));
        assertThat(found(beforeNow().withMarks(none.withApp("khue-signing"))))
                .hasSize(31)
                .contains(sealed);
        assertThat(found(beforeNow().withMarks(none.withCertificate("ab".repeat(32)))))
                .containsExactly(revoked, sealed);
        assertThat(found(beforeNow().withMarks(none.withCard("c-17")))).containsExactly(card);
        assertThat(found(beforeNow().withMarks(none.withCard("d-900")))).isEmpty();
        assertThat(found(beforeNow().withMarks(none.withEvent(alive.id())))).containsExactly(alive);
        assertThat(found(beforeNow().withMarks(none.withEvent(UUID.randomUUID()))))
                .isEmpty();
        assertThat(found(EventQuery.newest(9)
                        .withRange(Optional.of(at(20)), Optional.empty())
                        .withMarks(none.withEvent(alive.id()))))
                .isEmpty();
        assertThat(found(beforeNow().withPerson(Optional.of(Invented.person(5)))))
                .as("what was done to a person as well as what they did")
                .containsExactlyInAnyOrder(events.get(5), revoked, card);
        assertThat(found(beforeNow().withPerson(Optional.of(Invented.person(4)))))
                .containsExactlyInAnyOrder(events.get(4), revoked);
        assertThat(database.strings("select convert_from(body, 'UTF8') from audit_event where kind = 'LOG_READ'"))
                .anySatisfy(trace -> assertThat(trace).contains("certificate=" + "ab".repeat(32)));
    }

    @Test
    void everyReadingIsItselfAnEventInTheLedger() {
        long before = database.number("select size from ledger_head");
        found(beforeNow().withPerson(Optional.of(Invented.person(4))));
        assertThat(search.event(0, Set.of(), OFFICER)).isPresent();
        assertThat(search.event(0, Set.of("another-school"), OFFICER)).isEmpty();
        assertThat(search.event(123_456, Set.of(), OFFICER)).isEmpty();
        assertThat(database.number("select size from ledger_head")).isEqualTo(before + 4);

        List<StoredEvent> readings = search.search(EventQuery.newest(10).withKinds(Set.of(EventKind.LOG_READ)), OFFICER)
                .events();
        assertThat(readings).hasSize(4).allSatisfy(reading -> {
            assertThat(reading.event().actor().id())
                    .isEqualTo(Invented.person(900).toString());
            assertThat(reading.event().details()).containsEntry("role", "AN_NINH");
        });
        assertThat(readings.get(3).event().details())
                .containsEntry("rows", "1")
                .containsEntry("person", Invented.person(4).toString());
    }

    @Test
    void aReadingThatCannotBeRecordedShowsNothing() {
        database.execute("alter table ledger_head add constraint full_disk check (size < 61)");
        try {
            found(beforeNow());
            throw new AssertionError("expected the reading to be refused");
        } catch (EventStoreException expected) {
            assertThat(expected).hasMessageContaining("record the reading");
        } finally {
            database.execute("alter table ledger_head drop constraint full_disk");
        }
    }

    @Test
    void tellsSkewAndSender() {
        EventStore store = new EventStore(database.dataSource(), database.keys(), Invented.CLOCK);
        AuditEvent early = Invented.login(3, Invented.NOW.plus(Duration.ofDays(1)));
        store.store(Invented.incoming(List.of(early)), List.of(), "khue-events");
        StoredEvent found =
                search.search(EventQuery.newest(1), OFFICER).events().get(0);
        assertThat(found.event()).isEqualTo(early);
        assertThat(found.clockSkew()).contains(Duration.ofDays(1));
        assertThat(found.sender()).isEqualTo("khue-events");
        assertThat(found.storedAt()).isEqualTo(Invented.NOW);
    }

    @Test
    void boundsWhatAStrangerMaySend() {
        assertThatThrownBy(() -> EventQuery.newest(201)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EventQuery.newest(0)).isInstanceOf(IllegalArgumentException.class);
        assertThat(EventPlace.parse("")).isEmpty();
        assertThat(EventPlace.parse("1")).isEmpty();
        assertThat(EventPlace.parse("1-2-3")).isEmpty();
        assertThat(EventPlace.parse("99999999999999999999-1")).isEmpty();
        assertThat(EventPlace.parse("-1-1")).isEmpty();
    }
}
