package vn.khue.audit.app.wazuh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.audit.app.store.AuditDatabase;
import vn.khue.audit.app.store.EventStore;
import vn.khue.audit.app.store.Invented;
import vn.khue.audit.event.Actor;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Outcome;
import vn.khue.audit.wazuh.HostAlerts;
import vn.khue.audit.wazuh.LinesFile;
import vn.khue.audit.wazuh.Reply;
import vn.khue.audit.wazuh.Wazuh4;
import vn.khue.audit.wazuh.WazuhConnector;
import vn.khue.audit.wazuh.WazuhSettings;
import vn.khue.audit.wazuh.item.HostAlert;

/** What goes to Wazuh and what comes from it, on a real database. */
class WazuhWorkTest {

    private static AuditDatabase database;

    @TempDir
    Path folder;

    private TrialWazuh wazuh;
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
    void begin() throws Exception {
        database.empty();
        database.execute("update wazuh_progress set next_index = 0, read_time = null, read_id = ''");
        database.execute("truncate wazuh_link, wazuh_host_alert");
        wazuh = new TrialWazuh();
        store = new EventStore(database.dataSource(), database.keys(), Invented.CLOCK);
        Path account = Files.writeString(folder.resolve("account"), "khue\npassword\n");
        Files.setPosixFilePermissions(account, PosixFilePermissions.fromString("rw-------"));
    }

    @AfterEach
    void end() {
        wazuh.close();
    }

    /** As after a start of the process: a new connector with a budget of its own. */
    private Wazuh4 connected() {
        WazuhConnector connector = new WazuhConnector(
                WazuhSettings.of(wazuh.address(), folder.resolve("none"), folder.resolve("account")));
        return (Wazuh4) ((Reply.Answered<?>) connector.connect()).value();
    }

    private List<String> alerts(int count) {
        List<AuditEvent> events = IntStream.range(0, count)
                .mapToObj(i -> AuditEvent.of(
                                EventKind.ALERT_RAISED,
                                Outcome.SUCCESS,
                                Actor.service("khue-audit"),
                                "audit",
                                Clock.fixed(Invented.NOW.plusMillis(i), ZoneOffset.UTC))
                        .build())
                .toList();
        store.store(Invented.incoming(events), List.of(), "audit");
        return events.stream().map(event -> event.id().toString()).toList();
    }

