package vn.khue.audit.app.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khue.audit.app.AuditServer;
import vn.khue.audit.app.triage.AlertPages;
import vn.khue.audit.detection.sigma.SigmaLevel;
import vn.khue.audit.event.AuditEvent;
import vn.khue.web.trial.TrialBrowser;

/** Alerts put together, worked on as one, and taken apart, in the running service. */
class CasePagesTest extends AlertPages {

    private static final Pattern TOKEN = Pattern.compile("name=\"g\" value=\"([^\"]+)\"");

    private UUID open(TrialBrowser who, String title, UUID... alerts) {
        String ids =
                String.join(",", List.of(alerts).stream().map(UUID::toString).toList());
        HttpResponse<String> answer =
                who.post(who.get("/cases/new?alert=" + ids), "/cases", Map.of("alert", ids, "title", title));
        assertThat(answer.statusCode()).as(answer.body()).isBetween(302, 303);
        return UUID.fromString(TrialBrowser.location(answer).getPath().substring("/cases/".length()));
    }

    private HttpResponse<String> decide(TrialBrowser who, UUID id, int version, Map<String, String> fields) {
        Map<String, String> form = new TreeMap<>(fields);
        form.put("version", Integer.toString(version));
        return who.post(who.get("/cases/" + id), "/cases/" + id, form);
    }

    private long number(String sql, UUID id) {
        return server.database().sql(sql).param(id).query(Long.class).single();
    }

    private long decisions(UUID id) {
        return number("select count(*) from triage_case_decision where case_id = ?", id);
    }

    private String state(UUID alert) {
        return server.database()
                .sql("select coalesce((select state from alert_triage where alert = ?), 'OPEN')")
                .param(alert)
                .query(String.class)
                .single();
    }

    @Test
    void groupsOfTheQueueBecomeACaseAndAreTheOfficers() {
        String about = somebody();
        UUID one = raise(about, 1);
        UUID two = raise(about, 2);
        UUID three = raise(somebody(), 3);
        HttpResponse<String> queue = officer.get("/alerts/queue?unit=" + unit);
        String chosen = followed(
                officer,
                officer.post(
                        queue,
                        "/alerts/queue",
                        Map.of("g", String.join(",", all(TOKEN, queue.body())), "act", "case", "unit", unit)));
        assertThat(chosen).contains("3 cảnh báo", one.toString(), two.toString(), three.toString());
        UUID id = open(officer, "Cùng một đợt", one, two, three);
        String page = officer.get("/cases/" + id).body();
        assertThat(page)
                .contains("Cùng một đợt", "Ngô Thanh Lan lập vụ việc", "3 cảnh báo", "Của tôi")
                .contains(one.toString(), two.toString(), three.toString());
        assertThat(state(one)).isEqualTo("TAKEN");
        assertThat(officer.get("/alerts/queue?unit=" + unit).body()).contains("Vụ việc ");
        assertThat(officer.get("/alerts/" + one).body()).contains("/cases/" + id);
        assertThat(officer.get("/cases").body()).contains(id.toString(), "Cùng một đợt");
        assertThat(server.recorded("CASE_CHANGED", id.toString())).isEqualTo(4);
        assertThat(server.recorded("CASE_CHANGED", "Cùng một đợt"))
                .as("words of people stay out of the ledger")
                .isZero();
    }

    @Test
    void whatIsInACaseIsNotPutIntoAnother() {
        UUID alert = raise(somebody(), 1);
        UUID id = open(officer, "Một", alert);
        HttpResponse<String> again = officer.get("/cases/new?alert=" + alert);
        assertThat(again.body()).contains("1 cảnh báo đã nằm trong vụ việc khác");
        HttpResponse<String> answer =
                officer.post(officer.get("/cases/" + id), "/cases", Map.of("alert", alert.toString(), "title", "Hai"));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("<title>Lỗi: ");
        assertThat(number("select count(*) from triage_case_alert where alert = ?", alert))
                .isEqualTo(1);
    }

