package vn.khue.audit.app.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.EventJson;
import vn.khue.audit.event.EventKind;

class EventStoreTest {

    private static AuditDatabase database;
    private EventStore store;

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
        store = new EventStore(database.dataSource(), database.keys(), Invented.CLOCK);
    }

    private StoreResult store(List<AuditEvent> events) {
        return store.store(Invented.incoming(events), List.of(), "khue-events");
    }

    private List<String> storedIds() {
        return database.strings("select id from audit_event order by ledger_index");
    }

    @Test
    void storesOnceHoweverOftenItIsDelivered() {
        List<AuditEvent> events = Invented.logins(7);
        assertThat(store(events)).isEqualTo(new StoreResult(7, 0, List.of()));
        assertThat(store(events.subList(2, 7))).isEqualTo(new StoreResult(0, 5, List.of()));
        List<AuditEvent> mixed = new ArrayList<>(events);
        mixed.addAll(Invented.logins(2));
        assertThat(store(mixed)).isEqualTo(new StoreResult(2, 7, List.of()));
        List<AuditEvent> twice = Invented.logins(1);
        assertThat(store(List.of(twice.get(0), twice.get(0)))).isEqualTo(new StoreResult(1, 1, List.of()));
        assertThat(database.number("select count(*) from audit_event")).isEqualTo(10);
        assertThat(database.number("select size from ledger_head")).isEqualTo(10);
    }

    @Test
    void keepsTheSendersOrderAndItsBytesButWhatIsPersonalSealed() throws Exception {
        List<AuditEvent> events = new ArrayList<>(Invented.logins(50));
        Collections.shuffle(events, new Random(1));
        store(events);
        assertThat(storedIds())
                .containsExactlyElementsOf(
                        events.stream().map(e -> e.id().toString()).toList());
        String line = database.strings("select convert_from(body, 'UTF8') from audit_event where ledger_index = 3")
                .get(0);
        assertThat(line).contains("\"sealed\":{\"version\":1").doesNotContain("10.1.2.", "Firefox", "src_endpoint");
        try (Connection connection = database.dataSource().getConnection()) {
            assertThat(store.opened(connection, List.of(line.getBytes(StandardCharsets.UTF_8))))
                    .containsExactly(EventJson.write(events.get(3)));
        }
    }

    @Test
    void anotherEventUnderAKnownIdIsRefusedAndRecorded() {
        AuditEvent event = Invented.login(1, Invented.NOW);
        AuditEvent forged = new AuditEvent(
                event.id(),
                event.time(),
                event.kind(),
                event.outcome(),
                vn.khue.audit.event.Actor.person(Invented.person(2)),
                event.target(),
                event.unit(),
                event.source(),
                event.details());
        store(List.of(event));
        StoreResult result = store(List.of(forged, Invented.login(3, Invented.NOW)));
        assertThat(result.accepted()).isEqualTo(1);
        assertThat(result.duplicate()).isZero();
        assertThat(result.refused()).singleElement().satisfies(refused -> {
            assertThat(refused.id()).contains(event.id());
            assertThat(refused.reason()).contains("expected the bytes stored before");
        });
        assertThat(database.strings("select sender || ' ' || event_id from audit_intake_rejected"))
                .containsExactly("khue-events " + event.id());
        assertThat(database.strings("select kind from audit_event order by ledger_index"))
                .containsExactly("LOGIN", "LOGIN", EventKind.INPUT_REFUSED.name());
        assertThat(database.strings("select actor from audit_event where ledger_index = 0"))
                .containsExactly(Invented.person(1).toString());
        assertThat(store(List.of(event, forged)).refused()).hasSize(1);
    }

    @Test
    void placesHaveNoHolesWhenBatchesFail() {
        store(Invented.logins(3));
        database.execute(
                "alter table audit_event add constraint broken check (actor <> '" + Invented.person(77) + "')");
        List<AuditEvent> bad = new ArrayList<>(Invented.logins(2));
        bad.add(Invented.login(77, Invented.NOW));
        try {
            assertThatThrownBy(() -> store(bad))
                    .isInstanceOf(EventStoreException.class)
                    .hasMessageContaining("23514");
        } finally {
            database.execute("alter table audit_event drop constraint broken");
        }
        assertThat(store(bad)).isEqualTo(new StoreResult(3, 0, List.of()));
        assertNoHoles(6);
    }

    private void assertNoHoles(int n) {
        assertThat(database.strings("select ledger_index from audit_event order by ledger_index"))
                .containsExactlyElementsOf(
                        LongStream.range(0, n).mapToObj(Long::toString).toList());
        assertThat(database.number("select size from ledger_head")).isEqualTo(n);
        assertThat(database.number("select count(distinct id) from audit_event"))
                .isEqualTo(n);
    }

    @Test
    void manySendersAtOnceWithOverlappingBatchesStoreEachEventOnce() throws Exception {
        List<AuditEvent> events = Invented.logins(2_000);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<StoreResult>> senders = new ArrayList<>();
            for (int copy = 0; copy < 2; copy++) {
                Random random = new Random(copy);
                List<AuditEvent> shuffled = new ArrayList<>(events);
                Collections.shuffle(shuffled, random);
                for (int at = 0; at < shuffled.size(); at += 100) {
                    List<AuditEvent> batch = List.copyOf(shuffled.subList(at, at + 100));
                    senders.add(() -> store(batch));
                }
            }
            int accepted = 0;
            int duplicate = 0;
            for (Future<StoreResult> result : threads.invokeAll(senders)) {
                accepted += result.get().accepted();
                duplicate += result.get().duplicate();
            }
            assertThat(accepted).isEqualTo(2_000);
            assertThat(duplicate).isEqualTo(2_000);
        } finally {
            threads.shutdownNow();
        }
        assertNoHoles(2_000);
    }

    @Test
    void doesNotWaitForEverBehindAFrozenTransaction() throws Exception {
        try (Connection frozen = database.dataSource().getConnection()) {
            frozen.setAutoCommit(false);
            frozen.createStatement().execute("update ledger_head set size = size + 5");
            assertThatThrownBy(() -> store(Invented.logins(1)))
                    .isInstanceOf(EventStoreException.class)
                    .hasMessageContaining("55P03");
            frozen.rollback();
        }
        assertThat(store(Invented.logins(2))).isEqualTo(new StoreResult(2, 0, List.of()));
        assertNoHoles(2);
    }

    @Test
    void notesAClockThatIsWrong() {
        store(List.of(
                Invented.login(1, Invented.NOW.minus(Duration.ofMinutes(5))),
                Invented.login(2, Invented.NOW.plus(Duration.ofHours(2))),
                Invented.login(3, Invented.NOW.minus(Duration.ofDays(1)))));
        assertThat(database.strings("select coalesce(clock_skew_ms, 0) from audit_event order by ledger_index"))
                .containsExactly("0", "7200000", "-86400000");
    }
}
