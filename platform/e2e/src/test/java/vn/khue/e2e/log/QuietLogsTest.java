package vn.khue.e2e.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.khue.e2e.stack.KhueStack;
import vn.khue.e2e.stack.WithKhue;
import vn.khue.launcher.demo.Page;
import vn.khue.launcher.demo.Visitor;
import vn.khue.launcher.home.StateDirectory;

/** People type passwords into the field for their name. No log of any part may keep what was typed. */
@ExtendWith(WithKhue.class)
class QuietLogsTest {

    @Test
    void whatSomebodyTypedAsTheirNameIsInNoLog(KhueStack khue) throws Exception {
        String typed = "mat-khau-go-nham-" + UUID.randomUUID();
        HttpClient http = HttpClient.newHttpClient();
        // By the form, as people do.
        for (String door : List.of(khue.signing() + "/documents", consoleOf(khue))) {
            Visitor visitor = new Visitor(http, "vi");
            Page refused = visitor.submit(visitor.open(door)
                    .form("#kc-form-login")
                    .with("username", typed)
                    .with("password", "x"));
            assertThat(refused.status()).as(door).isEqualTo(200);
            assertThat(refused.address().toString()).as(door).startsWith(khue.keycloak());
        }
        // And by the token endpoint, as programs do.
        for (String realm : List.of("khue", "master")) {
            HttpResponse<String> refused = http.send(
                    HttpRequest.newBuilder(
                                    URI.create(khue.keycloak() + "/realms/" + realm + "/protocol/openid-connect/token"))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString(
                                    "grant_type=password&client_id=admin-cli&password=x&username="
                                            + URLEncoder.encode(typed, StandardCharsets.UTF_8)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(refused.statusCode()).as(realm).isBetween(400, 499);
        }

        List<Path> logs;
        try (Stream<Path> files =
                Files.walk(new StateDirectory(khue.state()).log("keycloak").getParent())) {
            logs = files.filter(Files::isRegularFile).collect(Collectors.toList());
        }
        assertThat(logs).extracting(each -> each.getFileName().toString()).contains("keycloak.log");
        for (Path log : logs) {
            assertThat(Files.readString(log, StandardCharsets.ISO_8859_1))
                    .as(log.toString())
                    .doesNotContain(typed);
        }
    }

    /** The way into realm master, whose login people also miss. */
    private static String consoleOf(KhueStack khue) {
        return khue.keycloak()
                + "/realms/master/protocol/openid-connect/auth?client_id=security-admin-console&response_type=code"
                + "&scope=openid&code_challenge_method=S256&code_challenge=" + "a".repeat(43) + "&redirect_uri="
                + URLEncoder.encode(khue.keycloak() + "/admin/master/console/", StandardCharsets.UTF_8);
    }
}