    @Test
    void alertsJoinAnOpenCaseAndAreTakenOut() {
        UUID one = raise(somebody(), 1);
        UUID two = raise(somebody(), 2);
        UUID id = open(officer, "Nhận thêm", one);
        HttpResponse<String> page = officer.get("/cases/new?alert=" + two);
        assertThat(page.body()).contains(id + ".1", "Nhận thêm");
        HttpResponse<String> stale =
                officer.post(page, "/cases", Map.of("alert", two.toString(), "join", id + ".7", "title", ""));
        assertThat(stale.statusCode()).isEqualTo(400);
        assertThat(stale.body()).contains("Có người vừa quyết định");
        assertThat(followed(
                        officer,
                        officer.post(page, "/cases", Map.of("alert", two.toString(), "join", id + ".1", "title", ""))))
                .contains("Đã gộp 1 cảnh báo", two.toString());
        assertThat(followed(
                        officer,
                        officer.post(
                                officer.get("/cases/" + id),
                                "/cases/" + id + "/alerts/" + two + "/remove",
                                Map.of("version", "2"))))
                .contains("Đã tách cảnh báo ra khỏi vụ việc.");
        assertThat(officer.get("/alerts/" + two).body()).doesNotContain("/cases/" + id);
        assertThat(followed(
                        officer,
                        officer.post(
                                officer.get("/cases/" + id),
                                "/cases/" + id + "/alerts/" + one + "/remove",
                                Map.of("version", "3"))))
                .as("a case has at least one alert")
                .contains("Việc này không hợp");
        assertThat(number("select count(*) from triage_case_alert where case_id = ?", id))
                .isEqualTo(1);
        assertThat(server.recorded("CASE_CHANGED", two.toString())).isEqualTo(2);
    }

    @Test
    void closingClosesItsAlertsAndTheSecondOfTwoMustLookAgain() {
        UUID one = raise(somebody(), 1);
        UUID two = raise(somebody(), 2);
        UUID id = open(officer, "Đóng một lần", one, two);
        TrialBrowser other = second();
        assertThat(followed(officer, decide(officer, id, 1, Map.of("act", "close", "reason", "BENIGN"))))
                .contains("Xin viết ghi chú");
        assertThat(followed(other, decide(other, id, 1, Map.of("act", "take")))).contains("Trần Văn Minh nhận vụ việc");
        Map<String, String> close = Map.of("act", "close", "reason", "FALSE_POSITIVE", "note", "máy <b>quét</b>");
        assertThat(followed(officer, decide(officer, id, 1, close)))
                .contains("Có người vừa quyết định", "value=\"máy &lt;b&gt;quét&lt;/b&gt;\"");
        assertThat(state(one)).isEqualTo("TAKEN");
        assertThat(followed(officer, decide(officer, id, 2, close)))
                .contains("Đã đóng vụ việc", "Báo nhầm", "máy &lt;b&gt;quét&lt;/b&gt;");
        assertThat(List.of(state(one), state(two))).containsOnly("CLOSED");
        assertThat(server.recorded("ALERT_CLOSED", one.toString())).isEqualTo(1);
        assertThat(server.recorded("ALERT_CLOSED", two.toString())).isEqualTo(1);
        assertThat(followed(officer, decide(officer, id, 3, Map.of("act", "reopen", "note", "lại thấy"))))
                .contains("Cảnh báo trong đó vẫn đóng");
        assertThat(state(one)).isEqualTo("CLOSED");
        assertThat(officer.get("/cases?state=CLOSED").body()).doesNotContain(id.toString());
    }

