package vn.khue.audit.app.response;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khue.audit.app.triage.AlertPages;
import vn.khue.audit.detection.sigma.SigmaLevel;
import vn.khue.audit.event.Actor;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Outcome;
import vn.khue.audit.event.TargetKind;
import vn.khue.web.trial.TrialBrowser;

/** Cards and certificates, from an alert and from their own pages, to the signing service and back; it answers only to the officer's own token. */
class HoldPagesTest extends AlertPages {

    private final String card = UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    private final String key = (UUID.randomUUID().toString() + UUID.randomUUID()).replace("-", "");

    private String path(String kind) {
        return kind.equals("card") ? "/api/response/cards/" + card : "/api/response/certificates/" + key;
    }

    private String id(String kind) {
        return kind.equals("card") ? card : key;
    }

    private void stands(String kind, String status, boolean releasable) {
        server.gate()
                .answers(
                        path(kind),
                        200,
                        "{\"status\":\"" + status + "\",\"releasable\":" + releasable + ",\"unit\":\"u1\"}");
    }

    private String page(String kind) {
        return officer.get("/entities/" + kind + "/hold?id=" + id(kind)).body();
    }

    private String hold(TrialBrowser who, String kind, String act, String note, UUID alert) {
        String address = "/entities/" + kind + "/hold?id=" + id(kind);
        Map<String, String> fields = new HashMap<>(Map.of("id", id(kind), "act", act, "note", note));
        if (alert != null) {
            fields.put("alert", alert.toString());
        }
        HttpResponse<String> answer = who.post(who.get(address), "/entities/" + kind + "/hold", fields);
        return followed(who, answer);
    }

    private List<String> outcomes(String kind) {
        return server.database()
                .sql("select act || ' ' || outcome from thing_hold where thing = ? order by asked_at")
                .param(id(kind))
                .query(String.class)
                .list();
    }

