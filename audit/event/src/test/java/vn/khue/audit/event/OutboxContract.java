package vn.khue.audit.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the outbox does on every database it knows. */
abstract class OutboxContract {

    private static final OutboxPolicy QUICK =
            new OutboxPolicy(20, 64_000, Duration.ofMillis(10), Duration.ofMillis(2), Duration.ofMillis(20), 100_000);

    private static final OutboxBound SMALL = new OutboxBound(100, 80);

    final Intake intake = new Intake();
    final List<String> heard = new CopyOnWriteArrayList<>();

    abstract DataSource dataSource();

    @BeforeEach
    void tables() throws SQLException {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("drop table if exists audit_outbox");
            statement.execute("drop table if exists audit_outbox_rejected");
            for (String ddl : JdbcOutbox.ddl().split(";")) {
                if (!ddl.isBlank()) {
                    statement.execute(ddl);
                }
            }
        }
    }

    OutboxSender sender(EventTransport transport) {
        OutboxListener listener = new OutboxListener() {
            @Override
            public void delivered(int accepted, int duplicate, Duration took) {
                heard.add("delivered " + accepted + " " + duplicate);
            }

            @Override
            public void rejected(String eventId, String reason) {
                heard.add("rejected " + eventId + " " + reason);
            }

            @Override
            public void failed(String reason, Duration pause) {
                heard.add("failed " + reason);
            }
        };
        return new OutboxSender(dataSource()::getConnection, transport, QUICK, listener, Events.CLOCK, new Random(5))
                .start();
    }

    List<AuditEvent> append(int n) throws SQLException {
        List<AuditEvent> events = new ArrayList<>();
        try (Connection connection = dataSource().getConnection()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < n; i++) {
                AuditEvent event = Events.login();
                JdbcOutbox.append(connection, event);
                events.add(event);
            }
            connection.commit();
        }
        return events;
    }

    int count(String table) {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("select count(*) from " + table)) {
            count.next();
            return count.getInt(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        Object monitor = new Object();
        synchronized (monitor) {
            while (!condition.getAsBoolean()) {
                assertThat(System.nanoTime()).as("time to wait").isLessThan(end);
                monitor.wait(5);
            }
        }
    }

    @Test
    void anEventIsCommittedAndRolledBackWithItsAct() throws SQLException {
        try (Connection connection = dataSource().getConnection()) {
            connection.setAutoCommit(false);
            JdbcOutbox.append(connection, Events.login());
            connection.rollback();
            JdbcOutbox.append(connection, Events.stranger());
            connection.commit();
        }
        assertThat(count("audit_outbox")).isEqualTo(1);
    }

    @Test
    void withoutTheTableTheActFails() throws SQLException {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("drop table audit_outbox");
            assertThatThrownBy(() -> JdbcOutbox.append(connection, Events.login()))
                    .isInstanceOf(AuditEventException.class)
                    .hasMessageContaining("the act must not happen without it");
        }
    }

    @Test
    void aHeartbeatTakesTheRoadOfAllEventsAndGoesOnUntilItIsClosed() throws Exception {
        try (OutboxSender sender = sender(intake);
                Heartbeat heartbeat = heartbeat(sender)) {
            heartbeat.start();
            await(() -> intake.size() >= 3);
        }
        int told = intake.size() + count("audit_outbox");
        List<AuditEvent> beats = new ArrayList<>();
        for (String line : intake.stored.values()) {
            beats.add(EventJson.read(line.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        }
        assertThat(beats.get(0).kind()).as("before all else").isEqualTo(EventKind.SERVICE_STARTED);
        assertThat(beats.get(0).target().orElseThrow().id()).isEqualTo("khue-signing");
        assertThat(written("SERVICE_STOPPED")
                        + beats.stream()
                                .filter(each -> each.kind() == EventKind.SERVICE_STOPPED)
                                .count())
                .as("in the outbox, where the sender was too late")
                .isEqualTo(1);
        beats.removeIf(each -> each.kind() != EventKind.HEARTBEAT);
        assertThat(beats).allSatisfy(beat -> {
            assertThat(beat.source()).isEqualTo("signing");
            assertThat(beat.actor()).isEqualTo(Actor.service("khue-signing"));
        });
        assertThat(beats.get(0).details()).containsEntry("period_seconds", "1").containsEntry("sequence", "0");
        assertThat(beats.get(1).details()).containsEntry("sequence", "1");
        assertThat(intake.size() + count("audit_outbox")).isEqualTo(told);
    }

    @Test
    void aHeartbeatThatCannotBeWrittenIsLeftOutAndTheNextComes() throws Exception {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("alter table audit_outbox rename to audit_outbox_away");
            try (OutboxSender sender = sender(intake);
                    Heartbeat heartbeat = heartbeat(sender)) {
                heartbeat.start();
                await(() -> heard.stream().anyMatch(each -> each.startsWith("failed")));
                statement.execute("alter table audit_outbox_away rename to audit_outbox");
                await(() -> intake.size() > 0);
            }
        }
    }

    private long written(String kind) throws SQLException {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement();
                java.sql.ResultSet row = statement.executeQuery(
                        "select count(*) from audit_outbox where body like '%\"" + kind + "\"%'")) {
            row.next();
            return row.getLong(1);
        }
    }

    private Heartbeat heartbeat(OutboxSender sender) {
        return new Heartbeat(dataSource()::getConnection, "signing", Duration.ofSeconds(1), sender::wake, Events.CLOCK);
    }

    @Test
    void deliversInOrderAndEmptiesTheTable() throws Exception {
        List<AuditEvent> events = append(55);
        try (OutboxSender sender = sender(intake)) {
            sender.wake();
            await(() -> count("audit_outbox") == 0);
        }
        assertThat(intake.stored.keySet())
                .containsExactlyElementsOf(
                        events.stream().map(e -> e.id().toString()).toList());
        assertThat(EventJson.read(
                        intake.stored.values().iterator().next().getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isEqualTo(events.get(0));
        assertThat(intake.batches).containsExactly(20, 20, 15);
    }

    @Test
    void outlivesFailuresAndLostAnswersWithoutLossOrDoubling() throws Exception {
        intake.failures = 4;
        intake.lostAnswers = 2;
        List<AuditEvent> events = append(30);
        try (OutboxSender sender = sender(intake)) {
            sender.wake();
            await(() -> count("audit_outbox") == 0);
        }
        assertThat(intake.stored).hasSize(events.size());
        assertThat(intake.duplicates).isPositive();
        assertThat(heard).filteredOn(line -> line.startsWith("failed")).hasSize(6);
        assertThat(count("audit_outbox_rejected")).isZero();
    }

    @Test
    void setsAPoisonedRowAsideAndDeliversTheOthers() throws Exception {
        List<AuditEvent> events = append(5);
        String poisoned = events.get(2).id().toString();
        intake.poisoned.add(poisoned);
        try (OutboxSender sender = sender(intake)) {
            sender.wake();
            await(() -> count("audit_outbox") == 0);
        }
        assertThat(intake.stored).hasSize(4);
        assertThat(count("audit_outbox_rejected")).isEqualTo(1);
        assertThat(heard).contains("rejected " + poisoned + " unknown field");
    }

    @Test
    void findsTheOneRowForWhichWholeBatchesAreRefused() throws Exception {
        List<AuditEvent> events = append(33);
        intake.indigestible = events.get(9).id().toString();
        try (OutboxSender sender = sender(intake)) {
            sender.wake();
            await(() -> count("audit_outbox") == 0);
        }
        assertThat(intake.stored).hasSize(32).doesNotContainKey(intake.indigestible);
        assertThat(count("audit_outbox_rejected")).isEqualTo(1);
    }

    @Test
    void anAnswerThatDoesNotAddUpRemovesNothing() throws Exception {
        append(3);
        EventTransport liar = batch -> new Delivery.Acknowledged(batch.size() - 1, 0, List.of());
        try (OutboxSender sender = sender(liar)) {
            sender.wake();
            await(() -> heard.stream().filter(line -> line.startsWith("failed")).count() >= 3);
        }
        assertThat(count("audit_outbox")).isEqualTo(3);
    }

    @Test
    void whatWaitsIsSeenAndAlarmedBeforeTheBound() throws Exception {
        try (BacklogWatch watch = watch()) {
            assertThat(watch.look()).isEqualTo(Backlog.none(SMALL));
            append(79);
            assertThat(watch.look().level()).isEqualTo(Backlog.Level.LOW);
            append(1);
            assertThat(watch.look().level()).isEqualTo(Backlog.Level.NEAR);
            assertThat(watch.current().waiting()).isEqualTo(80);
            assertThat(watch.current().percent()).isEqualTo(80);
            assertThat(watch.current().oldest()).contains(Events.CLOCK.instant());
            append(20);
            assertThat(watch.look().level()).isEqualTo(Backlog.Level.FULL);

            try (OutboxSender sender = sender(intake)) {
                await(() -> count("audit_outbox") == 0);
            }
            assertThat(watch.look()).isEqualTo(Backlog.none(SMALL));
            assertThat(intake.stored).hasSize(100);
        }
    }

    @Test
    void whatWasRolledBackAlarmsNobody() throws Exception {
        append(5);
        try (Connection connection = dataSource().getConnection();
                BacklogWatch watch = watch()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < 200; i++) {
                JdbcOutbox.append(connection, Events.login());
            }
            connection.rollback();
            append(5);
            assertThat(watch.look().waiting()).isEqualTo(10);
            assertThat(watch.current().level()).isEqualTo(Backlog.Level.LOW);
        }
    }

    @Test
    void theWatchLooksByItselfAndKeepsWhatItFoundWhileTheTableIsAway() throws Exception {
        append(90);
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement();
                BacklogWatch watch = watch().start()) {
            await(() -> watch.current().level() == Backlog.Level.NEAR);
            statement.execute("alter table audit_outbox rename to audit_outbox_away");
            assertThat(watch.look().waiting()).isEqualTo(90);
            statement.execute("alter table audit_outbox_away rename to audit_outbox");
        }
    }

    private BacklogWatch watch() {
        return new BacklogWatch(dataSource()::getConnection, "signing", SMALL, Duration.ofMillis(20));
    }

    @Test
    void aBusyPartKnocksNoMoreOftenThanAQuietOne() throws Exception {
        append(1);
        AtomicInteger knocks = new AtomicInteger();
        EventTransport away = batch -> {
            knocks.incrementAndGet();
            return new Delivery.Unavailable("refused", Optional.empty());
        };
        Duration hour = Duration.ofHours(1);
        var patient = new OutboxPolicy(20, 64_000, Duration.ofMillis(10), hour, hour, 100_000);
        try (OutboxSender sender = new OutboxSender(
                        dataSource()::getConnection, away, patient, OutboxListener.NONE, Events.CLOCK, new Random(5))
                .start()) {
            await(() -> knocks.get() == 1);
            for (int i = 0; i < 20; i++) {
                append(1);
                sender.wake();
            }
        }
        assertThat(knocks).as("and the pause of an hour holds up no end").hasValue(1);
    }

    @Test
    void whatWaitedLongGoesOutInOrderAtABoundedPace() throws Exception {
        List<AuditEvent> events = append(60);
        var paced =
                new OutboxPolicy(20, 64_000, Duration.ofMillis(10), Duration.ofMillis(2), Duration.ofMillis(20), 100);
        long begun = System.nanoTime();
        try (OutboxSender sender = new OutboxSender(
                        dataSource()::getConnection, intake, paced, OutboxListener.NONE, Events.CLOCK, new Random(5))
                .start()) {
            await(() -> {
                sender.wake();
                return count("audit_outbox") == 0;
            });
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .as("three batches of twenty, at a hundred a second: the last is not held up")
                .isGreaterThanOrEqualTo(Duration.ofMillis(400));
        assertThat(intake.stored.keySet())
                .containsExactlyElementsOf(
                        events.stream().map(e -> e.id().toString()).toList());
        assertThat(intake.duplicates).isZero();
    }

    @Test
    void aTransportThatThrowsStopsNothing() throws Exception {
        append(3);
        int[] calls = {0};
        EventTransport shaky = batch -> {
            if (calls[0]++ < 2) {
                throw new IllegalStateException("broken");
            }
            return intake.send(batch);
        };
        try (OutboxSender sender = sender(shaky)) {
            sender.wake();
            await(() -> count("audit_outbox") == 0);
        }
        assertThat(intake.stored).hasSize(3);
    }
}
