package vn.khue.audit.app.intake;

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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import vn.khue.audit.app.intake.KafkaIntakeConfiguration.SourceRecords;
import vn.khue.audit.app.store.AuditDatabase;
import vn.khue.audit.app.store.EventStore;
import vn.khue.audit.app.store.Invented;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.Delivery;
import vn.khue.audit.event.EventJson;
import vn.khue.audit.event.EventTransport;
import vn.khue.audit.event.EventTransportProvider;
import vn.khue.audit.event.JdbcOutbox;
import vn.khue.audit.event.OutboxListener;
import vn.khue.audit.event.OutboxPolicy;
import vn.khue.audit.event.OutboxRow;
import vn.khue.audit.event.OutboxSender;
import vn.khue.audit.kafka.KafkaIntake;
import vn.khue.audit.kafka.KafkaIntakeState;
import vn.khue.audit.kafka.KafkaSettings;

/** Events over a real broker: from the outbox of a source into the log, once, whatever is killed, and from nobody else. */
class KafkaIntakeTest {

    @TempDir
    static Path folder;

    private static AuditDatabase database;
    private static KafkaBroker broker;
    private static Admin admin;

    @BeforeAll
    static void start() throws Exception {
        database = AuditDatabase.start();
        broker = KafkaBroker.start(folder);
        admin = broker.admin();
        for (String ddl : JdbcOutbox.ddl().split(";")) {
            if (!ddl.isBlank()) {
                database.execute(ddl);
            }
        }
    }

    @AfterAll
    static void stop() {
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
        if (broker != null) {
            broker.close();
        }
        database.close();
    }

    @BeforeEach
    void empty() {
        database.empty();
    }

    private static KafkaIntake intake() throws Exception {
        EventStore store = new EventStore(database.dataSource(), database.keys(), Clock.systemUTC());
        return new KafkaIntake(
                        KafkaSettings.read(broker.settings("audit")),
                        new SourceRecords(new EventIntake(store, () -> {})),
                        Clock.systemUTC())
                .start();
    }

    private static EventTransport transport(String source, String principal) throws Exception {
        return EventTransportProvider.named("kafka").open(source, broker.settings(principal));
    }

    private static List<AuditEvent> logins(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(i -> Invented.login(i % 20, Invented.NOW.plusMillis(i)))
                .toList();
    }

    private static List<OutboxRow> rows(List<AuditEvent> events) {
        List<OutboxRow> rows = new ArrayList<>();
        for (AuditEvent event : events) {
            rows.add(new OutboxRow(rows.size(), event.id(), line(event)));
        }
        return rows;
    }

    private static String line(AuditEvent event) {
        return new String(EventJson.write(event), StandardCharsets.UTF_8);
    }

    private static void send(List<AuditEvent> events) throws Exception {
        try (EventTransport transport = transport("sso", "sso")) {
            assertThat(transport.send(rows(events))).isEqualTo(new Delivery.Acknowledged(events.size(), 0, List.of()));
        }
    }

