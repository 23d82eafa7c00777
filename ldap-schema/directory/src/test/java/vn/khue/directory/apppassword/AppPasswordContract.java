package vn.khue.directory.apppassword;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.extensions.PasswordModifyExtendedRequest;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khue.directory.DirectoryException;
import vn.khue.directory.DirectoryException.Reason;
import vn.khue.directory.policy.DirectoryPolicy;
import vn.khue.directory.server.People;
import vn.khue.directory.server.RunningServer;

/** App passwords, alike on every server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AppPasswordContract {

    /** So that a test sees a lock end. */
    private static final Duration LOCK = Duration.ofSeconds(2);

    protected static final DirectoryPolicy POLICY = new DirectoryPolicy(3, Duration.ofHours(1), LOCK, 3, 180);

    private RunningServer server;
    private AppPasswords passwords;

    protected abstract RunningServer startServer() throws Exception;

    @BeforeAll
    void start() throws Exception {
        server = startServer();
        passwords = new AppPasswords(server.endpoint("app-passwords"), new SecureRandom(), Clock.systemUTC());
    }

    @AfterAll
    void stop() {
        if (passwords != null) {
            passwords.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    void applicationFindsThePersonAndBindsWithTheAppPassword() throws Exception {
        UUID person = person("app.a");
        NewAppPassword made = passwords.add(person, "Máy ảnh ở văn phòng");
        String found;
        try (LDAPConnection app = server.service("apps")) {
            found = app.searchForEntry(
                            "ou=people," + RunningServer.BASE,
                            SearchScope.SUB,
                            Filter.createEqualityFilter("uid", "app.a"),
                            "uid")
                    .getDN();
        }
        assertThat(opens(found, made.secret())).isTrue();
        assertThat(opens(found, made.secret() + "x")).isFalse();
        assertThat(opens(found, "")).isFalse();
    }

    @Test
    void severalStandSideBySideAndEachIsRevokedAlone() throws Exception {
        UUID person = person("app.several");
        NewAppPassword first = passwords.add(person, "Thư");
        NewAppPassword second = passwords.add(person, "Thư");
        NewAppPassword third = passwords.add(person, "Lịch");
        assertThat(passwords.list(person)).containsExactlyInAnyOrder(first.about(), second.about(), third.about());
        assertThat(allOpen("app.several", first.secret(), second.secret(), third.secret()))
                .isTrue();

        passwords.revoke(person, second.about().id());
        assertThat(passwords.list(person)).containsExactlyInAnyOrder(first.about(), third.about());
        assertThat(opens(People.dn("app.several"), second.secret())).isFalse();
        assertThat(allOpen("app.several", first.secret(), third.secret())).isTrue();
        assertReason(
                Reason.NOT_FOUND, () -> passwords.revoke(person, second.about().id()));
    }

    @Test
    void noMoreThanThePolicyAllowsAndNoneForNobody() throws Exception {
        UUID person = person("app.most");
        for (int i = 0; i < POLICY.appPasswords(); i++) {
            passwords.add(person, "Số " + i);
        }
        assertReason(Reason.REFUSED, () -> passwords.add(person, "Một nữa"));
        assertThat(passwords.list(person)).hasSize(POLICY.appPasswords());
        assertReason(Reason.NOT_FOUND, () -> passwords.add(UUID.randomUUID(), "Ai"));
    }

    @Test
    void secretIsNowhereAndItsHashIsArgon2id() throws Exception {
        UUID person = person("app.secret");
        String secret = passwords.add(person, "Máy").secret();
        assertThat(secret).matches("([a-z2-7]{4}-){7}[a-z2-7]{4}");
        try (LDAPConnection admin = server.admin()) {
            for (Entry entry : admin.search(
                            RunningServer.BASE, SearchScope.SUB, Filter.createPresenceFilter("objectClass"), "*", "+")
                    .getSearchEntries()) {
                assertThat(entry.toLDIFString()).doesNotContain(secret);
            }
            assertThat(admin.getEntry(People.dn("app.secret")).getAttributeValues("userPassword"))
                    .singleElement()
                    .asString()
                    .startsWith("{ARGON2}$argon2id$v=19$m=7168,t=5,p=1$");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mật khẩu chính",
                "{SSHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=",
                "{ARGON2}$argon2i$v=19$m=4096,t=3,p=1$c2FsdHNhbHRzYWx0c2FsdA$RdescudvJCsgt3ub+b/ZGlkUJHlDRDTMlcpRrLlVqWM",
                "{ARGON2}$argon2id$v=19$m=64,t=1,p=1$c2FsdHNhbHRzYWx0c2FsdA$RdescudvJCsgt3ub+b/ZGlkUJHlDRDTMlcpRrLlVqWM"
            })
    void nothingButAnAppPasswordIsStored(String value) throws Exception {
        String uid = "app.main" + Math.abs(value.hashCode() % 1000);
        person(uid);
        try (LDAPConnection admin = server.admin()) {
            assertThatThrownBy(() ->
                            admin.modify(People.dn(uid), new Modification(ModificationType.ADD, "userPassword", value)))
                    .isInstanceOfSatisfying(
                            LDAPException.class,
                            e -> assertThat(e.getResultCode()).isEqualTo(ResultCode.CONSTRAINT_VIOLATION));
            Entry entry = People.entry(uid + ".new");
            entry.addAttribute("userPassword", value);
            assertThatThrownBy(() -> admin.add(entry)).isInstanceOf(LDAPException.class);
        }
    }

    @Test
    void passwordModifyOperationDoesNotSetOne() throws Exception {
        person("app.exop");
        try (LDAPConnection admin = server.admin()) {
            assertThat(admin.processExtendedOperation(
                                    new PasswordModifyExtendedRequest(People.dn("app.exop"), null, "main password"))
                            .getResultCode())
                    .isIn(ResultCode.CONSTRAINT_VIOLATION, ResultCode.UNWILLING_TO_PERFORM);
            assertThat(admin.getEntry(People.dn("app.exop")).hasAttribute("userPassword"))
                    .isFalse();
        }
    }

    @Test
    void tooManyWrongBindsLockTheAccountForATime() throws Exception {
        UUID person = person("app.guess");
        String secret = passwords.add(person, "Máy").secret();
        UUID other = person("app.other");
        String others = passwords.add(other, "Máy").secret();
        long locked = System.nanoTime();
        for (int i = 0; i < POLICY.bindFailures(); i++) {
            assertThat(opens(People.dn("app.guess"), "guess " + i)).isFalse();
        }
        boolean opened = opens(People.dn("app.guess"), secret);
        // Said only of a machine that was quick enough to ask while the lock held.
        if (System.nanoTime() - locked < LOCK.toNanos()) {
            assertThat(opened).as("opens while locked").isFalse();
        }
        assertThat(opens(People.dn("app.other"), others)).isTrue();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!opens(People.dn("app.guess"), secret)) {
            assertThat(System.nanoTime()).as("the lock ends").isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    @Test
    void newAppPasswordEndsALock() throws Exception {
        UUID person = person("app.unlock");
        String first = passwords.add(person, "Cũ").secret();
        for (int i = 0; i < POLICY.bindFailures(); i++) {
            opens(People.dn("app.unlock"), "guess " + i);
        }
        String second = passwords.add(person, "Mới").secret();
        assertThat(allOpen("app.unlock", second, first)).isTrue();
    }

    @Test
    void rightBindForgetsWrongOnes() throws Exception {
        UUID person = person("app.forget");
        String secret = passwords.add(person, "Máy").secret();
        for (int round = 0; round < POLICY.bindFailures(); round++) {
            for (int i = 1; i < POLICY.bindFailures(); i++) {
                assertThat(opens(People.dn("app.forget"), "guess")).isFalse();
            }
            assertThat(opens(People.dn("app.forget"), secret)).isTrue();
        }
    }

    @Test
    void onlyAnActivePersonBinds() throws Exception {
        UUID person = person("app.left");
        String secret = passwords.add(person, "Máy").secret();
        try (LDAPConnection admin = server.admin()) {
            for (String status : new String[] {"SUSPENDED", "LEFT"}) {
                admin.modify(People.dn("app.left"), new Modification(ModificationType.REPLACE, "khueStatus", status));
                assertThat(opens(People.dn("app.left"), secret)).as(status).isFalse();
            }
            admin.modify(People.dn("app.left"), new Modification(ModificationType.REPLACE, "khueStatus", "ACTIVE"));
        }
        assertThat(opens(People.dn("app.left"), secret)).isTrue();
    }

    @Test
    void theDayOfTheLastUseIsWrittenOnceADayAndTellsNobodyElse() throws Exception {
        UUID person = person("app.used");
        String secret = passwords.add(person, "Máy").secret();
        assertThat(passwords.lastUsed(person)).isEmpty();
        assertThat(opens(People.dn("app.used"), secret + "x")).isFalse();
        assertThat(passwords.lastUsed(person)).as("a wrong one is no use").isEmpty();
        LocalDate before = today();
        assertThat(opens(People.dn("app.used"), secret)).isTrue();
        assertThat(passwords.lastUsed(person).orElseThrow()).isBetween(before, today());

        try (LDAPConnection admin = server.admin()) {
            String written =
                    admin.getEntry(People.dn("app.used"), "authTimestamp").toLDIFString();
            for (int i = 0; i < 3; i++) {
                assertThat(opens(People.dn("app.used"), secret)).isTrue();
            }
            if (today().equals(before)) {
                assertThat(admin.getEntry(People.dn("app.used"), "authTimestamp")
                                .toLDIFString())
                        .as("no write at each bind")
                        .isEqualTo(written);
            }
            assertThatThrownBy(() -> admin.modify(
                            People.dn("app.used"),
                            new Modification(ModificationType.REPLACE, "authTimestamp", "20200101000000Z")))
                    .isInstanceOf(LDAPException.class);
        }
        for (String service : new String[] {"keycloak", "signing", "audit", "roster", "apps"}) {
            try (LDAPConnection other = server.service(service)) {
                Entry seen = other.getEntry(People.dn("app.used"), "uid", "authTimestamp");
                assertThat(seen == null || !seen.hasAttribute("authTimestamp"))
                        .as(service)
                        .isTrue();
                assertThat(other.search(
                                        "ou=people," + RunningServer.BASE,
                                        SearchScope.ONE,
                                        Filter.createPresenceFilter("authTimestamp"),
                                        "uid")
                                .getSearchEntries())
                        .as(service)
                        .isEmpty();
            }
        }
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh"));
    }

    @Test
    void strangersCannotLockAServiceOut() throws Exception {
        String dn = "cn=keycloak,ou=services," + RunningServer.BASE;
        for (int i = 0; i < 2 * POLICY.bindFailures(); i++) {
            assertThat(opens(dn, "guess")).isFalse();
        }
        assertThat(opens(dn, RunningServer.SERVICES.get("keycloak"))).isTrue();
    }

    private UUID person(String uid) throws Exception {
        UUID id = UUID.randomUUID();
        try (LDAPConnection admin = server.admin()) {
            admin.add(People.entry(uid, id));
        }
        return id;
    }

    private boolean allOpen(String uid, String... secrets) throws Exception {
        boolean all = true;
        for (String secret : secrets) {
            all &= opens(People.dn(uid), secret);
        }
        return all;
    }

    private boolean opens(String dn, String secret) throws LDAPException {
        try (LDAPConnection connection = server.anonymous()) {
            connection.getConnectionOptions().setBindWithDNRequiresPassword(false);
            connection.bind(new com.unboundid.ldap.sdk.SimpleBindRequest(dn, secret.getBytes(StandardCharsets.UTF_8)));
            return true;
        } catch (LDAPException e) {
            assertThat(e.getResultCode()).isIn(ResultCode.INVALID_CREDENTIALS, ResultCode.UNWILLING_TO_PERFORM);
            return false;
        }
    }

    private static void assertReason(Reason reason, Runnable act) {
        assertThatThrownBy(act::run)
                .isInstanceOfSatisfying(
                        DirectoryException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
