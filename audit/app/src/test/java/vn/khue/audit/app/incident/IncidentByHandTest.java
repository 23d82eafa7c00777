package vn.khue.audit.app.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khue.audit.app.triage.AlertPages;
import vn.khue.web.time.VietnamTime;
import vn.khue.web.trial.TrialBrowser;
import vn.khue.web.trial.TrialPersons;

/** Somebody phoned: an incident that no alert began, in the running service. */
class IncidentByHandTest extends AlertPages {

    private final Map<String, String> breach = Map.of(
            "title",
            "Mất máy tính " + unit,
            "kinds",
            "DATA_BREACH",
            "known",
            minute(Instant.now().minus(3, ChronoUnit.HOURS)),
            "begun",
            minute(Instant.now().minus(30, ChronoUnit.HOURS)),
            "source",
            "PHONE",
            "data",
            "BASIC",
            "affected",
            "40",
            "account",
            "Máy có danh sách lớp, chưa mã hoá <b>");

    private static String minute(Instant moment) {
        return LocalDateTime.ofInstant(moment, VietnamTime.ZONE)
                .truncatedTo(ChronoUnit.MINUTES)
                .toString();
    }

    private HttpResponse<String> post(TrialBrowser who, Map<String, String> fields, String... changes) {
        Map<String, String> form = new TreeMap<>(fields);
        for (int i = 0; i < changes.length; i += 2) {
            form.put(changes[i], changes[i + 1]);
        }
        return who.post(who.get("/incidents/new"), "/incidents", form);
    }

    private UUID opened(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(302, 303);
        return UUID.fromString(TrialBrowser.location(answer).getPath().substring("/incidents/".length()));
    }

    private long cases() {
        return server.database()
                .sql("select count(*) from triage_case where title like ?")
                .param("%" + unit)
                .query(Long.class)
                .single();
    }

    @Test
    void whatWasToldIsACaseWithItsClocksAndEvents() throws Exception {
        assertThat(officer.get("/incidents").body()).contains("href=\"/incidents/new\"");
        HttpResponse<String> answer = post(officer, breach);
        UUID id = opened(answer);
        assertThat(followed(officer, answer))
                .contains("data-done=\"incident.OPENED\"", "Mất máy tính " + unit, "Điện thoại", "40", "nhiều nơi")
                .contains("chưa mã hoá &lt;b&gt;", "data-duty=\"RUNNING\" data-report=\"report\"", "Luật 91/2025/QH15")
                .doesNotContain("data-report=\"subjects\"", "first-report");
        assertThat(officer.get("/incidents").body()).contains(id.toString());
        assertThat(officer.get("/cases").body()).contains(id.toString(), "0 cảnh báo");
        assertThat(officer.get("/cases/" + id).body())
                .contains("Vụ việc này được ghi theo lời báo", "/incidents/" + id, "Đóng vụ việc")
                .doesNotContain("<svg role=\"img\"");
        assertThat(server.recorded("INCIDENT_RECORDED", id.toString())).isEqualTo(1);
        assertThat(server.recorded("CASE_CHANGED", id.toString())).isEqualTo(2);
        assertThat(server.recorded("_", "danh sách lớp"))
                .as("words of people stay out of the ledger")
                .isZero();
        HttpResponse<byte[]> sheet = server.download(officer, "/incidents/" + id + "/sheet");
        try (PDDocument pdf = Loader.loadPDF(sheet.body())) {
            assertThat(new PDFTextStripper().getText(pdf)).contains("Điện thoại", "chưa mã hoá", "40");
        }
    }

    @Test
    void whoseDataSaysWhereTheyWereIsToldToo() {
        UUID id = opened(post(officer, breach, "data", "LOCATION"));
        assertThat(officer.get("/incidents/" + id).body())
                .contains("data-report=\"subjects\"", "data-report=\"report\"", "Báo cho người có dữ liệu");
        assertThat(followed(
                        officer,
                        officer.post(
                                officer.get("/incidents/" + id),
                                "/incidents/" + id,
                                Map.of(
                                        "act",
                                        "REPORTED",
                                        "duty",
                                        "DATA_BREACH.subjects",
                                        "recipient",
                                        "Phụ huynh lớp 6A"))))
                .contains("data-duty=\"DONE\" data-report=\"subjects\"");
    }

