package vn.khue.console.school;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khue.console.ConsoleServer;
import vn.khue.web.trial.TrialBrowser;

/** What the page of networks, hours and devices makes of what the gate says, and what it asks of it. */
final class SchoolPagesTest {

    private static final String GATE = "/khue-badge/admin/schools/u1";
    private static final String DEVICE = "0d000000-0000-4000-8000-000000000001";
    private static final String SET = "{\"networks\":[\"10.1.0.0/16\"],\"hours\":[{\"weekday\":1,\"opens\":\"07:00\","
            + "\"closes\":\"17:00\"}],\"devices\":[{\"id\":\"" + DEVICE + "\",\"label\":\"Máy <3>\","
            + "\"enrolled\":null,\"until\":\"2026-11-27T03:00:00Z\"}]}";

    private final ConsoleServer server = ConsoleServer.get();

    @BeforeEach
    void schoolIt() {
        server.gate()
                .answers(
                        "/khue-help/mine",
                        200,
                        "{\"classes\":[],\"units\":[{\"unit\":\"u1\",\"name\":\"Trường u1\","
                                + "\"acts\":[\"SET_NETWORKS\",\"SET_HOURS\",\"ENROL_DEVICE\",\"REVOKE_DEVICE\"]}]}");
        server.gate().answers(GATE, 200, SET);
    }

    @Test
    void showsWhatIsSetNow() {
        TrialBrowser browser = server.browser("QT_CNTT");
        assertThat(TrialBrowser.location(browser.get("/school")).getPath()).isEqualTo("/school/u1");

        assertThat(browser.get("/school/u1").body())
                .contains("value=\"10.1.0.0/16\"", "value=\"07:00\"", "value=\"17:00\"", "Máy &lt;3&gt;", "đến 10:00")
                .doesNotContain("??", "style=", "Máy <3>");
    }

    @Test
    void setsTheDaysThatHaveHoursAndNoOthers() {
        TrialBrowser browser = server.browser("QT_CNTT");
        HttpResponse<String> page = browser.get("/school/u1");
        server.gate().answers(GATE + "/hours", 204, "");
        server.gate().asked();

        HttpResponse<String> done = browser.post(page, "/school/u1/hours", week("2", "07:00", "11:30"));

        assertThat(done.statusCode()).isEqualTo(302);
        assertThat(server.gate().asked())
                .filteredOn(asked -> asked.startsWith("PUT"))
                .singleElement()
                .asString()
                .contains("\"weekday\":2", "\"opens\":\"07:00\"", "\"closes\":\"11:30\"")
                .doesNotContain("\"weekday\":1");
        assertThat(browser.get("/school/u1").body()).contains("Đã đặt giờ dùng thẻ");
    }

    @ParameterizedTest
    @CsvSource({"7h, 17:00", "07:00, ''", "'', 17:00", "17:00, 07:00", "07:00, 07:00", "07:00, 25:00"})
    void saysWhichDayIsWrongAndKeepsWhatWasTyped(String opens, String closes) {
        TrialBrowser browser = server.browser("QT_CNTT");
        HttpResponse<String> page = browser.get("/school/u1");
        server.gate().asked();

        HttpResponse<String> again = browser.post(page, "/school/u1/hours", week("3", opens, closes));

        assertThat(again.statusCode()).isEqualTo(400);
        assertThat(again.body()).contains("<title>Lỗi: ", "id=\"wrong-3\"").doesNotContain("id=\"wrong-1\"");
        assertThat(again.body()).contains("value=\"" + (opens.isEmpty() ? closes : opens) + "\"");
        assertThat(server.gate().asked()).noneMatch(asked -> asked.startsWith("PUT"));
    }

    @Test
    void showsTheCodeOfADeviceOnceAndRevokesIt() {
        TrialBrowser browser = server.browser("QT_CNTT");
        HttpResponse<String> page = browser.get("/school/u1");
        server.gate().answers(GATE + "/devices", 200, "{\"id\":\"" + DEVICE + "\",\"code\":\"K7WQ-2M4X\"}");

        HttpResponse<String> made = browser.post(page, "/school/u1/devices", Map.of("label", " Máy 3 "));

        assertThat(made.body())
                .contains("K7WQ-2M4X", "Máy 3", server.gate().issuer() + "/khue-badge/device")
                .doesNotContain("??");
        assertThat(made.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(browser.get("/school/u1").body()).doesNotContain("K7WQ-2M4X");

        server.gate().answers(GATE + "/devices/" + DEVICE, 204, "");
        browser.post(page, "/school/u1/devices/" + DEVICE + "/revoke", Map.of());
        assertThat(server.gate().asked()).contains("DELETE " + GATE + "/devices/" + DEVICE + " ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void wantsANameForADevice(String label) {
        TrialBrowser browser = server.browser("QT_CNTT");
        HttpResponse<String> page = browser.get("/school/u1");

        assertThat(browser.post(page, "/school/u1/devices", Map.of("label", label))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void isNotThereForWhoHelpsNoStaff() {
        server.gate().answers("/khue-help/mine", 200, ConsoleServer.mine("\"OPEN_WINDOW\""));
        TrialBrowser browser = server.browser("GIAO_VIEN");

        assertThat(browser.get("/school/u1").statusCode()).isEqualTo(404);
        assertThat(TrialBrowser.location(browser.get("/school")).getPath()).isEqualTo("/classes");
    }

    private static Map<String, String> week(String weekday, String opens, String closes) {
        Map<String, String> fields = new HashMap<>();
        for (int day = 1; day <= 7; day++) {
            fields.put("opens" + day, "");
            fields.put("closes" + day, "");
        }
        fields.put("opens" + weekday, opens);
        fields.put("closes" + weekday, closes);
        return fields;
    }
}