    @Test
    void theClocksRunFromTheFirstAlertAndNeverLater() {
        UUID late = raise(somebody(), 1);
        UUID early = raise(somebody(), 2);
        server.database()
                .sql("update detection_alert set raised_at = raised_at - interval '5 hours' where id = ?")
                .param(early)
                .update();
        officer.post(
                officer.get("/alerts/" + late),
                "/alerts/" + late,
                Map.of("act", "mark", "reason", "DATA_BREACH", "version", "0"));
        UUID id = open(officer, "Lộ dữ liệu", late);
        assertThat(officer.get("/cases/" + id).body())
                .contains("data-incident=\"DATA_BREACH\"", "còn 71:59 giờ", "Luật 91/2025/QH15, Điều 23");
        officer.post(
                officer.get("/cases/new?alert=" + early),
                "/cases",
                Map.of("alert", early.toString(), "join", id + ".1", "title", ""));
        assertThat(officer.get("/cases/" + id).body()).contains("còn 66:59 giờ");
        officer.post(
                officer.get("/cases/" + id), "/cases/" + id + "/alerts/" + early + "/remove", Map.of("version", "2"));
        assertThat(officer.get("/cases/" + id).body())
                .as("an alert that leaves takes no time with it")
                .contains("còn 66:59 giờ");
        assertThat(followed(officer, decide(officer, id, 3, Map.of("act", "mark", "reason", "SERIOUS_INCIDENT"))))
                .contains("data-clock=\"first-report\"", "còn 23:59 giờ");
        String alert = officer.get("/alerts/" + late).body();
        assertThat(alert).contains("Đồng hồ theo luật chạy ở đó.").doesNotContain("data-clock", "id=\"mark\"");
        assertThat(followed(
                        officer,
                        officer.post(
                                officer.get("/alerts/" + late),
                                "/alerts/" + late,
                                Map.of("act", "mark", "reason", "SERIOUS_INCIDENT", "version", "2"))))
                .contains("Việc này không hợp");
    }

    @Test
    void nobodyDecidesAboutACaseThatNamesThem() {
        UUID mine = raise(AuditServer.id("AN_NINH"), 1);
        UUID other = raise(somebody(), 2);
        HttpResponse<String> refused = officer.post(
                officer.get("/cases/new?alert=" + mine), "/cases", Map.of("alert", mine.toString(), "title", "Tôi"));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("Cần người khác quyết định");
        UUID id = open(second(), "Về cán bộ", mine, other);
        for (Map<String, String> act : List.of(
                Map.of("act", "take"),
                Map.of("act", "close", "reason", "BENIGN", "note", "tôi"),
                Map.of("act", "mark", "reason", "DATA_BREACH"))) {
            assertThat(followed(officer, decide(officer, id, 1, act))).contains("Cần người khác quyết định");
        }
        assertThat(followed(
                        officer,
                        officer.post(
                                officer.get("/cases/" + id),
                                "/cases/" + id + "/alerts/" + mine + "/remove",
                                Map.of("version", "1"))))
                .contains("Cần người khác quyết định");
        long before = decisions(id);
        decide(officer, id, 1, Map.of("act", "comment", "note", "tôi thử quy tắc"));
        assertThat(decisions(id)).isEqualTo(before + 1);
    }

    @Test
    void aPrincipalSeesACaseThatIsWhollyOfTheirSchoolAndDecidesNothing() {
        AuditEvent here = event("city", 1);
        AuditEvent there = event("elsewhere", 1);
        server.deliver(List.of(here, there));
        UUID own = raise(RULE, SigmaLevel.MEDIUM, somebody(), 1, here);
        UUID mixed = raise(RULE, SigmaLevel.MEDIUM, somebody(), 1, here);
        UUID foreign = raise(RULE, SigmaLevel.MEDIUM, somebody(), 1, there);
        UUID seen = open(officer, "Của trường", own);
        UUID hidden = open(officer, "Của hai trường", mixed, foreign);
        TrialBrowser principal = server.browser("HIEU_TRUONG");
        assertThat(principal.get("/cases").body())
                .contains(seen.toString())
                .doesNotContain(hidden.toString(), "Của hai trường", "href=\"/events");
        HttpResponse<String> page = principal.get("/cases/" + seen);
        assertThat(page.body()).contains("Chỉ xem.").doesNotContain("name=\"act\"", "/evidence", "href=\"/events");
        assertThat(principal.get("/cases/" + hidden).statusCode()).isEqualTo(404);
        deniesEveryAct(principal, page, seen, own);
    }

