package vn.khue.sso.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.khue.directory.Person;

/** The school console's help with signing in, as the gate sees it: somebody's token and JSON. */
final class HelpConsole {
    private final Gate gate;
    private final String token;
    private final HttpClient http = HttpClient.newHttpClient();

    private HelpConsole(Gate gate, String token) {
        this.gate = gate;
        this.token = token;
    }

    /** Signs that person in by password. */
    static HelpConsole of(Gate gate, Person person) {
        return withToken(gate, gate.app(gate.browser()).signIn(person.uid()).access());
    }

    static HelpConsole withToken(Gate gate, String token) {
        return new HelpConsole(gate, token);
    }

    /** The badges of the same person. */
    BadgeConsole badges() {
        return BadgeConsole.withToken(gate, token);
    }

    /** The code on a new slip. */
    String slip(Person person) {
        return json(slips(List.of(person))).get(0).path("code").asString();
    }

    HttpResponse<String> slips(List<Person> people) {
        return call(
                "POST",
                "slips",
                JsonMapper.shared()
                        .writeValueAsString(Map.of(
                                "people",
                                people.stream()
                                        .map(person -> person.id().toString())
                                        .toList())));
    }

    int voidSlip(Person person) {
        return call("DELETE", "people/" + person.id() + "/slip", "").statusCode();
    }

    int unlock(Person person) {
        return call("POST", "people/" + person.id() + "/unlock", "").statusCode();
    }

    int endSessions(Person person) {
        return call("DELETE", "people/" + person.id() + "/sessions", "").statusCode();
    }

    JsonNode get(String path) {
        return json(call("GET", path, ""));
    }

    int status(String path) {
        return call("GET", path, "").statusCode();
    }

    static JsonNode json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    HttpResponse<String> call(String method, String path, String body) {
        try {
            return http.send(
                    HttpRequest.newBuilder(URI.create(gate.realm() + "/khue-help/" + path))
                            .header("Authorization", "Bearer " + token)
                            .header("Content-Type", "application/json")
                            .method(method, HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
