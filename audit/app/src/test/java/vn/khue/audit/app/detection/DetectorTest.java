package vn.khue.audit.app.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
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

class DetectorTest {

    private static final DetectionPack PACK = DetectionPack.load(DetectionProfile.load(DetectionProfile.CURRENT));
    private static final String ALERTS =
            "select id || ' ' || rule || ' ' || counted || ' ' || array_to_string(events, ',')"
                    + " from detection_alert order by id";

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
        store = new EventStore(database.dataSource(), database.keys(), Clock.systemUTC());
    }

    private Detector detector() {
        return new Detector(
                        database.dataSource(),
                        () -> PACK.engine(SchoolNetworks.of(List.of())),
                        new AlertStore(store, Clock.systemUTC()),
                        () -> {},
                        Clock.systemUTC())
                .start();
    }

    /** Somebody guesses one password, and gets in. */
    private static List<AuditEvent> attack(Instant end) {
        List<AuditEvent> events = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            events.add(Invented.attempt(EventKind.LOGIN_FAILED, 7, "203.0.113.7", end.minusSeconds(60 - i)));
        }
        events.add(Invented.attempt(EventKind.LOGIN, 7, "203.0.113.7", end));
        return events;
    }

    private void put(List<AuditEvent> events) {
        store.store(Invented.incoming(events), List.of(), "khue-events");
    }

    private static void await(BooleanSupplier condition) {
        AuditServer.await(condition);
    }

    private static boolean upToDate(Detector detector) {
        return detector.state() instanceof DetectorState.Watching watching
                && watching.behind() == 0
                && watching.counters().waiting() == 0
                && database.number("select next_index from detection_position")
                        == database.number("select size from ledger_head");
    }

    @Test
    void raisesAnAlertOnceAndTellsTheLedger() {
        put(attack(Instant.now()));
        try (Detector detector = detector()) {
            await(() -> database.number("select count(*) from detection_alert") == 2);
            assertThat(detector.raised()).isEqualTo(2);
            detector.wake();
            await(() -> upToDate(detector));
        }
        assertThat(database.strings("select rule || ' ' || level from detection_alert order by rule"))
                .containsExactly("account_brute_force MEDIUM", "login_after_brute_force HIGH");
        assertThat(database.strings("select a.rule from detection_alert a join audit_event e on e.id = a.id"
                        + " where e.kind = 'ALERT_RAISED' order by a.rule"))
                .containsExactly("account_brute_force", "login_after_brute_force");
        assertThat(database.strings("select convert_from(body, 'UTF8') from audit_event where kind = 'ALERT_RAISED'"))
                .allSatisfy(body -> assertThat(body)
                        .contains("\"class_uid\":2004", "\"finding_info\"", "\"level\":")
                        .doesNotContain("203.0.113.7"));
    }

    @Test
    void stoppedAnywhereItGoesOnAndRaisesTheSameAlerts() {
        List<AuditEvent> events = new ArrayList<>();
        Instant now = Instant.now();
        for (int attack = 0; attack < 4; attack++) {
            for (int i = 0; i < 10; i++) {
                events.add(Invented.attempt(
                        EventKind.LOGIN_FAILED, 20 + attack, "198.51.100." + attack, now.minusSeconds(400 - i)));
                events.add(Invented.attempt(EventKind.LOGIN, 100 + i, "10.0.0." + i, now.minusSeconds(400 - i)));
            }
        }
        put(events);
        try (Detector whole = detector()) {
            await(() -> upToDate(whole));
        }
        List<String> expected = database.strings(ALERTS);
        assertThat(expected).hasSize(4);
        database.empty();
        for (int from = 0; from < events.size(); from += 17) {
            put(events.subList(from, Math.min(from + 17, events.size())));
            try (Detector part = detector()) {
                await(() -> upToDate(part));
            }
        }
        assertThat(database.strings(ALERTS)).isEqualTo(expected);
        assertThat(database.number("select count(*) from audit_event where kind = 'ALERT_RAISED'"))
                .isEqualTo(4);
    }

    @Test
    void whatItCannotKeepItFindsAgain() {
        database.execute("alter table detection_alert add constraint broken check (rule <> 'account_brute_force')");
        try (Detector detector = detector()) {
            try {
                put(attack(Instant.now()));
                await(() -> detector.state() instanceof DetectorState.Failing);
                assertThat(database.number("select count(*) from detection_alert"))
                        .isZero();
                assertThat(database.number("select next_index from detection_position"))
                        .isZero();
            } finally {
                database.execute("alter table detection_alert drop constraint broken");
            }
            await(() -> database.number("select count(*) from detection_alert") == 2);
        }
        assertThat(database.number("select count(*) from audit_event where kind = 'ALERT_RAISED'"))
                .isEqualTo(2);
    }

    @Test
    void oneWorksAndTheOtherTakesOver() {
        Detector first = detector();
        try {
            await(() -> first.state() instanceof DetectorState.Watching);
            try (Detector second = detector()) {
                await(() -> second.state() instanceof DetectorState.Standby);
                first.close();
                put(attack(Instant.now()));
                await(() -> database.number("select count(*) from detection_alert") == 2);
                assertThat(second.raised()).isEqualTo(2);
            }
        } finally {
            first.close();
        }
    }
}
