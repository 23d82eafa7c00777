package vn.khue.e2e.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.khue.e2e.stack.Books;
import vn.khue.e2e.stack.KhueStack;
import vn.khue.e2e.stack.WithKhue;
import vn.khue.launcher.district.DemoPerson;
import vn.khue.launcher.process.Poll;
import vn.khue.launcher.process.ProcessSpec;

/**
 * Two Keycloaks over one database behind Apache: one is killed between a login page and the form that it sent, and nobody notices but for one
 * more try at most. The house's own Keycloak, which is outside of the cluster, has the same database and nothing to do meanwhile.
 */
@Tag("slow")
@ExtendWith(WithKhue.class)
class TwoNodesTest {
    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration OFTEN = Duration.ofMillis(200);
    private static final int WRONG_BEFORE_WAITING = 5;

    @Test
    void oneIsKilledInTheMiddleOfALoginAndNobodyNotices(KhueStack khue) {
        assumeTrue(Balancer.installed(), "Apache is not installed");
        Path folder = khue.state().resolveSibling("two-nodes");
        int port = Node.freePort();
        // The name by which apps know the gate: a logout token of another issuer would be refused by every app.
        String gate = khue.keycloak();
        String proxyAddress = "http://localhost:" + port;
        ProcessSpec single = khue.keycloakProcess();
        Books books = new Books(khue);
        try (Node first = Node.start(single, gate, folder.resolve("node-1.log"));
                Node second = Node.start(single, gate, folder.resolve("node-2.log"))) {
            assertThat(Poll.until(
                            START,
                            OFTEN,
                            () -> first.isReady()
                                    && second.isReady()
                                    && first.isInClusterOf(2)
                                    && second.isInClusterOf(2)))
                    .as("two nodes that know each other: %s", first.output())
                    .isTrue();
            try (Balancer proxy =
                    Balancer.start(folder.resolve("apache"), port, List.of(first.port(), second.port()))) {
                wrongTriesAreCountedTogether(khue, books, proxyAddress);
                aNodeDies(khue, books, proxyAddress, Map.of(1, first, 2, second));
            }
        }
    }

    private static void wrongTriesAreCountedTogether(KhueStack khue, Books books, String proxy) {
        DemoPerson guessed = khue.person("auditor");
        try {
            for (int i = 0; i < WRONG_BEFORE_WAITING; i++) {
                Browser guesser = browser(khue, proxy).on(1 + i % 2);
                assertThat(guesser.send(guesser.open(), guessed.username(), "không phải mật khẩu")
                                .isBackAtTheApp())
                        .isFalse();
            }
            for (int node : new int[] {1, 2}) {
                Browser anew = browser(khue, proxy).on(node);
                Browser.Answer answer = anew.send(anew.open(), guessed.username(), guessed.password());
                assertThat(anew.node()).isEqualTo(node);
                assertThat(answer.body())
                        .as("node %s knows the tries at the other", node)
                        .contains("kc-form-login");
            }
        } finally {
            books.column("keycloak", "delete from khue_login_try returning user_id");
        }
    }

    private static void aNodeDies(KhueStack khue, Books books, String proxy, Map<Integer, Node> nodes) {
        DemoPerson student = khue.person("student");
        DemoPerson parent = khue.person("parent");
        long studentsBefore = logins(books, student);
        long parentsBefore = logins(books, parent);

        Browser before = browser(khue, proxy).on(1);
        JsonObject session = before.tokens(before.send(before.open(), student.username(), student.password()));
        Browser other = browser(khue, proxy).on(1);
        JsonObject another = other.tokens(other.send(other.open(), student.username(), student.password()));
        Browser visitor = browser(khue, proxy).on(1);
        Browser.Answer page = visitor.open();
        assertThat(visitor.node()).isEqualTo(1);

        nodes.get(1).kill();

        Browser.Answer sent = visitor.send(page, parent.username(), parent.password());
        if (!sent.isBackAtTheApp()) {
            sent = visitor.send(visitor.open(), parent.username(), parent.password());
        }
        assertThat(sent.isBackAtTheApp())
                .as("signed in after one more try at most: %s", sent)
                .isTrue();
        assertThat(visitor.node()).isEqualTo(2);
        assertThat(visitor.tokens(sent).get("access_token").getAsString()).isNotEmpty();
        assertThat(visitor.open().isBackAtTheApp())
                .as("and is signed in for the next app")
                .isTrue();

        JsonObject renewed = before.refresh(session).orElseThrow();
        assertThat(before.open().isBackAtTheApp())
                .as("a session that was begun at the dead node goes on")
                .isTrue();
        assertThat(other.logout(another)).isLessThan(400);
        assertThat(other.refresh(another)).as("and ends at the other").isEmpty();
        assertThat(before.refresh(renewed)).as("it alone").isPresent();

        assertThat(Poll.until(
                        SOON, OFTEN, () -> waiting(books).values().stream().allMatch(rows -> rows == 0)))
                .as("every event is delivered, and every app told: %s", waiting(books))
                .isTrue();
        assertThat(logins(books, parent) - parentsBefore)
                .as("logins of the parent in the log: the form, and the next app")
                .isEqualTo(2);
        assertThat(logins(books, student) - studentsBefore)
                .as("logins of the student in the log: two forms, and the next app")
                .isEqualTo(3);
        assertThat(books.number("audit", "select count(*) - count(distinct id) from audit_event"))
                .as("events that stand in the log twice")
                .isZero();
    }

    private static Map<String, Long> waiting(Books books) {
        return Map.of(
                "events at the gate",
                books.number("keycloak", "select count(*) from audit_outbox"),
                "logouts",
                books.number("keycloak", "select count(*) from khue_app_session where ended_at is not null"),
                "events outside of the ledger",
                books.number("audit", "select (select count(*) from audit_event) - (select size from ledger_head)"));
    }

    private static long logins(Books books, DemoPerson person) {
        assertThat(Poll.until(SOON, OFTEN, () -> books.number("keycloak", "select count(*) from audit_outbox") == 0))
                .as("everything of the gate is delivered")
                .isTrue();
        String id = books.column("keycloak", """
                        select a.value from user_entity u join user_attribute a on a.user_id = u.id and a.name = 'LDAP_ID'
                        where u.username = ?""", person.username()).get(0);
        return books.number(
                "audit",
                "select count(*) from audit_event where kind = 'LOGIN' and outcome = 'SUCCESS' and actor = ?",
                id);
    }

    private static Browser browser(KhueStack khue, String proxy) {
        return new Browser(khue.keycloak(), proxy, khue.signing(), khue.secret("client-signing"));
    }
}
