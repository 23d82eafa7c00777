package vn.khue.audit.app.triage;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khue.audit.app.AuditServer;
import vn.khue.audit.detection.sigma.SigmaLevel;
import vn.khue.audit.event.AuditEvent;
import vn.khue.web.trial.TrialBrowser;
import vn.khue.web.trial.TrialPersons;

/** From the queue to a decision in the ledger, in the running service. */
class TriagePagesTest extends AlertPages {

    private static final Pattern ROW = Pattern.compile("id=\"g-([0-9a-f-]{36})\"");
    private static final Pattern TOKEN = Pattern.compile("name=\"g\" value=\"([^\"]+)\"");
    private static final Pattern OLDER = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"");

    private String queue() {
        return "/alerts/queue?unit=" + unit;
    }

    private String queuePage() {
        HttpResponse<String> page = officer.get(queue());
        assertThat(page.statusCode()).isEqualTo(200);
        return page.body();
    }

    private HttpResponse<String> decide(TrialBrowser who, UUID alert, int version, Map<String, String> fields) {
        Map<String, String> form = new TreeMap<>(fields);
        form.put("version", Integer.toString(version));
        form.put("unit", unit);
        return who.post(who.get("/alerts/" + alert), "/alerts/" + alert, form);
    }

    private long decisions(UUID alert) {
        return server.database()
                .sql("select count(*) from alert_decision where alert = ?")
                .param(alert)
                .query(Long.class)
                .single();
    }

    @Test
    void groupsByRuleAndEntityTheGravestFirst() {
        String often = somebody();
        raise(often, 1);
        UUID newest = raise(often, 3);
        AuditEvent event = event(unit, 2);
        server.deliver(List.of(event));
        UUID grave = raise("signed_without_authorisation", SigmaLevel.CRITICAL, somebody(), 2, event);
        UUID other = raise(somebody(), 2);

        String page = queuePage();

        assertThat(all(ROW, page)).containsExactly(grave.toString(), newest.toString(), other.toString());
        assertThat(page).contains("2 cảnh báo", "Dò mật khẩu một tài khoản", "Mức: Rất cao", "Chưa ai nhận", often);
        assertThat(all(ROW, officer.get(queue() + "&level=CRITICAL").body())).containsExactly(grave.toString());
        assertThat(all(ROW, officer.get(queue() + "&rule=" + RULE).body()))
                .containsExactly(newest.toString(), other.toString());
        assertThat(officer.get(queue() + "&state=CLOSED").body()).contains("Không có cảnh báo nào khớp với bộ lọc.");
    }

    @Test
    void tellsWhyAndLeadsToTheEventsThatCount() {
        List<AuditEvent> events = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            events.add(event(unit, i));
        }
        server.deliver(events);
        UUID alert = raise(RULE, SigmaLevel.MEDIUM, somebody(), 9, events.toArray(AuditEvent[]::new));

        String page = officer.get("/alerts/" + alert).body();

        assertThat(page)
                .contains(
                        "10 lần trong khoảng 10 phút; ngưỡng là 10.",
                        "T1110.001",
                        "Chưa ai làm gì với cảnh báo này.",
                        "Xem thêm 2 sự kiện trước đó",
                        "/events/" + server.index(events.get(6)) + "\"")
                .doesNotContain("/events/" + server.index(events.get(0)) + "\"");
        assertThat(officer.get("/alerts/" + alert + "?all=true").body())
                .contains("/events/" + server.index(events.get(0)) + "\"");
        assertThat(server.recorded("LOG_READ", alert.toString())).isEqualTo(2);
    }

    @Test
    void everyDecisionIsKeptWithItsEventInTheLedger() {
        UUID alert = raise(somebody(), 1);
        UUID next = raise(somebody(), 0);

        assertThat(followed(officer, decide(officer, alert, 0, Map.of("act", "take"))))
                .contains("Đã nhận 1 cảnh báo.", "Của tôi", "Ngô Thanh Lan nhận");
        assertThat(officer.get(queue() + "&state=MINE").body()).contains(alert.toString());
        assertThat(followed(officer, decide(officer, alert, 1, Map.of("act", "comment", "note", "Đã gọi <b>chủ</b>"))))
                .contains("Đã gọi &lt;b&gt;chủ&lt;/b&gt;");
        assertThat(followed(officer, decide(officer, alert, 2, Map.of("act", "close", "note", "xong"))))
                .contains("<title>Lỗi: ", "Xin chọn lý do đóng rồi làm lại.", "value=\"xong\"");
        HttpResponse<String> closed = decide(
                officer,
                alert,
                2,
                Map.of("act", "close", "reason", "FALSE_POSITIVE", "note", "xong", "next", next.toString()));
        assertThat(TrialBrowser.location(closed).toString()).endsWith(queue() + "#g-" + next);
        assertThat(followed(officer, closed)).contains("Đã đóng 1 cảnh báo.").doesNotContain(alert.toString());
        assertThat(officer.get(queue() + "&state=CLOSED").body()).contains(alert.toString());
        assertThat(followed(officer, decide(officer, alert, 3, Map.of("act", "reopen", "note", "lại thấy"))))
                .contains("Chưa ai nhận", "Báo nhầm", "lại thấy", "trong sổ");

        assertThat(server.recorded("ALERT_DECIDED", alert.toString())).isEqualTo(3);
        assertThat(server.recorded("ALERT_CLOSED", alert.toString())).isEqualTo(1);
        assertThat(server.recorded("ALERT_CLOSED", "FALSE_POSITIVE")).isPositive();
        assertThat(server.recorded("ALERT", "xong")).isZero();
        assertThat(decisions(alert)).isEqualTo(4);
    }

    @Test
    void theSecondOfTwoOfficersMustLookAgain() {
        UUID alert = raise(somebody(), 1);
        TrialBrowser other = second();

        decide(officer, alert, 0, Map.of("act", "take"));
        assertThat(followed(
                        other, decide(other, alert, 0, Map.of("act", "close", "reason", "BENIGN", "note", "của tôi"))))
                .contains("Có người vừa quyết định", "value=\"của tôi\"", "Nhận thay");

        assertThat(decisions(alert)).isEqualTo(1);
        assertThat(server.recorded("ALERT_CLOSED", alert.toString())).isZero();
    }

    @Test
    void manyAreClosedAtOnceButNotAGroupThatGrewMeanwhile() {
        String grows = somebody();
        UUID first = raise(grows, 1);
        UUID one = raise(somebody(), 2);
        UUID two = raise(somebody(), 3);
        HttpResponse<String> page = officer.get(queue());
        List<String> tokens = all(TOKEN, page.body());
        assertThat(tokens).hasSize(3);
        UUID late = raise(grows, 4);

        String after = followed(
                officer,
                officer.post(
                        page,
                        "/alerts/queue",
                        Map.of(
                                "g",
                                String.join(",", tokens),
                                "act",
                                "close",
                                "reason",
                                "TRUE_POSITIVE",
                                "note",
                                "cùng một đợt",
                                "unit",
                                unit)));

        assertThat(after).contains("Đã đóng 2 cảnh báo.", "1 nhóm vừa có thay đổi");
        assertThat(decisions(one) + decisions(two)).isEqualTo(2);
        assertThat(decisions(first) + decisions(late)).isZero();
        assertThat(all(ROW, after)).containsExactly(late.toString());
    }

    @Test
    void aGroupIsTakenAsAWhole() {
        String about = somebody();
        UUID first = raise(about, 1);
        UUID newest = raise(about, 2);
        HttpResponse<String> page = officer.get(queue());
        officer.post(page, "/alerts/queue", Map.of("g", all(TOKEN, page.body()).get(0), "act", "take", "unit", unit));
        assertThat(decisions(first)).isEqualTo(1);
        assertThat(decisions(newest)).isEqualTo(1);
    }

    @Test
    void nobodyDecidesAboutThemselves() {
        UUID alert = raise(AuditServer.id("AN_NINH"), 1);
        assertThat(followed(
                        officer, decide(officer, alert, 0, Map.of("act", "close", "reason", "BENIGN", "note", "tôi"))))
                .contains("Cần người khác quyết định");
        assertThat(decisions(alert)).isZero();
        decide(officer, alert, 0, Map.of("act", "comment", "note", "tôi thử quy tắc"));
        assertThat(decisions(alert)).isEqualTo(1);
        decide(second(), alert, 1, Map.of("act", "close", "reason", "BENIGN", "note", "đã hỏi"));
        assertThat(decisions(alert)).isEqualTo(2);
    }

    @Test
    void aBreachStartsTheClockOfLaw() {
        UUID alert = raise(somebody(), 1);
        String page = followed(officer, decide(officer, alert, 0, Map.of("act", "mark", "reason", "DATA_BREACH")));
        assertThat(page)
                .contains(
                        "Lộ dữ liệu cá nhân",
                        "data-clock=\"report\"",
                        "data-urgency=\"much\"",
                        "còn 71:59 giờ",
                        "Luật 91/2025/QH15, Điều 23");
        page = followed(officer, decide(officer, alert, 1, Map.of("act", "mark", "reason", "SERIOUS_INCIDENT")));
        assertThat(page).contains("data-clock=\"first-report\"", "data-urgency=\"some\"", "NĐ 331/2026/NĐ-CP");
        assertThat(queuePage()).contains("Sự cố");
    }

    @Test
    void aPrincipalSeesOnlyWhatIsWhollyOfTheirSchoolAndDecidesNothing() {
        AuditEvent here = event("city", 1);
        AuditEvent there = event("elsewhere", 1);
        AuditEvent nobodys = event(null, 1);
        server.deliver(List.of(here, there, nobodys));
        UUID own = raise(RULE, SigmaLevel.MEDIUM, somebody(), 1, here);
        List<UUID> hidden = List.of(
                raise(RULE, SigmaLevel.MEDIUM, somebody(), 1, there),
                raise(RULE, SigmaLevel.MEDIUM, somebody(), 1, here, there),
                raise(RULE, SigmaLevel.MEDIUM, somebody(), 1, here, nobodys),
                raise(RULE, SigmaLevel.MEDIUM, somebody(), 1, nobodys));
        TrialBrowser principal = server.browser("HIEU_TRUONG");

        HttpResponse<String> queue = principal.get("/alerts/queue?unit=city&rule=" + RULE);
        assertThat(queue.body())
                .contains(own.toString())
                .doesNotContain("name=\"g\"", "href=\"/events", "href=\"/ledger");
        HttpResponse<String> page = principal.get("/alerts/" + own);
        assertThat(page.body()).contains("Chỉ xem.").doesNotContain("href=\"/events", "name=\"act\"");
        for (UUID each : hidden) {
            assertThat(queue.body()).doesNotContain(each.toString());
            assertThat(principal.get("/alerts/" + each).statusCode()).isEqualTo(404);
        }
        assertThat(principal
                        .post(page, "/alerts/" + own, Map.of("version", "0", "act", "take"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(decisions(own)).isZero();
    }

    @Test
    void whoBelongsToSeveralSchoolsIsNotTakenForThePrincipalOfAll() {
        TrialBrowser principal = new TrialBrowser(server.base());
        principal.signIn(
                server.gate(),
                TrialPersons.person(somebody(), "hai.tv", "Trần Văn Hai", "HIEU_TRUONG", "u1", "u2"),
                "/alerts/queue");
        assertThat(principal.get("/alerts/queue").statusCode()).isEqualTo(403);
    }

    @Test
    void anAuditorReadsAndDecidesNothing() {
        UUID alert = raise(somebody(), 1);
        TrialBrowser auditor = server.browser("KIEM_TOAN");
        HttpResponse<String> page = auditor.get("/alerts/" + alert);
        assertThat(page.body()).contains("Chỉ xem.", "href=\"/events/");
        for (Map<String, String> act : List.of(
                Map.of("act", "take"),
                Map.of("act", "comment", "note", "x"),
                Map.of("act", "comment"),
                Map.of("act", "close", "reason", "BENIGN", "note", "x"),
                Map.of("act", "reopen", "note", "x"),
                Map.of("act", "mark", "reason", "DATA_BREACH"))) {
            Map<String, String> form = new TreeMap<>(act);
            form.put("version", "0");
            assertThat(auditor.post(page, "/alerts/" + alert, form).statusCode())
                    .as(act.toString())
                    .isEqualTo(403);
            form.put("g", alert + ".1.0");
            assertThat(auditor.post(page, "/alerts/queue", form).statusCode())
                    .as(act.toString())
                    .isEqualTo(403);
        }
        assertThat(decisions(alert)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"QT_NEN_TANG", "GIAO_VIEN", "PHO_HIEU_TRUONG", "HOC_SINH", "QT_CNTT"})
    void isClosedToEverybodyElse(String role) {
        TrialBrowser browser = server.browser(role);
        assertThat(browser.get("/alerts/queue").statusCode()).isEqualTo(403);
        assertThat(browser.get("/alerts/" + UUID.randomUUID()).statusCode()).isEqualTo(403);
    }

    @Test
    void aDecisionNeedsTheTokenOfItsPage() {
        UUID alert = raise(somebody(), 1);
        assertThat(officer.post("/alerts/" + alert, Map.of("version", "0", "act", "take"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(officer.post("/alerts/queue", Map.of("g", alert + ".1.0", "act", "take"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(decisions(alert)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"state=GONE", "level=11", "after=1_2_3", "after=5_99999999999999_x", "state=open"})
    void aFilterThatIsNoneIsRefused(String filter) {
        HttpResponse<String> page = officer.get("/alerts/queue?" + filter);
        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.body()).contains("<title>Lỗi: ", "Bộ lọc này chưa đúng");
    }

    @Test
    void strangeFormsDoNothing() {
        UUID alert = raise(somebody(), 1);
        HttpResponse<String> page = officer.get("/alerts/" + alert);
        for (String group : List.of("x", alert + ".1", alert + ".1.-1", "' or 1=1 --", alert + ".9999999999.0")) {
            assertThat(followed(officer, officer.post(page, "/alerts/queue", Map.of("g", group, "act", "take"))))
                    .contains("Chưa làm được");
        }
        assertThat(followed(officer, officer.post(page, "/alerts/queue", Map.of("act", "take", "unit", unit))))
                .contains("Xin chọn ít nhất một nhóm.");
        assertThat(followed(officer, decide(officer, alert, 0, Map.of("act", "drop"))))
                .contains("Xin chọn một việc để làm.");
        assertThat(officer.post(page, "/alerts/" + alert, Map.of("act", "take", "version", "x"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(officer.get("/alerts/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
        assertThat(officer.get("/alerts/1").statusCode()).isEqualTo(404);
        assertThat(decisions(alert)).isZero();
    }

    @Test
    void pagesThroughAllGroupsOnce() {
        AuditEvent event = event(unit, 1);
        server.deliver(List.of(event));
        List<String> raised = new ArrayList<>();
        for (int i = 0; i < 52; i++) {
            raised.add(raise(RULE, SigmaLevel.MEDIUM, somebody(), i / 10, event).toString());
        }
        List<String> seen = new ArrayList<>();
        String page = queuePage();
        seen.addAll(all(ROW, page));
        assertThat(seen).hasSize(50);
        Optional<String> older = all(OLDER, page).stream().findFirst();
        seen.addAll(
                all(ROW, officer.get(older.orElseThrow().replace("&amp;", "&")).body()));
        assertThat(seen).containsExactlyInAnyOrderElementsOf(raised);
    }

    @Test
    void speaksEnglishThroughoutAndKeepsTheSecurityPolicy() {
        UUID alert = raise(somebody(), 1);
        decide(officer, alert, 0, Map.of("act", "mark", "reason", "SERIOUS_INCIDENT"));
        for (String path : List.of(queue() + "&lang=en", "/alerts/" + alert)) {
            String page = officer.get(path).body();
            assertThat(page)
                    .contains("<html lang=\"en\">", "Nobody's yet".replace("'", "&#39;"))
                    .doesNotContain("??", "Cảnh báo", " style=", "<script>", " onclick=")
                    .containsPattern("<script src=\"/assets/[0-9a-f]{16}/triage.js\" defer");
        }
        officer.get("/ledger?lang=vi");
    }
}
