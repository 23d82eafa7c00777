package vn.khue.audit.app.detection;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.khue.audit.app.AuditServer;
import vn.khue.audit.app.store.AlertStore;
import vn.khue.audit.app.store.AuditDatabase;
import vn.khue.audit.app.store.EventStore;
import vn.khue.audit.app.store.Invented;
import vn.khue.audit.detection.field.SchoolNetworks;
import vn.khue.audit.detection.pack.DetectionPack;
import vn.khue.audit.detection.pack.DetectionProfile;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.EventKind;

/** Detection cut into shards that several nodes share. */
class DetectorsTest {

    private static final DetectionPack PACK = DetectionPack.load(DetectionProfile.load(DetectionProfile.CURRENT));
    private static final String ALERTS =
            "select id || ' ' || rule || ' ' || counted || ' ' || array_to_string(events, ',')"
                    + " from detection_alert order by id";

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

    private static Detectors node(DataSource pool, int shards) {
        EventStore store = new EventStore(pool, database.keys(), Clock.systemUTC());
        return new Detectors(
                        pool,
                        shards,
                        shard -> PACK.engine(SchoolNetworks.of(List.of()), shard),
                        new AlertStore(store, Clock.systemUTC()),
                        () -> {},
                        Clock.systemUTC())
                .start();
    }

    private static HikariDataSource poolOf(String node) {
        HikariConfig settings = new HikariConfig();
        settings.setJdbcUrl(database.url());
        settings.addDataSourceProperty("ApplicationName", node);
        settings.setMaximumPoolSize(8);
        settings.setMinimumIdle(0);
        return new HikariDataSource(settings);
    }

    /** Ten are guessed at from an address each, and one address tries many; the guesses of all run side by side. */
    private static List<AuditEvent> attacks() {
        Instant end = Instant.now().minusSeconds(10);
        List<AuditEvent> events = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            for (int person = 20; person < 30; person++) {
                Instant time = end.minusSeconds(60 - i).plusMillis(person);
                events.add(Invented.attempt(EventKind.LOGIN_FAILED, person, "198.51.100." + person, time));
            }
            events.add(Invented.attempt(EventKind.LOGIN_FAILED, 100 + i, "203.0.113.9", end.minusSeconds(60 - i)));
        }
        for (int person = 20; person < 30; person++) {
            events.add(Invented.attempt(EventKind.LOGIN, person, "198.51.100." + person, end.plusMillis(person)));
        }
        return events;
    }

    private static void put(List<AuditEvent> events) {
        new EventStore(database.dataSource(), database.keys(), Clock.systemUTC())
                .store(Invented.incoming(events), List.of(), "khue-events");
    }

    private static long watching(Detectors node) {
        return node.states().stream()
                .filter(DetectorState.Watching.class::isInstance)
                .count();
    }

    private static boolean upToDate(int shards, Detectors... nodes) {
        long working = 0;
        for (Detectors node : nodes) {
            for (DetectorState state : node.states()) {
                if (state instanceof DetectorState.Watching watching
                        && watching.behind() == 0
                        && watching.counters().waiting() == 0) {
                    working++;
                }
            }
        }
        return working == shards
                && database.number("select count(*) from detection_position, ledger_head where next_index = size")
                        == shards;
    }

    /** What one detector finds in it. */
    private static List<String> expected(List<AuditEvent> events) {
        put(events);
        try (Detectors one = node(database.dataSource(), 1)) {
            AuditServer.await(() -> upToDate(1, one));
        }
        List<String> expected = database.strings(ALERTS);
        database.empty();
        assertThat(expected).hasSizeGreaterThan(20);
        return expected;
    }

    private static void requireEachToldOnce(List<String> expected) {
        assertThat(database.strings(ALERTS)).isEqualTo(expected);
        assertThat(database.number("select count(*) from audit_event where kind = 'ALERT_RAISED'"))
                .isEqualTo(expected.size());
    }

    @Test
    void twoNodesShareFourShardsAndTheOneTakesOverWhenTheOtherIsKilled() {
        List<AuditEvent> events = attacks();
        List<String> expected = expected(events);
        try (HikariDataSource poolOfFirst = poolOf("first");
                Detectors second = node(database.dataSource(), 4)) {
            Detectors first = node(poolOfFirst, 4);
            AuditServer.await(() -> watching(first) == 2 && watching(second) == 2);
            put(events.subList(0, 70));
            AuditServer.await(() -> upToDate(4, first, second));
            put(events.subList(70, 100));
            database.execute("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'first'");
            poolOfFirst.close();
            AuditServer.await(() -> watching(second) == 4);
            first.close();
            put(events.subList(100, events.size()));
            AuditServer.await(() -> upToDate(4, second));
            requireEachToldOnce(expected);
        }
    }

    @Test
    void whoWasToldAnotherNumberOfShardsStandsByAndGoesOnWhereTheOthersStopped() {
        List<AuditEvent> events = attacks();
        List<String> expected = expected(events);
        Detectors one = node(database.dataSource(), 1);
        try {
            AuditServer.await(() -> watching(one) == 1);
            put(events.subList(0, 60));
            AuditServer.await(() -> upToDate(1, one));
            try (Detectors three = node(database.dataSource(), 3)) {
                AuditServer.await(() -> three.states().contains(new DetectorState.Standby()));
                assertThat(watching(three)).isZero();
                put(events.subList(60, 90));
                AuditServer.await(() -> upToDate(1, one));
                one.close();
                put(events.subList(90, events.size()));
                AuditServer.await(() -> upToDate(3, three));
                assertThat(database.strings("select shard || '/' || shards from detection_position order by shard"))
                        .containsExactly("0/3", "1/3", "2/3");
                requireEachToldOnce(expected);
            }
        } finally {
            one.close();
        }
    }
}