    /** Longer than elsewhere: a broker may have to start. */
    private static void await(BooleanSupplier condition) {
        Instant end = Instant.now().plus(Duration.ofSeconds(90));
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("seen within 90 s").isBefore(end);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private static void awaitStored(long events) {
        await(() -> database.number("select count(*) from audit_event") >= events);
    }

    /** Whether all that the broker has was read, and that was told to it. */
    private static boolean allCommitted() {
        try {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets("khue-audit")
                    .partitionsToOffsetAndMetadata()
                    .get(20, TimeUnit.SECONDS);
            Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
            for (String source : KafkaBroker.SOURCES) {
                for (int i = 0; i < KafkaBroker.PARTITIONS; i++) {
                    ends.put(new TopicPartition(KafkaBroker.topic(source), i), OffsetSpec.latest());
                }
            }
            return admin.listOffsets(ends).all().get(20, TimeUnit.SECONDS).entrySet().stream()
                    .allMatch(each -> each.getValue().offset()
                            == (committed.containsKey(each.getKey())
                                    ? committed.get(each.getKey()).offset()
                                    : 0));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatIsSentTwiceIsStoredOnceAndThoseOfOnePersonInTheirOrder() throws Exception {
        List<AuditEvent> events = logins(0, 600);
        send(events);
        try (KafkaIntake intake = intake()) {
            awaitStored(600);
            send(events);
            await(KafkaIntakeTest::allCommitted);
            assertThat(intake.state()).isEqualTo(new KafkaIntakeState.Following(8));
        }
        assertThat(database.number("select count(*) from audit_event")).isEqualTo(600);
        assertThat(database.strings("select distinct sender || ' ' || source from audit_event"))
                .containsExactly("kafka:sso sso");
        assertThat(database.number("select count(*) from audit_event a join audit_event b on a.actor = b.actor"
                        + " and a.event_time < b.event_time and a.ledger_index > b.ledger_index"))
                .isZero();
        assertThat(database.number("select count(*) from audit_intake_rejected"))
                .isZero();
    }

    @Test
    void poisonIsSetAsideWithItsReasonAndHoldsNothingUp() throws Exception {
        AuditEvent good = logins(0, 1).get(0);
        String line = line(Invented.login(1, Invented.NOW));
        String foreign = line(Invented.signed(3, Invented.NOW));
        List<byte[]> records = new ArrayList<>();
        for (String text : List.of(
                "this is no event", "", line.replace("\"severity_id\":1", "\"severity_id\":4"), foreign, line + "\n")) {
            records.add(text.getBytes(StandardCharsets.UTF_8));
        }
        records.add(null);
        records.add(new byte[200_000]);
        records.add(EventJson.write(good));
        Map<String, Object> client = new HashMap<>(broker.client("sso"));
        client.put("compression.type", "gzip");
        try (KafkaProducer<byte[], byte[]> source =
                new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (byte[] record : records) {
                source.send(new ProducerRecord<>(KafkaBroker.topic("sso"), 2, null, record))
                        .get(20, TimeUnit.SECONDS);
            }
        }
        try (KafkaIntake intake = intake()) {
            await(() -> database.number("select count(*) from audit_event where kind = 'LOGIN'") == 1);
            await(KafkaIntakeTest::allCommitted);
            assertThat(intake.state()).isInstanceOf(KafkaIntakeState.Following.class);
        }
        assertThat(database.strings("select id::text from audit_event where kind = 'LOGIN'"))
                .containsExactly(good.id().toString());
        assertThat(database.strings("select sender || ': ' || reason from audit_intake_rejected order by seq"))
                .hasSize(7)
                .allMatch(reason -> reason.startsWith("kafka:sso: "))
                .anyMatch(reason -> reason.contains("/severity_id: expected 1, found 4"))
                .anyMatch(
                        reason -> reason.contains("expected an event of the source sso") && reason.endsWith("signing"))
                .anyMatch(reason -> reason.contains("found a line break"))
                .anyMatch(reason -> reason.contains("expected at most 60000 bytes"));
        assertThat(database.strings(
                        "select distinct actor || ' ' || target from audit_event where kind = 'INPUT_REFUSED'"))
                .containsExactly("kafka:sso khue.events.sso");
    }

    @Test
    void theServiceReadsKafkaOnlyWhereItIsTold() throws Exception {
        EventStore store = new EventStore(database.dataSource(), database.keys(), Clock.systemUTC());
        ApplicationContextRunner service = new ApplicationContextRunner()
                .withUserConfiguration(KafkaIntakeConfiguration.class)
                .withBean(EventIntake.class, () -> new EventIntake(store, () -> {}))
                .withBean(Clock.class, Clock::systemUTC)
                .withPropertyValues("khue.audit.kafka=" + broker.settings("audit"));
        service.run(context -> assertThat(context).doesNotHaveBean("kafka"));
        send(logins(0, 10));
        service.withPropertyValues("khue.audit.transport=kafka").run(context -> {
            HealthIndicator health = context.getBean("kafka", HealthIndicator.class);
            awaitStored(10);
            await(KafkaIntakeTest::allCommitted);
            await(() -> Map.<String, Object>of("partitions", 8)
                    .equals(health.health().getDetails()));
            assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        });
        assertThatThrownBy(() -> IntakeTransport.named("kafak")).hasMessageContaining("http or kafka");
    }

    @Test
    void nobodySpeaksForAnotherSource() throws Exception {
        Path account = folder.resolve("account-stolen");
        Files.writeString(account, "sso\nanother password than the true one\n");
        Files.setPosixFilePermissions(account, PosixFilePermissions.fromString("rw-------"));
        try (EventTransport other = transport("sso", "signing");
                EventTransport guesser =
                        EventTransportProvider.named("kafka").open("sso", broker.settings("sso", account))) {
            assertThat(other.send(rows(logins(0, 2))))
                    .isInstanceOfSatisfying(
                            Delivery.Unavailable.class,
                            later -> assertThat(later.reason())
                                    .contains("TopicAuthorizationException", "khue.events.sso"));
            assertThat(guesser.send(rows(logins(0, 2))))
                    .isInstanceOfSatisfying(
                            Delivery.Unavailable.class,
                            later -> assertThat(later.reason())
                                    .contains("SaslAuthenticationException")
                                    .doesNotContain("another password"));
        }
        try (KafkaIntake intake = intake()) {
            await(() -> intake.state() instanceof KafkaIntakeState.Following following && following.partitions() == 8);
            send(logins(5, 1));
            awaitStored(1);
            await(KafkaIntakeTest::allCommitted);
        }
        assertThat(database.number("select count(*) from audit_event")).isEqualTo(1);
    }

    @Test
    void whileNothingCanBeStoredItWaitsInItsGroupAndLosesNothing() throws Exception {
        try (KafkaIntake intake = intake()) {
            await(() -> intake.state() instanceof KafkaIntakeState.Following following && following.partitions() == 8);
            database.execute("alter table audit_event_id add constraint broken check (false) not valid");
            try {
                send(logins(0, 100));
                await(() -> intake.state() instanceof KafkaIntakeState.Paused);
                send(logins(100, 100));
                // A node that comes meanwhile takes half of the partitions, and with them what the one may have in its
                // hands.
                try (KafkaIntake second = intake()) {
                    await(() -> second.state() instanceof KafkaIntakeState.Paused
                            || second.state().equals(new KafkaIntakeState.Following(4)));
                    assertThat(allCommitted()).isFalse();
                    database.execute("alter table audit_event_id drop constraint broken");
                    awaitStored(200);
                    await(KafkaIntakeTest::allCommitted);
                }
            } finally {
                database.execute("alter table audit_event_id drop constraint if exists broken");
            }
        }
        assertThat(database.number("select count(*) from audit_event")).isEqualTo(200);
    }

    @Test
    void twoNodesShareThePartitionsAndTheOneGoesOnWithoutTheOther() throws Exception {
        KafkaIntake first = intake();
        try (KafkaIntake second = intake()) {
            KafkaIntakeState half = new KafkaIntakeState.Following(4);
            await(() -> first.state().equals(half) && second.state().equals(half));
            send(logins(0, 300));
            awaitStored(300);
            first.close();
            send(logins(300, 300));
            awaitStored(600);
            await(KafkaIntakeTest::allCommitted);
            assertThat(second.state()).isEqualTo(new KafkaIntakeState.Following(8));
        } finally {
            first.close();
        }
        assertThat(database.number("select count(*) from audit_event")).isEqualTo(600);
    }

    @Test
    void whatTheBrokerDeletedUnreadIsToldToTheLog() throws Exception {
        send(logins(0, 200));
        try (KafkaIntake intake = intake()) {
            awaitStored(200);
            await(KafkaIntakeTest::allCommitted);
            assertThat(intake.state()).isInstanceOf(KafkaIntakeState.Following.class);
        }
        send(logins(200, 200));
        Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
        for (int i = 0; i < KafkaBroker.PARTITIONS; i++) {
            all.put(new TopicPartition(KafkaBroker.topic("sso"), i), RecordsToDelete.beforeOffset(-1));
        }
        admin.deleteRecords(all).all().get(20, TimeUnit.SECONDS);
        send(logins(400, 100));
        try (KafkaIntake intake = intake()) {
            await(() -> database.number("select count(*) from audit_event where kind = 'LOGIN'") == 300);
            await(KafkaIntakeTest::allCommitted);
            assertThat(intake.state()).isInstanceOf(KafkaIntakeState.Following.class);
        }
        assertThat(database.strings("select reason from audit_intake_rejected"))
                .hasSize(KafkaBroker.PARTITIONS)
                .allMatch(reason -> reason.contains("khue.events.sso-") && reason.contains("deleted them"));
        assertThat(database.number("select count(*) from audit_event where kind = 'INPUT_REFUSED'"))
                .isEqualTo(KafkaBroker.PARTITIONS);
    }

    @Test
    @Tag("slow")
    void theBrokerIsKilledAndEveryActIsInTheLogOnce() throws Exception {
        OutboxPolicy quick = new OutboxPolicy(
                200, 2_000_000, Duration.ofMillis(50), Duration.ofMillis(50), Duration.ofMillis(400), 100_000);
        try (KafkaIntake intake = intake();
                OutboxSender sender = new OutboxSender(
                                database.dataSource()::getConnection,
                                transport("sso", "sso"),
                                quick,
                                OutboxListener.NONE,
                                Clock.systemUTC(),
                                new Random(20261128))
                        .start()) {
            act(0, 400);
            awaitStored(1);
            act(400, 400);
            broker.kill();
            act(800, 400);
            sender.wake();
            broker.restart();
            await(() -> database.number("select count(*) from audit_outbox") == 0);
            awaitStored(1_200);
            await(KafkaIntakeTest::allCommitted);
            assertThat(intake.state()).isInstanceOf(KafkaIntakeState.Following.class);
        }
        assertThat(database.number("select count(*) from audit_event")).isEqualTo(1_200);
        assertThat(database.number("select count(*) from audit_outbox_rejected"))
                .isZero();
    }

    private static void act(int from, int count) throws Exception {
        try (Connection connection = database.dataSource().getConnection()) {
            for (AuditEvent event : logins(from, count)) {
                JdbcOutbox.append(connection, event);
            }
        }
    }
}
