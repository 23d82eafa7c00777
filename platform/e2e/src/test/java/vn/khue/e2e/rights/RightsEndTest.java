package vn.khue.e2e.rights;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.khue.directory.Appointment;
import vn.khue.directory.Validity;
import vn.khue.directory.ldap.LdapDirectory;
import vn.khue.directory.ldap.LdapDirectoryWriter;
import vn.khue.directory.ldap.LdapEndpoint;
import vn.khue.e2e.stack.KhueStack;
import vn.khue.e2e.stack.WithKhue;
import vn.khue.launcher.demo.Page;
import vn.khue.launcher.demo.Visitor;
import vn.khue.launcher.district.DemoPerson;
import vn.khue.launcher.process.Poll;

/** With the real Keycloak: a right ends soon after its appointment, and a session with its login. */
@ExtendWith(WithKhue.class)
class RightsEndTest {
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration INTERVAL = Duration.ofMillis(500);
    private static final String BASE = "dc=khue,dc=edu,dc=vn";
    private static final int AUDIT_PORT = 8082;
    private static final int LDAP_PORT = 1389;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void aSecurityOfficerWhoLosesTheRoleLosesThePages(KhueStack khue) {
        KeycloakAdmin admin = new KeycloakAdmin(khue);
        String usual = admin.accessTokenSeconds("khue-audit");
        int ldapPort = URI.create(khue.audit()).getPort() - AUDIT_PORT + LDAP_PORT;
        LdapEndpoint endpoint =
                LdapEndpoint.of("ldap://localhost:" + ldapPort, BASE, "cn=admin," + BASE, khue.secret("ldap-admin"));
        DemoPerson officer = khue.person("security-officer");
        LocalDate today = LocalDate.now(VIETNAM);
        try (LdapDirectory directory = new LdapDirectory(endpoint);
                LdapDirectoryWriter writer = new LdapDirectoryWriter(endpoint)) {
            UUID person =
                    directory.personByUid(officer.username()).orElseThrow().id();
            List<Appointment> appointments =
                    directory.standing(person, today).orElseThrow().appointments();
            // Not five minutes, as in the realm: nobody waits so long for a test.
            admin.accessTokenSeconds("khue-audit", "6");
            Visitor visitor = signedIn(khue, officer);
            assertThat(visitor.open(khue.audit() + "/events").status()).isEqualTo(200);
            appointments.forEach(each -> writer.closeAppointment(each.id(), today.minusDays(1)));
            try {
                assertThat(Poll.until(
                                LIMIT,
                                INTERVAL,
                                () -> visitor.open(khue.audit() + "/events").status() == 403))
                        .as("the log is closed to who is no longer an officer")
                        .isTrue();
            } finally {
                appointments.forEach(each -> writer.add(again(each, today)));
            }
            assertThat(Poll.until(
                            LIMIT,
                            INTERVAL,
                            () -> visitor.open(khue.audit() + "/events").status() == 200))
                    .as("and open again to who is one again, in the same session")
                    .isTrue();
        } finally {
            admin.accessTokenSeconds("khue-audit", usual);
        }
    }

    @Test
    void aLoginThatIsEndedAtTheGateIsEndedInEveryApp(KhueStack khue) {
        DemoPerson officer = khue.person("security-officer");
        Visitor visitor = signedIn(khue, officer);
        assertThat(visitor.open(khue.audit() + "/events").address().toString()).startsWith(khue.audit());
        assertThat(visitor.open(khue.signing() + "/certificates").address().toString())
                .startsWith(khue.signing());

        new KeycloakAdmin(khue).endLogins(officer.username());

        for (String page : List.of(khue.audit() + "/events", khue.signing() + "/certificates")) {
            assertThat(visitor.open(page).address().toString()).as(page).startsWith(khue.keycloak());
        }
    }

    private Visitor signedIn(KhueStack khue, DemoPerson person) {
        Visitor visitor = new Visitor(http, "vi");
        Page code = visitor.submit(visitor.open(khue.audit() + "/events")
                .form("#kc-form-login")
                .with("username", person.username())
                .with("password", person.password()));
        Page page = visitor.submit(code.form("#kc-otp-login-form").with("otp", khue.code(person)));
        assertThat(page.address().toString()).startsWith(khue.audit());
        return visitor;
    }

    /** An appointment that was closed stays closed; the same one begins anew. */
    private static Appointment again(Appointment closed, LocalDate today) {
        return new Appointment(
                UUID.randomUUID(),
                closed.person(),
                closed.unit(),
                closed.position(),
                closed.kind(),
                Validity.since(today),
                closed.decision());
    }
}