    @ParameterizedTest
    @ValueSource(strings = {"KIEM_TOAN", "GIAO_VIEN", "QT_NEN_TANG", "QT_CNTT"})
    void isWorkedOnByOfficersOnly(String role) {
        UUID alert = raise(somebody(), 1);
        UUID id = open(officer, "Chỉ cán bộ", alert);
        TrialBrowser browser = server.browser(role);
        boolean reads = role.equals("KIEM_TOAN");
        assertThat(browser.get("/cases").statusCode()).isEqualTo(reads ? 200 : 403);
        assertThat(browser.get("/cases/" + id).statusCode()).isEqualTo(reads ? 200 : 403);
        deniesEveryAct(browser, browser.get(reads ? "/cases/" + id : "/sign-in-security"), id, alert);
    }

    private void deniesEveryAct(TrialBrowser browser, HttpResponse<String> page, UUID id, UUID alert) {
        long before = decisions(id);
        assertThat(browser.get("/cases/new?alert=" + alert).statusCode()).isEqualTo(403);
        for (String act : List.of("take", "comment", "close", "reopen", "mark", "x")) {
            assertThat(browser.post(
                                    page,
                                    "/cases/" + id,
                                    Map.of("act", act, "version", "1", "note", "x", "reason", "BENIGN"))
                            .statusCode())
                    .as(act)
                    .isEqualTo(403);
        }
        for (String path : List.of(
                "/cases/" + id + "/alerts/" + alert + "/remove",
                "/cases/" + id + "/evidence",
                "/alerts/" + alert + "/evidence",
                "/cases")) {
            assertThat(browser.post(page, path, Map.of("version", "1", "alert", alert.toString(), "title", "x"))
                            .statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
        assertThat(decisions(id)).isEqualTo(before);
    }

    @Test
    void strangeFormsDoNothing() {
        UUID alert = raise(somebody(), 1);
        UUID id = open(officer, "Lạ", alert);
        HttpResponse<String> page = officer.get("/cases/" + id);
        assertThat(officer.get("/cases/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
        assertThat(officer.get("/cases?state=GONE").statusCode()).isEqualTo(400);
        assertThat(officer.get("/cases?before=x").statusCode()).isEqualTo(400);
        assertThat(followed(officer, officer.get("/cases/new?g=" + alert + ".9.9")))
                .contains("Chưa làm được");
        assertThat(officer.get("/cases/new?alert=x").body()).contains("Không có cảnh báo nào để gộp.");
        assertThat(officer.post(
                                page,
                                "/cases",
                                Map.of("alert", UUID.randomUUID().toString(), "title", "Không có"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(officer.post(page, "/cases", Map.of("alert", alert.toString(), "join", "x", "title", "a"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(officer.post("/cases/" + id, Map.of("act", "take", "version", "1"))
                        .statusCode())
                .as("without the token of its page")
                .isEqualTo(403);
        assertThat(followed(officer, decide(officer, id, 1, Map.of("act", "drop"))))
                .contains("Xin chọn một việc để làm.");
        assertThat(server.database()
                        .sql("select count(*) from triage_case where title = 'Không có'")
                        .query(Long.class)
                        .single())
                .as("what was not decided left nothing behind")
                .isZero();
        assertThat(decisions(id)).isEqualTo(2);
    }

    @Test
    void speaksEnglishAndKeepsTheSecurityPolicy() {
        UUID alert = raise(somebody(), 1);
        UUID id = open(officer, "Case", alert);
        for (String path : List.of("/cases/" + id + "?lang=en", "/cases", "/cases/new?alert=" + alert)) {
            assertThat(officer.get(path).body())
                    .contains("<html lang=\"en\">")
                    .doesNotContain("??", "Vụ việc", " style=", "<script>", "''");
        }
        officer.get("/ledger?lang=vi");
    }
}
