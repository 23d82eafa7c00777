package vn.khue.e2e.clients;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.directory.apppassword.AppPasswords;
import vn.khue.directory.apppassword.NewAppPassword;
import vn.khue.directory.ldap.LdapDirectory;
import vn.khue.directory.ldap.LdapEndpoint;
import vn.khue.e2e.browser.Chromium;
import vn.khue.e2e.rights.KeycloakAdmin;
import vn.khue.e2e.stack.KhueStack;
import vn.khue.e2e.stack.WithKhue;
import vn.khue.launcher.district.DemoPerson;
import vn.khue.launcher.process.Poll;
import vn.khue.web.trial.Look;

/** Apps without a web server of their own: in the browser alone, a service, a device, mail, and what only knows LDAP. */
@ExtendWith({WithKhue.class, Chromium.Extension.class, RelyingParties.Started.class})
class OtherClientsTest {
    private static final int WIDTH = 1280;
    private static final String BASE = "dc=khue,dc=edu,dc=vn";

    @Test
    void anAppInTheBrowserAloneSignsInAndLosesItsTokenAtLogout(
            KhueStack khue, Chromium chromium, RelyingParties parties) {
        DemoPerson student = khue.person("student");
        String site = parties.site("https://bang-tin.example.vn") + "/";
        try (BrowserContext browser = chromium.visitor(WIDTH, true)) {
            Page page = browser.newPage();
            signIn(page, site, khue, student);
            page.locator("#renew").click();
            assertThat(page.locator("#who")).hasText(student.name());

            new KeycloakAdmin(khue).endLogins(student.username());
            page.locator("#renew").click();
            assertThat(page.locator("#who")).containsText("invalid_grant");

            signIn(page, site, khue, student);
            page.locator("#logout").click();
            assertThat(page).hasURL(site);
            page.locator("#login").click();
            assertThat(page.locator("#password")).isVisible();
        }
    }

    private static void signIn(Page page, String site, KhueStack khue, DemoPerson person) {
        page.navigate(site + "?gate=" + At.encoded(khue.keycloak()));
        page.locator("#login").click();
        page.locator("#username").fill(person.username());
        page.locator("#password").fill(person.password());
        page.locator("#kc-login").click();
        assertThat(page.locator("#who")).hasText(person.name());
    }

    @Test
    void aServiceProvesItselfByItsKeyAndByNothingElse(KhueStack khue, RelyingParties parties) {
        GateTokens gate = new GateTokens(khue);
        String assertion = gate.assertion(
                RelyingParties.SERVICE, "2026", parties.serviceKey().getPrivate());
        Map<String, String> form = Map.of(
                "grant_type",
                "client_credentials",
                "client_id",
                RelyingParties.SERVICE,
                "client_assertion_type",
                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                "client_assertion",
                assertion);

        GateTokens.Answer token = gate.token(form);
        assertThat(token.status()).as(token.body().toString()).isEqualTo(200);
        assertThat(token.text("refresh_token")).isEmpty();
        assertThat(GateTokens.claims(token.text("access_token")).get("azp").getAsString())
                .isEqualTo(RelyingParties.SERVICE);

        assertThat(gate.token(form).status()).as("the same assertion again").isEqualTo(400);
        assertThat(gate.token(Map.of("grant_type", "client_credentials", "client_id", RelyingParties.SERVICE))
                        .text("error"))
                .isEqualTo("invalid_client");
    }

    @Test
    void aDeviceIsSignedInByABrowserElsewhere(KhueStack khue, Chromium chromium, RelyingParties parties) {
        GateTokens gate = new GateTokens(khue);
        GateTokens.Answer begun = gate.device(RelyingParties.DEVICE);
        assertThat(begun.status()).as(begun.body().toString()).isEqualTo(200);
        Map<String, String> ask = Map.of(
                "grant_type",
                "urn:ietf:params:oauth:grant-type:device_code",
                "client_id",
                RelyingParties.DEVICE,
                "device_code",
                begun.text("device_code"));
        assertThat(gate.token(ask).text("error")).isEqualTo("authorization_pending");

        DemoPerson teacher = khue.person("teacher");
        try (BrowserContext browser = chromium.visitor(WIDTH, true)) {
            Page page = browser.newPage();
            page.navigate(begun.text("verification_uri"));
            Look.everywhere(page, "gate-device");
            page.locator("#device-user-code").fill("AAAA-AAAA");
            page.locator("#kc-login").click();
            assertThat(page.locator("[role=alert]")).containsText("Mã chưa đúng");
            page.locator("#device-user-code").fill(begun.text("user_code"));
            page.locator("#kc-login").click();
            page.locator("#username").fill(teacher.username());
            page.locator("#password").fill(teacher.password());
            page.locator("#kc-login").click();
            assertThat(page.locator("h1")).containsText("Màn hình tin");
            Look.everywhere(page, "gate-device-agree");
            page.locator("#kc-login").click();
            assertThat(page.locator("h1")).hasText("Thiết bị đã đăng nhập");
            Look.everywhere(page, "gate-device-done");
        }
        assertThat(Poll.until(
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(5),
                        () -> gate.token(ask).text("error").isEmpty()))
                .isTrue();
        assertThat(gate.device(RelyingParties.SPA).status())
                .as("no device flow for another app")
                .isEqualTo(400);
    }

