package vn.khue.sso.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.khue.directory.Person;

/** The school console as the gate sees it: somebody's token and JSON. */
final class BadgeConsole {
    private final Gate gate;
    private final String token;
    private final HttpClient http = HttpClient.newHttpClient();

    private BadgeConsole(Gate gate, String token) {
        this.gate = gate;
        this.token = token;
    }

    /** Signs that person in by password. */
    static BadgeConsole of(Gate gate, Person person) {
        return new BadgeConsole(
                gate, gate.app(gate.browser()).signIn(person.uid()).access());
    }

    static BadgeConsole withToken(Gate gate, String token) {
        return new BadgeConsole(gate, token);
    }

    /** The new badge of one pupil: {@code qr}, {@code code}, {@code expires}. */
    JsonNode issue(Person pupil) {
        HttpResponse<String> answer = call("POST", "badges", "{\"pupils\":[\"" + pupil.id() + "\"]}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body()).get(0);
    }

    int voidBadge(Person pupil) {
        return call("DELETE", "pupils/" + pupil.id() + "/badge", "").statusCode();
    }

    int resetPictures(Person pupil) {
        return call("DELETE", "pupils/" + pupil.id() + "/pictures", "").statusCode();
    }

    int openWindow(String classGroup) {
        return call("PUT", "classes/" + classGroup + "/window", "{\"minutes\":10}")
                .statusCode();
    }

    int closeWindow(String classGroup) {
        return call("DELETE", "classes/" + classGroup + "/window", "").statusCode();
    }

    int networks(String school, String... networks) {
        return call(
                        "PUT",
                        "schools/" + school + "/networks",
                        JsonMapper.shared().writeValueAsString(java.util.Map.of("networks", List.of(networks))))
                .statusCode();
    }

    /** Open all day on these days of the week. */
    int hours(String school, List<Integer> weekdays) {
        String days = weekdays.stream()
                .map(day -> "{\"weekday\":" + day + ",\"opens\":\"00:00\",\"closes\":\"24:00\"}")
                .collect(Collectors.joining(",", "[", "]"));
        return call("PUT", "schools/" + school + "/hours", "{\"days\":" + days + "}")
                .statusCode();
    }

    /** Days of the week that are neither today nor tomorrow, so that midnight changes nothing. */
    static List<Integer> neitherTodayNorTomorrow(LocalDate today) {
        return List.of(today.plusDays(3).getDayOfWeek().getValue());
    }

    JsonNode enrol(String school) {
        HttpResponse<String> answer =
                call("POST", "schools/" + school + "/devices", "{\"label\":\"phòng máy, máy 1\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    JsonNode school(String school) {
        HttpResponse<String> answer = call("GET", "schools/" + school, "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    int revoke(String school, String device) {
        return call("DELETE", "schools/" + school + "/devices/" + device, "").statusCode();
    }

    HttpResponse<String> call(String method, String path, String body) {
        try {
            return http.send(
                    HttpRequest.newBuilder(URI.create(gate.realm() + "/khue-badge/admin/" + path))
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