    @Test
    void wazuhAwayForADayMissesNothingAndIsSentItAllInOrderWithinTheBudget() throws Exception {
        AlertMirror mirror = new AlertMirror(database.dataSource());
        List<String> expected = new ArrayList<>(alerts(50));
        Wazuh4 before = connected();
        assertThat(mirror.send(before.events())).isInstanceOf(Reply.Answered.class);
        wazuh.away = true;
        for (int hour = 0; hour < 24; hour++) {
            store.store(Invented.incoming(Invented.logins(3)), List.of(), "sso");
            expected.addAll(alerts(135));
            assertThat(mirror.send(before.events())).isInstanceOf(Reply.Unavailable.class);
        }
        assertThat(wazuh.taken).hasSize(50);
        wazuh.away = false;
        wazuh.posts.set(0);
        Reply<Duration> first = mirror.send(connected().events());
        assertThat(first).as("3,240 alerts are more than 30 posts").isInstanceOf(Reply.Unavailable.class);
        assertThat(((Reply.Unavailable<Duration>) first).retryAfter())
                .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(61));
        assertThat(wazuh.posts).hasValue(30);
        // The next minute, told by a connector that has not sent yet.
        assertThat(mirror.send(connected().events())).isInstanceOf(Reply.Answered.class);
        assertThat(wazuh.taken).containsExactlyElementsOf(expected);
        int posts = wazuh.posts.get();
        mirror.send(connected().events());
        assertThat(wazuh.posts).as("no storm after").hasValue(posts);
    }

    @Test
    void theFileHoldsEveryLineOnceThoughTheWriterStopsBetweenFileAndCursor() throws Exception {
        Path file = folder.resolve("khue.jsonl");
        store.store(Invented.incoming(Invented.logins(1_500)), List.of(), "sso");
        alerts(3);
        LinesFile lines = new LinesFile(file, 10_000_000, 3, Clock.systemUTC());
        assertThat(new EventLines(database.dataSource(), store, lines).write(false))
                .isEqualTo(1_500);
        database.execute("update wazuh_progress set next_index = 1200 where way = 'LINES'");
        Files.writeString(file, "{\"torn", java.nio.file.StandardOpenOption.APPEND);
        List<AuditEvent> more = List.of(Invented.login(7, Invented.NOW.plusSeconds(60)));
        store.store(Invented.incoming(more), List.of(), "sso");
        assertThat(new EventLines(database.dataSource(), store, lines).write(true))
                .as("the alerts, asked for now, and the new login")
                .isEqualTo(4);
        List<String> written = Files.readAllLines(file, StandardCharsets.UTF_8);
        assertThat(written).hasSize(1_504).doesNotHaveDuplicates();
        assertThat(written.get(1_503)).contains(more.get(0).id().toString());
    }

    private static HostAlert alert(String id, int level, String description) {
        return HostAlerts.read(("{\"timestamp\":\"2026-11-23T07:59:00.123+0000\",\"id\":\"" + id
                        + "\",\"manager\":{\"name\":\"w\"},\"agent\":{\"id\":\"003\",\"name\":\"ca\"},\"rule\":{\"id\":\"550\",\"level\":"
                        + level + ",\"description\":\"" + description + "\",\"groups\":[\"syscheck\"]}}")
                .getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void anAlertOfWazuhIsOneEventHoweverOftenAndByWhicheverWayItComes() throws Exception {
        HostAlertIntake intake = new HostAlertIntake(database.dataSource(), store, () -> {}, Invented.CLOCK);
        assertThat(intake.take(List.of(alert("1.1", 12, "x"), alert("1.1", 12, "x"), alert("1.2", 7, "x")), none -> {}))
                .isEqualTo(2);
        assertThat(intake.take(List.of(alert("1.1", 12, "told otherwise by the indexer")), none -> {}))
                .isZero();
        assertThat(database.strings("select kind from audit_event")).containsExactly("HOST_ALERT", "HOST_ALERT");
        assertThat(database.number("select count(*) from audit_intake_rejected"))
                .isZero();
        assertThat(database.strings("select convert_from(body, 'UTF8') from audit_event order by ledger_index")
                        .get(0))
                .contains("\"level\":\"high\"", "\"host\":\"ca\"", "\"rule\":\"550\"")
                .doesNotContain("description");
        assertThat(database.number("select count(*) from wazuh_host_alert")).isEqualTo(2);
        HostAlert own = new HostAlert(
                "w/9",
                Instant.EPOCH,
                "100010",
                12,
                "",
                List.of("khue"),
                List.of(),
                "000",
                "w",
                java.util.Optional.empty());
        assertThat(intake.take(List.of(own), none -> {}))
                .as("our own, come back")
                .isZero();
        assertThat(HostAlertIntake.id(alert("1.1", 1, ""))).isEqualTo(HostAlertIntake.id(alert("1.1", 9, "y")));
        assertThat(HostAlertIntake.id(alert("1.1", 1, "")).version()).isEqualTo(8);
    }

    private boolean told(LinkState state) throws Exception {
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            // A new record each time, as after a restart.
            boolean news = new LinkRecord(store, Invented.CLOCK).tell(connection, state);
            connection.commit();
            connection.setAutoCommit(true);
            return news;
        }
    }

    @Test
    void credentialsRevokedAreToldOnceAndTheReturnOnce() throws Exception {
        LinkState up =
                new LinkState.Up("4.14.7", new vn.khue.audit.wazuh.PermissionReport(java.util.Map.of()), Invented.NOW);
        LinkState refused = new LinkState.Down("credentials", List.of("401"), Invented.NOW);
        assertThat(told(up)).as("it was never lost").isFalse();
        assertThat(told(refused)).isTrue();
        for (int i = 0; i < 20; i++) {
            assertThat(told(refused)).isFalse();
        }
        assertThat(told(new LinkState.Untried())).isFalse();
        assertThat(told(up)).isTrue();
        assertThat(told(up)).isFalse();
        assertThat(database.strings("select kind from audit_event")).containsExactly("LINK_CHANGED", "LINK_CHANGED");
    }
}
