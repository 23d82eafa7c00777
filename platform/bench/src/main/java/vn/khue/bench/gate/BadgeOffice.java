package vn.khue.bench.gate;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.khue.bench.BenchException;
import vn.khue.sso.realm.Administrator;
import vn.khue.sso.realm.DemoAccount;
import vn.khue.sso.realm.DemoAccounts;

/** Badges for the whole class, as its teacher issues them over the console's client; each pupil has chosen pictures. */
final class BadgeOffice {
    private static final List<Integer> PICTURES = List.of(3, 7, 3);
    /** What a school enters: here every address of this machine, at every hour. */
    private static final List<String> PLACE = List.of(
            "insert into khue_badge_network (unit, cidr) values ('" + Surroundings.SCHOOL + "', '127.0.0.0/8')",
            "insert into khue_badge_hours (unit, weekday, opens, closes) select '" + Surroundings.SCHOOL
                    + "', day, 0, 1440 from generate_series(1, 7) day");

    private final KeycloakServer server;
    private final Surroundings around;
    private final DataSource database;
    private final HttpClient http = HttpClient.newHttpClient();

    BadgeOffice(KeycloakServer server, Surroundings around, DataSource database) {
        this.server = server;
        this.around = around;
        this.database = database;
    }

    /** @param password for the teacher */
    List<Badge> issue(String password) throws IOException, SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            for (String line : PLACE) {
                statement.execute(line);
            }
        }
        new DemoAccounts(server.url(), new Administrator(KeycloakServer.ADMINISTRATOR, KeycloakServer.PASSWORD))
                .ensure(List.of(new DemoAccount(Surroundings.TEACHER, password, Optional.empty())));
        var console = new App(
                server.port(),
                "khue",
                "khue-school-console",
                around.secret("client-console"),
                Surroundings.CONSOLE + "/login/oauth2/code/khue",
                "",
                "");
        try (var teacher = new Visitor(console)) {
            teacher.signIn(Surroundings.TEACHER, password);
            String token = teacher.accessToken();
            ask(token, "PUT", "classes/" + Surroundings.CLASS + "/window", "{\"minutes\":60}", 204);
            String pupils = IntStream.range(0, LoginsBench.PEOPLE)
                    .mapToObj(i -> '"' + Surroundings.pupil(i).toString() + '"')
                    .collect(Collectors.joining(",", "{\"pupils\":[", "]}"));
            var badges = new ArrayList<Badge>();
            for (JsonNode badge : JsonMapper.shared().readTree(ask(token, "POST", "badges", pupils, 200))) {
                badges.add(new Badge(badge.path("code").asString(), PICTURES));
            }
            for (Badge badge : badges) {
                teacher.signIn(badge);
            }
            return badges;
        }
    }

    private String ask(String token, String method, String path, String body, int expected) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "/realms/khue/khue-badge/admin/" + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != expected) {
                throw new BenchException(
                        "expected status " + expected + " of " + path + ", found " + answer.statusCode());
            }
            return answer.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }
}
