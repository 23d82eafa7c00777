package vn.khue.signing.directorylog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.Backlog;
import vn.khue.audit.event.EventJson;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.TargetKind;
import vn.khue.directory.embedded.EmbeddedServer;
import vn.khue.directory.embedded.EmbeddedSettings;
import vn.khue.signing.directorylog.DirectoryLogRounds.Standing;
import vn.khue.signing.house.SigningHouse;
import vn.khue.web.event.TransactionalOutbox;

/** What somebody does past Khuê, in a real slapd, as it comes into the outbox of a real database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
class DirectoryLogTest {

    private static final String BASE = LoggedDirectory.BASE;

    @TempDir
    static Path folder;

    private final SigningHouse house = SigningHouse.get();
    private LoggedDirectory slapd;
    private long before;

    @BeforeAll
    void start() throws Exception {
        slapd = LoggedDirectory.alone(folder.resolve("slapd"));
    }

    @AfterAll
    void stop() {
        if (slapd != null) {
            slapd.close();
        }
    }

    @BeforeEach
    void fromHere() {
        rounds(slapd).round();
        mark();
    }

    private void mark() {
        before = house.database()
                .sql("select coalesce(max(seq), 0) from audit_outbox")
                .query(Long.class)
                .single();
    }

    @Test
    void aRoleThatTheAdministratorChangesByHandIsToldAndNoValueOfIt(CapturedOutput output) throws Exception {
        UUID person = UUID.randomUUID();
        UUID edge = UUID.randomUUID();
        try (LDAPConnection admin = slapd.admin()) {
            admin.add(LoggedDirectory.newPerson("vo.hinh", person));
            admin.add(LoggedDirectory.newAppointment(edge, person));
            admin.modify(
                    LoggedDirectory.appointment(edge),
                    new Modification(ModificationType.REPLACE, "khuePosition", "QT_NEN_TANG"),
                    new Modification(ModificationType.REPLACE, "khueDecision", "12/QD-KIN"));
            admin.modify(
                    LoggedDirectory.person("vo.hinh"),
                    new Modification(ModificationType.REPLACE, "displayName", "Hoàn Toàn Kín"));
            admin.modify(
                    "cn=keycloak,ou=services," + BASE,
                    new Modification(ModificationType.REPLACE, "userPassword", "doi-bang-tay"));
        }
        rounds(slapd).round();

        List<AuditEvent> told = told();
        assertThat(told).allSatisfy(event -> {
            assertThat(event.kind()).isEqualTo(EventKind.DIRECTORY_CHANGED);
            assertThat(event.actor().id()).isEqualTo("ldap/admin");
        });
        assertThat(told)
                .extracting(event -> event.details().get("operation"))
                .containsExactly("add", "add", "modify", "modify", "modify");
        assertThat(told)
                .extracting(event -> event.target().orElseThrow().id())
                .containsExactly(
                        person.toString(),
                        "appointments/" + edge,
                        "appointments/" + edge,
                        person.toString(),
                        "services/keycloak");
        assertThat(told.get(0).target().orElseThrow().kind()).isEqualTo(TargetKind.PERSON);
        assertThat(told.get(2).details()).containsEntry("attributes", "khuePosition");
        assertThat(told.get(3).details()).doesNotContainKey("attributes");
        assertThat(told.get(4).details()).containsEntry("attributes", "userPassword");
        for (String value : List.of(
                "QT_NEN_TANG", "12/QD-KIN", "Hoàn Toàn Kín", "doi-bang-tay", "vo.hinh", "Bí Mật", "GIAO_VIEN")) {
            assertThat(bodies()).as(value).noneMatch(body -> body.contains(value));
            assertThat(output.getAll()).as(value).doesNotContain(value);
        }
        try (LDAPConnection admin = slapd.admin()) {
            // As it was, for the tests that follow.
            admin.delete(LoggedDirectory.appointment(edge));
            admin.delete(LoggedDirectory.person("vo.hinh"));
        }
    }

    @Test
    void whateverStopsBetweenReadingAndKeepingEachChangeIsToldOnce() throws Exception {
        try (LDAPConnection admin = slapd.admin()) {
            for (int i = 0; i < 5; i++) {
                admin.add(LoggedDirectory.newPerson("dut." + i, UUID.randomUUID()));
            }
        }
        var appended = new AtomicInteger();
        var broken = new TransactionalOutbox(
                house.bean(DataSource.class),
                () -> {
                    if (appended.incrementAndGet() == 3) {
                        throw new IllegalStateException("the process died here");
                    }
                    return backlog();
                },
                () -> {});
        DirectoryLogRounds dying = rounds(broken, slapd);
        dying.round();
        assertThat(dying.standings()).containsEntry(slapd.url(), Standing.FAILED);
        assertThat(told()).as("all or nothing").isEmpty();

        slapd.stop();
        rounds(slapd).round();
        slapd.start();
        DirectoryLogRounds risen = rounds(slapd);
        risen.round();
        risen.round();
        rounds(slapd).round();
        // Besides, the server that starts sees to its accounts and branches.
        assertThat(people()).hasSize(5);
        assertThat(told()).extracting(AuditEvent::id).doesNotHaveDuplicates();
        assertThat(risen.standings()).containsEntry(slapd.url(), Standing.READ);

        // As after a backup of this database that is older than what was sent.
        List<UUID> ids = told().stream().map(AuditEvent::id).toList();
        house.database().sql("delete from directory_log_told").update();
        house.database()
                .sql("delete from audit_outbox where body like '%\"name\":\"directory\"%'")
                .update();
        rounds(slapd).round();
        assertThat(told()).extracting(AuditEvent::id).containsAll(ids);
    }

    @Test
    void whatItsProgramTellsItselfIsCountedAndAnotherAccountIsNot() throws Exception {
        try (LDAPConnection roster = slapd.service("roster")) {
            for (int i = 0; i < 7; i++) {
                roster.add(LoggedDirectory.newPerson("nhieu." + i, UUID.randomUUID()));
            }
            for (int i = 0; i < 7; i++) {
                roster.delete(LoggedDirectory.person("nhieu." + i));
            }
        }
        rounds(slapd).round();
        assertThat(told()).hasSize(2).allSatisfy(event -> {
            assertThat(event.actor().id()).isEqualTo("ldap/roster");
            assertThat(event.target().orElseThrow().id()).isEqualTo("people");
            assertThat(event.details()).containsEntry("rows", "7").containsKeys("from", "to");
        });
        assertThat(told()).extracting(event -> event.details().get("operation")).containsExactly("add", "delete");
    }

    @Test
    void wrongBindsAreToldUpToTheLock() throws Exception {
        UUID person = UUID.randomUUID();
        try (LDAPConnection admin = slapd.admin();
                LDAPConnection passwords = slapd.service("app-passwords")) {
            admin.add(LoggedDirectory.newPerson("sai.mai", person));
            passwords.modify(
                    LoggedDirectory.person("sai.mai"),
                    new Modification(
                            ModificationType.ADD,
                            "userPassword",
                            "{ARGON2}$argon2id$v=19$m=7168,t=5,p=1$" + "A".repeat(22) + "$" + "A".repeat(43)));
        }
        rounds(slapd).round();
        mark();
        for (int i = 0; i < 8; i++) {
            try (LDAPConnection somebody = slapd.nobody()) {
                assertThatThrownBy(() -> somebody.bind(LoggedDirectory.person("sai.mai"), "sai"))
                        .isInstanceOf(LDAPException.class);
            }
        }
        try (LDAPConnection somebody = slapd.nobody()) {
            assertThatThrownBy(() -> somebody.bind("cn=roster,ou=services," + BASE, "sai"))
                    .as("not noted: no lock would bound it")
                    .isInstanceOf(LDAPException.class);
        }
        rounds(slapd).round();
        assertThat(told())
                .extracting(AuditEvent::kind)
                .containsExactlyInAnyOrder(EventKind.LOGIN_FAILED, EventKind.ACCOUNT_LOCKED);
        assertThat(told()).allSatisfy(event -> {
            assertThat(event.actor().id()).isEqualTo(person.toString());
            assertThat(event.target().orElseThrow().id()).isEqualTo(person.toString());
        });
        assertThat(told())
                .filteredOn(event -> event.kind() == EventKind.LOGIN_FAILED)
                .singleElement()
                .satisfies(event -> assertThat(event.details())
                        .containsEntry("failures", "4")
                        .containsEntry("protocol", "ldap"));
    }

    @Test
    void overTwoServersAChangeIsToldOnceAndADeletionByWhoMadeIt() throws Exception {
        List<LoggedDirectory> both = LoggedDirectory.two(folder.resolve("two"));
        try (LoggedDirectory first = both.get(0);
                LoggedDirectory second = both.get(1)) {
            LDAPConnection[] at = {first.admin(), second.admin()};
            await(() -> at[1].getEntry("cn=roster,ou=services," + BASE) != null);
            rounds(first, second).round();
            mark();
            UUID person = UUID.randomUUID();
            at[0].add(LoggedDirectory.newPerson("hai.may", person));
            await(() -> at[1].getEntry(LoggedDirectory.person("hai.may")) != null);
            try (LDAPConnection signing = second.service("roster")) {
                signing.delete(LoggedDirectory.person("hai.may"));
            }
            await(() -> at[0].getEntry(LoggedDirectory.person("hai.may")) == null);
            // The one that did not take the deletion is asked first.
            readUntilTold(2, first, second);
            rounds(second, first).round();
            assertThat(told())
                    .extracting(
                            event -> event.actor().id() + " " + event.details().get("operation"))
                    .containsExactly("ldap/admin add", "ldap/roster delete");

            // A server that nobody named.
            mark();
            at[1].add(LoggedDirectory.newPerson("khong.ten", UUID.randomUUID()));
            await(() -> at[0].getEntry(LoggedDirectory.person("khong.ten")) != null);
            readUntilTold(1, first);
            assertThat(told()).extracting(event -> event.actor().id()).containsExactly("ldap/admin");

            // A server that is gone: what its log did not tell, the other's does, but for who deleted.
            mark();
            at[1].add(LoggedDirectory.newPerson("hai.may", person));
            await(() -> at[0].getEntry(LoggedDirectory.person("hai.may")) != null);
            at[1].delete(LoggedDirectory.person("hai.may"));
            await(() -> at[0].getEntry(LoggedDirectory.person("hai.may")) == null);
            at[1].close();
            second.kill();
            DirectoryLogRounds one = readUntilTold(2, first, second);
            assertThat(one.standings())
                    .containsExactlyInAnyOrderEntriesOf(
                            Map.of(first.url(), Standing.READ, second.url(), Standing.FAILED));
            assertThat(told())
                    .extracting(
                            event -> event.actor().id() + " " + event.details().get("operation"))
                    .containsExactly("ldap/admin add", "unknown delete");
            at[0].close();
        }
    }

    @Test
    void aLogThatGoesAwayIsToldAndTheEmbeddedDirectorySaysThatItHasNone() throws Exception {
        try (LoggedDirectory other = LoggedDirectory.alone(folder.resolve("gone"))) {
            DirectoryLogRounds rounds = rounds(other);
            rounds.round();
            mark();
            other.stop();
            rounds.round();
            assertThat(rounds.standings()).containsEntry(other.url(), Standing.FAILED);
            assertThat(told()).isEmpty();
            EmbeddedServer without = EmbeddedServer.start(
                    new EmbeddedSettings(
                            folder.resolve("without"),
                            BASE,
                            other.port(),
                            "secret-4b1f",
                            Map.of("log-reader", "secret-4b1f")),
                    e -> {
                        throw new AssertionError(e);
                    });
            rounds.round();
            rounds.round();
            without.close();
            assertThat(rounds.standings()).containsEntry(other.url(), Standing.GONE);
            assertThat(told()).singleElement().satisfies(event -> {
                assertThat(event.kind()).isEqualTo(EventKind.LINK_CHANGED);
                assertThat(event.details()).containsEntry("operation", "lost");
            });
            assertThat(new DirectoryLogHealth(rounds).health().getStatus().getCode())
                    .isEqualTo("DEGRADED");
            other.start();
            rounds.round();
            assertThat(told())
                    .last()
                    .satisfies(event -> assertThat(event.details()).containsEntry("operation", "back"));
        }
        DirectoryLogRounds own = house.bean(DirectoryLogRounds.class);
        own.round();
        Health health = new DirectoryLogHealth(own).health();
        assertThat(health.getStatus().getCode()).isEqualTo("UP");
        assertThat(health.getDetails().values()).singleElement().asString().startsWith("none");
    }

    private DirectoryLogRounds rounds(LoggedDirectory... servers) {
        return rounds(house.bean(TransactionalOutbox.class), servers);
    }

    private DirectoryLogRounds rounds(TransactionalOutbox outbox, LoggedDirectory... servers) {
        return new DirectoryLogRounds(
                new DirectoryLogs(
                        Arrays.stream(servers).map(LoggedDirectory::log).toList()),
                new DirectoryLogPolicy(Set.of("roster", "app-passwords")),
                new DirectoryLogStore(house.bean(JdbcClient.class)),
                new DirectoryEvents(servers[0].directory()),
                outbox,
                house.bean(PlatformTransactionManager.class),
                Clock.systemUTC());
    }

    private static Backlog backlog() {
        return Backlog.none(vn.khue.audit.event.OutboxBound.standard());
    }

    private List<String> bodies() {
        return house.database()
                .sql("select body from audit_outbox where seq > ? order by seq")
                .param(before)
                .query(String.class)
                .list();
    }

    private List<AuditEvent> told() {
        return bodies().stream()
                .map(body -> EventJson.read(body.getBytes(StandardCharsets.UTF_8)))
                .filter(event -> event.source().equals("directory"))
                .toList();
    }

    private List<AuditEvent> people() {
        return told().stream()
                .filter(event -> event.target().orElseThrow().kind() == TargetKind.PERSON)
                .toList();
    }

    private interface Condition {
        boolean holds() throws LDAPException;
    }

    /** An entry shows a moment before slapd has written what happened to it into its log. */
    private DirectoryLogRounds readUntilTold(int changes, LoggedDirectory... servers) throws LDAPException {
        DirectoryLogRounds rounds = rounds(servers);
        await(() -> {
            rounds.round();
            return told().size() >= changes;
        });
        return rounds;
    }

    private static void await(Condition condition) throws LDAPException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("patience").isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }
}