    /** It is worked on like any other: alerts join it, and it is closed and taken away as evidence. */
    @Test
    void alertsJoinItAndItEnds() {
        UUID id = opened(post(officer, breach, "kinds", "SERIOUS_INCIDENT"));
        assertThat(officer.get("/incidents/" + id).body()).contains("data-report=\"first-report\"");
        assertThat(followed(
                        officer,
                        officer.post(
                                officer.get("/cases/" + id),
                                "/cases/" + id,
                                Map.of("act", "mark", "reason", "DATA_BREACH", "version", "1"))))
                .contains("data-incident=\"DATA_BREACH\"");
        assertThat(officer.post(officer.get("/cases/" + id), "/cases/" + id + "/evidence", Map.of())
                        .statusCode())
                .isEqualTo(200);
        UUID alert = raise(somebody(), 1);
        HttpResponse<String> page = officer.get("/cases/new?alert=" + alert);
        assertThat(page.body()).contains(id + ".2");
        assertThat(followed(
                        officer,
                        officer.post(
                                page, "/cases", Map.of("alert", alert.toString(), "join", id + ".2", "title", ""))))
                .contains("Đã gộp 1 cảnh báo", alert.toString());
        assertThat(followed(
                        officer,
                        officer.post(
                                officer.get("/cases/" + id),
                                "/cases/" + id,
                                Map.of("act", "close", "reason", "TRUE_POSITIVE", "note", "xong", "version", "3"))))
                .doesNotContain("id=\"failed\"");
    }

    @ParameterizedTest
    @CsvSource({
        "title, '', title",
        "kinds, '', kinds",
        "kinds, EXPLOSION, kinds",
        "known, hôm qua, known",
        "known, 2999-01-01T00:00, known",
        "begun, 2999-01-01T00:00, begun",
        "begun, x, begun",
        "source, TV, source",
        "unit, Trường 1, unit",
        "data, '', data",
        "data, SHOES, data",
        "affected, nhiều, affected",
        "affected, -1, affected",
        "affected, 999999999, affected",
        "account, '', account",
        "account, Số 079 203 001 234 bị lộ, citizen",
        "account, Số 079203001234 bị lộ, citizen",
        "title, 079203001234, citizen"
    })
    void strangeInputIsAnsweredInWordsAndOpensNothing(String field, String typed, String failed) {
        HttpResponse<String> answer = post(officer, breach, field, typed);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains(
                        "data-failed=\"" + failed + "\"",
                        "<title>Lỗi: ",
                        "value=\"40\"".repeat(field.equals("affected") ? 0 : 1))
                .doesNotContain("079203001234", "079 203", "??");
        assertThat(cases()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"KIEM_TOAN", "HIEU_TRUONG", "QT_NEN_TANG", "CHUYEN_VIEN_SO", "GIAO_VIEN"})
    void onlyAnOfficerOpensOne(String role) {
        TrialBrowser browser = server.browser(role);
        assertThat(browser.get("/incidents/new").statusCode()).isEqualTo(403);
        assertThat(browser.post(browser.get("/sign-in-security"), "/incidents", breach)
                        .statusCode())
                .isEqualTo(403);
        assertThat(cases()).isZero();
    }

    /** Who watches over some schools opens for one of these, and sees no other by hand. */
    @Test
    void anOfficerOfADistrictOpensForItsSchoolsOnly() {
        String school = "th-" + unit.substring(2);
        Map<String, Object> claims =
                new TreeMap<>(TrialPersons.person(somebody(), "hoa.tt", "Trần Thị Hoà", "AN_NINH", "x"));
        claims.put("khue_unit", List.of(Map.of("id", "xa-" + school, "name", "Xã", "kind", "XA")));
        claims.put(
                "khue_post",
                List.of(Map.of("unit", "xa-" + school, "roles", List.of("AN_NINH"), "schools", List.of(school))));
        TrialBrowser browser = new TrialBrowser(server.base());
        browser.signIn(server.gate(), claims, "/incidents");
        UUID own = opened(post(browser, breach, "unit", school));
        for (String not : List.of("", "th-khac")) {
            assertThat(post(browser, breach, "unit", not).body()).contains("data-failed=\"unit\"");
        }
        UUID several = opened(post(officer, breach));
        UUID other = opened(post(officer, breach, "unit", "th-khac"));

        assertThat(browser.get("/incidents").body())
                .contains(own.toString())
                .doesNotContain(several.toString(), other.toString());
        assertThat(browser.get("/cases").body()).contains(own.toString()).doesNotContain(several.toString());
        assertThat(browser.get("/incidents/" + own).statusCode()).isEqualTo(200);
        assertThat(browser.get("/incidents/" + several).statusCode()).isEqualTo(404);
        assertThat(browser.get("/cases/" + other).statusCode()).isEqualTo(404);
    }
}