    @Test
    void mailOpensWithATokenOfTheMailAppUntilLogout(KhueStack khue, Chromium chromium, RelyingParties parties) {
        Assumptions.assumeTrue(parties.dovecot().isPresent(), "dovecot-imapd");
        Dovecot mail = parties.dovecot().orElseThrow();
        DemoPerson clerk = khue.person("clerk");
        String site = parties.site("https://thu.example.vn");
        GateTokens gate = new GateTokens(khue);
        String verifier = "a-verifier-of-at-least-forty-three-characters-length";
        try (BrowserContext browser = chromium.visitor(WIDTH, true)) {
            At at = new At(browser.newPage(), khue);
            at.signIn(
                    khue.keycloak() + "/realms/khue/protocol/openid-connect/auth?client_id=" + RelyingParties.MAIL
                            + "&response_type=code&scope=openid&redirect_uri=" + At.encoded(site + "/back")
                            + "&code_challenge=CHALLENGE&code_challenge_method=S256"
                                    .replace("CHALLENGE", Pkce.challenge(verifier)),
                    clerk);
            at.page().waitForURL(back -> back.startsWith(site + "/back?"));
            String code = at.page().url().replaceAll(".*[?&]code=([^&]*).*", "$1");
            GateTokens.Answer token = gate.token(Map.of(
                    "grant_type",
                    "authorization_code",
                    "code",
                    code,
                    "redirect_uri",
                    site + "/back",
                    "code_verifier",
                    verifier,
                    "client_id",
                    RelyingParties.MAIL,
                    "client_secret",
                    parties.secret(RelyingParties.MAIL)));
            assertThat(token.status()).as(token.body().toString()).isEqualTo(200);
            String access = token.text("access_token");

            assertThat(mail.xoauth2(clerk.username(), access)).isEqualTo("OK");
            assertThat(mail.oauthBearer(clerk.username(), access)).isEqualTo("OK");
            assertThat(mail.xoauth2(khue.person("principal").username(), access))
                    .as("somebody else's mailbox")
                    .isEqualTo("NO");
            // The session is the clerk's, the token another app's.
            Page board = browser.newPage();
            board.navigate(parties.site("https://bang-tin.example.vn") + "/?gate=" + At.encoded(khue.keycloak()));
            board.locator("#login").click();
            assertThat(board.locator("#who")).hasText(clerk.name());
            assertThat(mail.xoauth2(clerk.username(), (String) board.evaluate("sessionStorage.access")))
                    .as("a token of another app")
                    .isEqualTo("NO");

            new KeycloakAdmin(khue).endLogins(clerk.username());
            assertThat(mail.xoauth2(clerk.username(), access)).isEqualTo("NO");
        }
    }

    @Test
    void whatKnowsLdapOnlyBindsWithAnAppPassword(KhueStack khue, @TempDir Path folder) throws Exception {
        DemoPerson librarian = khue.person("teacher");
        LdapEndpoint office = LdapEndpoint.of(
                "ldap://localhost:" + khue.ldapPort(),
                BASE,
                "cn=app-passwords,ou=services," + BASE,
                khue.secret("ldap-app-passwords"));
        LdapEndpoint admin = LdapEndpoint.of(
                "ldap://localhost:" + khue.ldapPort(), BASE, "cn=admin," + BASE, khue.secret("ldap-admin"));
        try (LdapDirectory directory = new LdapDirectory(admin);
                AppPasswords passwords = new AppPasswords(office, new SecureRandom(), Clock.systemUTC())) {
            UUID person =
                    directory.personByUid(librarian.username()).orElseThrow().id();
            NewAppPassword made = passwords.add(person, "máy in");
            try {
                assertThat(ldapsearch(khue, librarian.username(), made.secret()))
                        .isZero();
                assertThat(ldapsearch(khue, librarian.username(), librarian.password()))
                        .as("the main password opens nothing here")
                        .isEqualTo(49);
                if (PamLogin.possible()) {
                    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
                    PamLogin pam = new PamLogin(folder, khue.ldapPort(), BASE, khue.secret("ldap-apps"));
                    assertThat(pam.opens(librarian.username(), made.secret())).isTrue();
                    assertThat(pam.opens(librarian.username(), "khong-phai")).isFalse();
                }
            } finally {
                passwords.revoke(person, made.about().id());
            }
            assertThat(ldapsearch(khue, librarian.username(), made.secret()))
                    .as("revoked")
                    .isEqualTo(49);
        }
    }

    /** Exit code of a search that binds as that person: 0, or 49 for wrong credentials (RFC 4511, 4.1.9). */
    private static int ldapsearch(KhueStack khue, String user, String password) throws Exception {
        Process process = new ProcessBuilder(List.of(
                        "ldapsearch",
                        "-x",
                        "-H",
                        URI.create("ldap://localhost:" + khue.ldapPort()).toString(),
                        "-D",
                        "uid=" + user + ",ou=people," + BASE,
                        "-w",
                        password,
                        "-s",
                        "base",
                        "-b",
                        "",
                        "1.1"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor();
    }
}
