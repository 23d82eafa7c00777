package vn.khue.audit.app.response;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khue.audit.app.AuditServer;
import vn.khue.audit.app.triage.AlertPages;
import vn.khue.web.trial.TrialBrowser;

/** From an alert to the gate and back, in the running service; the gate of the tests answers only to the officer's own token. */
class ResponsePagesTest extends AlertPages {

    private final String about = somebody();

    private HttpResponse<String> respond(TrialBrowser who, UUID alert, Map<String, String> fields) {
        return who.post(who.get("/alerts/" + alert + "/respond"), "/alerts/" + alert + "/respond", fields);
    }

    private String outcome(UUID alert) {
        return server.database()
                .sql("select coalesce(string_agg(outcome, ','), '') from alert_response where alert = ?")
                .param(alert)
                .query(String.class)
                .single();
    }

    @ParameterizedTest
    @CsvSource({
        "END_SESSIONS, DELETE, sessions, sessions_end, Đã kết thúc mọi phiên của người này.",
        "LOCK_ACCOUNT, POST, lock, account_lock, Đã khoá tài khoản",
        "RELEASE_ACCOUNT, POST, release, account_release, Đã mở khoá tài khoản."
    })
    void theGateIsAskedInTheOfficersNameAndBothStepsAreInTheLedger(
            String act, String method, String path, String operation, String told) {
        server.gate().answers("/khue-help/response/people/" + about + "/" + path, 204, "");
        UUID alert = raise(about, 1);
        assertThat(officer.get("/alerts/" + alert).body()).contains("/alerts/" + alert + "/respond");
        String page = followed(
                officer, respond(officer, alert, Map.of("act", act, "person", about, "note", "bị dùng trái phép")));
        assertThat(page).contains(told, "bị dùng trái phép", "Ngô Thanh Lan");
        assertThat(server.gate().asked())
                .anyMatch(each -> each.startsWith(method + " /khue-help/response/people/" + about + "/" + path));
        assertThat(outcome(alert)).isEqualTo("DONE");
        assertThat(server.recorded("RESPONSE_GIVEN", alert.toString())).isEqualTo(2);
        assertThat(server.recorded(operation, about)).isEqualTo(2);
        assertThat(server.recorded("RESPONSE_GIVEN", "trái phép")).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "403, DENIED, Cổng đăng nhập không cho làm việc này",
        "404, UNKNOWN, Cổng đăng nhập không biết người này.",
        "503, AWAY, Chưa biết việc đã làm hay chưa",
        "401, LOGIN_OVER, Phiên đăng nhập đã hết",
        "418, NOT_UNDERSTOOD, trả lời khác với quy ước"
    })
    void whatTheGateRefusesIsSaidAndRecorded(int status, String outcome, String told) {
        server.gate().answers("/khue-help/response/people/" + about + "/lock", status, "{}");
        UUID alert = raise(about, 1);
        TrialBrowser browser = second();
        assertThat(followed(
                        browser,
                        respond(browser, alert, Map.of("act", "LOCK_ACCOUNT", "person", about, "note", "lý do"))))
                .contains("<title>Lỗi: ", told, "value=\"lý do\"");
        assertThat(outcome(alert)).isEqualTo(outcome);
        assertThat(server.recorded("RESPONSE_GIVEN", outcome)).isPositive();
    }

    @Test
    void nothingIsDoneWithoutAReasonAWordOrForAnotherPerson() {
        UUID alert = raise(about, 1);
        assertThat(followed(officer, respond(officer, alert, Map.of("act", "LOCK_ACCOUNT", "person", about))))
                .contains("Xin viết ghi chú");
        assertThat(followed(officer, respond(officer, alert, Map.of("act", "DELETE", "person", about, "note", "x"))))
                .contains("Xin chọn một việc để làm.");
        assertThat(followed(
                        officer,
                        respond(
                                officer,
                                alert,
                                Map.of("act", "LOCK_ACCOUNT", "person", somebody(), "note", "người khác"))))
                .contains("trang đã cũ");
        assertThat(officer.post("/alerts/" + alert + "/respond", Map.of("act", "LOCK_ACCOUNT", "person", about))
                        .statusCode())
                .isEqualTo(403);
        assertThat(outcome(alert)).isEmpty();
    }

    @Test
    void nobodyAnswersAnAlertAboutThemselves() {
        UUID alert = raise(AuditServer.id("AN_NINH"), 1);
        assertThat(officer.get("/alerts/" + alert).body()).doesNotContain("/respond");
        assertThat(officer.get("/alerts/" + alert + "/respond").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"KIEM_TOAN", "HIEU_TRUONG", "QT_NEN_TANG", "GIAO_VIEN"})
    void isForOfficersOnly(String role) {
        UUID alert = raise(about, 1);
        TrialBrowser browser = server.browser(role);
        assertThat(browser.get("/alerts/" + alert + "/respond").statusCode()).isEqualTo(403);
        assertThat(browser.post(
                                browser.get("/sign-in-security"),
                                "/alerts/" + alert + "/respond",
                                Map.of("act", "LOCK_ACCOUNT", "person", about, "note", "x"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(outcome(alert)).isEmpty();
    }
}