    @ParameterizedTest
    @CsvSource({
        "card, card_suspend, card_release, Đã tạm khoá thẻ, Đã mở lại thẻ",
        "key, certificate_suspend, certificate_release, Đã tạm dừng chứng thư, Đã cho dùng lại chứng thư"
    })
    void isSuspendedAndReleasedInTheOfficersNameAndEveryStepIsInTheLedger(
            String kind, String suspend, String release, String suspended, String released) {
        stands(kind, "VALID", false);
        server.gate().answers(path(kind) + "/suspend", 200, "{}");
        server.gate().answers(path(kind) + "/release", 200, "{}");
        assertThat(page(kind))
                .contains("data-state=\"VALID\"", "value=\"SUSPEND\"")
                .doesNotContain("value=\"RELEASE\"");
        stands(kind, "SUSPENDED", true);
        assertThat(hold(officer, kind, "SUSPEND", "bị quét ở nơi lạ", null))
                .contains(suspended, "data-state=\"HELD\"", "bị quét ở nơi lạ", "Ngô Thanh Lan", "value=\"RELEASE\"");
        assertThat(hold(officer, kind, "RELEASE", "đã tìm thấy", null)).contains(released);
        assertThat(server.gate().asked())
                .anyMatch(each -> each.startsWith("POST " + path(kind) + "/suspend"))
                .anyMatch(each -> each.startsWith("POST " + path(kind) + "/release"));
        assertThat(outcomes(kind)).containsExactly("SUSPEND DONE", "RELEASE DONE");
        assertThat(server.recorded(suspend, id(kind))).isEqualTo(2);
        assertThat(server.recorded(release, id(kind))).isEqualTo(2);
        assertThat(server.recorded("RESPONSE_GIVEN", "nơi lạ")).isZero();
        assertThat(server.recorded("LOG_READ", id(kind))).isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "SUSPENDED, false, SUSPENDED, Chỉ bộ phận thẻ mở lại được",
        "REVOKED, false, OVER, Không còn gì để khoá",
        "REPLACED, false, OVER, Không còn gì để khoá"
    })
    void nothingIsOfferedThatCannotBeDone(String status, boolean releasable, String state, String told) {
        stands("card", status, releasable);
        assertThat(page("card")).contains("data-state=\"" + state + "\"", told).doesNotContain("name=\"note\"");
    }

    @ParameterizedTest
    @CsvSource({
        "403, DENIED, Dịch vụ ký không cho làm việc này",
        "404, UNKNOWN, Dịch vụ ký không có thẻ hay chứng thư này.",
        "409, OTHER_STATE, Tình trạng vừa đổi",
        "503, AWAY, Chưa biết việc đã làm hay chưa",
        "418, NOT_UNDERSTOOD, trả lời khác với quy ước"
    })
    void whatTheSigningServiceRefusesIsSaidAndRecorded(int status, String outcome, String told) {
        stands("card", "VALID", false);
        server.gate().answers(path("card") + "/suspend", status, "{}");
        assertThat(hold(officer, "card", "SUSPEND", "lý do", null)).contains("<title>Lỗi: ", told, "value=\"lý do\"");
        assertThat(outcomes("card")).containsExactly("SUSPEND " + outcome);
        assertThat(server.recorded("RESPONSE_GIVEN", card)).isEqualTo(2);
    }

    @Test
    void withoutAnAnswerItIsSaidThatNobodyKnowsAndItCanStillBeTried() {
        server.gate().answers(path("card"), 503, "{}");
        assertThat(page("card")).contains("data-state=\"AWAY\"", "Dịch vụ ký không trả lời", "value=\"SUSPEND\"");
        server.gate().answers(path("card"), 200, "not JSON");
        assertThat(page("card")).contains("data-state=\"AWAY\"");
        server.gate().answers(path("card"), 404, "{}");
        assertThat(page("card")).contains("data-state=\"UNKNOWN\"", "không có thẻ nào mang số này");
    }

    @Test
    void nothingIsDoneWithoutAReasonOrAWord() {
        stands("card", "VALID", false);
        assertThat(hold(officer, "card", "SUSPEND", " ", null)).contains("Xin viết ghi chú", "aria-invalid=\"true\"");
        assertThat(hold(officer, "card", "REVOKE", "lý do", null)).contains("Xin chọn một việc để làm.");
        assertThat(outcomes("card")).isEmpty();
        assertThat(officer.get("/entities/card/hold?id=zz").statusCode()).isEqualTo(404);
        assertThat(officer.get("/entities/person/hold?id=" + somebody()).statusCode())
                .isEqualTo(404);
    }

    /** An alert leads to what it names, by its group and by the events that count, and its answer names the alert. */
    @Test
    void anAlertLeadsToWhatItNames() {
        AuditEvent used = AuditEvent.of(
                        EventKind.CARD_CHANGED,
                        Outcome.SUCCESS,
                        Actor.person(UUID.randomUUID()).from(vn.khue.audit.event.Origin.seen("203.0.113.99", null)),
                        "signing",
                        Clock.fixed(time.minusSeconds(60), ZoneOffset.UTC))
                .unit(unit)
                .target(TargetKind.CARD, card)
                .with(DetailKey.OPERATION, "SUSPENDED")
                .build();
        AuditEvent read = AuditEvent.of(
                        EventKind.CERTIFICATE_READ,
                        Outcome.SUCCESS,
                        Actor.person(UUID.randomUUID()),
                        "signing",
                        Clock.fixed(time.minusSeconds(50), ZoneOffset.UTC))
                .unit(unit)
                .target(TargetKind.CERTIFICATE, key)
                .with(DetailKey.CERTIFICATE_SHA256, key)
                .build();
        server.deliver(List.of(used, read));
        UUID alert = raise(RULE, SigmaLevel.HIGH, somebody(), 1, used, read);
        assertThat(officer.get("/alerts/" + alert).body().replace("&amp;", "&"))
                .contains(
                        "/entities/card/hold?id=" + card + "&alert=" + alert,
                        "/entities/key/hold?id=" + key + "&alert=" + alert,
                        "/wazuh/responses?address=203.0.113.99",
                        "/blocklist?range=203.0.113.99&alert=" + alert);
        assertThat(server.browser("KIEM_TOAN").get("/alerts/" + alert).body())
                .doesNotContain("/hold?", "/wazuh/responses?", "/blocklist?");
        stands("card", "VALID", false);
        server.gate().answers(path("card") + "/suspend", 204, "");
        hold(officer, "card", "SUSPEND", "theo cảnh báo", alert);
        assertThat(server.recorded("RESPONSE_GIVEN", "\"event\":\"" + alert)).isEqualTo(2);
        assertThat(officer.get("/entities/card?id=" + card).body()).contains("/entities/card/hold?id=" + card);
    }

    @ParameterizedTest
    @ValueSource(strings = {"KIEM_TOAN", "HIEU_TRUONG", "QT_NEN_TANG", "GIAO_VIEN"})
    void isForOfficersOnly(String role) {
        TrialBrowser browser = server.browser(role);
        assertThat(browser.get("/entities/card/hold?id=" + card).statusCode()).isEqualTo(403);
        assertThat(browser.post(
                                browser.get("/sign-in-security"),
                                "/entities/card/hold",
                                Map.of("id", card, "act", "SUSPEND", "note", "x"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(outcomes("card")).isEmpty();
    }
}
