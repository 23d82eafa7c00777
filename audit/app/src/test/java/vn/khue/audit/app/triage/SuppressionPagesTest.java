package vn.khue.audit.app.triage;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khue.audit.app.AuditServer;
import vn.khue.web.trial.TrialBrowser;

/** Hiding alerts: two officers, an end, and nothing lost. */
class SuppressionPagesTest extends AlertPages {

    private static final String ALL = "/alerts/suppressions";

    private HttpResponse<String> ask(UUID alert, String days, String note) {
        return officer.post(
                officer.get("/alerts/" + alert + "/suppress"),
                "/alerts/" + alert + "/suppress",
                Map.of("days", days, "note", note));
    }

    private UUID asked(UUID alert) {
        assertThat(followed(officer, ask(alert, "7", "máy quét của trường"))).contains("Đã gửi người thứ hai duyệt.");
        return server.database()
                .sql("select id from alert_suppression where alert = ?")
                .param(alert)
                .query(UUID.class)
                .single();
    }

    private HttpResponse<String> act(TrialBrowser who, UUID suppression, String act) {
        return who.post(
                who.get("/alerts/queue?unit=" + unit + "&state=ALL"), ALL + "/" + suppression, Map.of("act", act));
    }

    private boolean waits(UUID alert) {
        return officer.get("/alerts/queue?unit=" + unit).body().contains("g-" + alert);
    }

    private String state(UUID suppression) {
        return server.database()
                .sql("select state from alert_suppression where id = ?")
                .param(suppression)
                .query(String.class)
                .single();
    }

    @Test
    void hidesWhatIsRaisedFromTheApprovalOfASecondOfficerToTheEnd() {
        String about = somebody();
        UUID before = raise(about, 1);
        raise(about, 2);
        assertThat(officer.get("/alerts/" + before + "/suppress").body())
                .contains("data-hidden=\"2\"", "Trong 30 ngày qua sẽ ẩn 2 cảnh báo.", "Từ 1 đến 90 ngày");
        UUID suppression = asked(before);
        assertThat(second().get(ALL).body()).contains("Trong 30 ngày qua sẽ ẩn 2 cảnh báo.");
        UUID waiting = raise(about, 3);
        assertThat(waits(waiting)).isTrue();

        assertThat(followed(officer, act(officer, suppression, "approve"))).contains("Cần người khác duyệt");
        assertThat(state(suppression)).isEqualTo("ASKED");
        assertThat(followed(second(), act(second(), suppression, "approve"))).contains("Trần Văn Minh");

        UUID hidden = raise(about, 4);
        UUID other = raise(somebody(), 4);
        assertThat(waits(hidden)).isFalse();
        assertThat(waits(waiting)).isTrue();
        assertThat(waits(other)).isTrue();
        assertThat(officer.get("/alerts/queue?state=SUPPRESSED&unit=" + unit).body())
                .contains("g-" + hidden, "Đang ẩn");
        assertThat(officer.get("/alerts/" + hidden).body()).contains("Đang ẩn", "Nhận cảnh báo này");
        assertThat(officer.get(ALL).body()).contains("đã ẩn 1", "máy quét của trường");

        server.database()
                .sql("update alert_suppression set begins = begins - interval '7 days', ends = ends - interval '7 days'"
                        + " where id = ?")
                .param(suppression)
                .update();
        UUID after = raise(about, 5);
        assertThat(waits(after)).isTrue();
        assertThat(officer.get(ALL).body()).contains("Hết hạn");
        assertThat(server.recorded("ALERT_SUPPRESSION_CHANGED", before.toString()))
                .isEqualTo(2);
    }

    @Test
    void isEndedByOneAlone() {
        String about = somebody();
        UUID suppression = asked(raise(about, 1));
        act(second(), suppression, "approve");
        UUID hidden = raise(about, 2);
        assertThat(waits(hidden)).isFalse();
        assertThat(followed(officer, act(officer, suppression, "end"))).contains("Đã thôi ẩn.");
        UUID shown = raise(about, 3);
        assertThat(waits(shown)).isTrue();
        assertThat(followed(officer, act(officer, suppression, "end"))).contains("Chưa làm được");
    }

    @Test
    void whoeverWorksOnAHiddenAlertBringsItBack() {
        String about = somebody();
        UUID suppression = asked(raise(about, 1));
        act(second(), suppression, "approve");
        UUID hidden = raise(about, 2);
        assertThat(waits(hidden)).isFalse();
        officer.post(
                officer.get("/alerts/" + hidden),
                "/alerts/" + hidden,
                Map.of("act", "comment", "note", "lạ", "version", "0"));
        assertThat(waits(hidden)).isTrue();
    }

    @Test
    void isAskedForOnceAndCanBeRefused() {
        UUID alert = raise(somebody(), 1);
        UUID suppression = asked(alert);
        assertThat(followed(officer, ask(alert, "7", "nữa"))).contains("đã có một đề nghị", "value=\"nữa\"");
        assertThat(followed(second(), act(second(), suppression, "refuse"))).contains("Không duyệt");
        assertThat(state(suppression)).isEqualTo("REFUSED");
        act(second(), suppression, "approve");
        assertThat(state(suppression)).isEqualTo("REFUSED");
        assertThat(waits(alert)).isTrue();
    }

    @Test
    void nobodyHidesAlertsAboutThemselves() {
        UUID aboutAsker = raise(AuditServer.id("AN_NINH"), 1);
        assertThat(followed(officer, ask(aboutAsker, "7", "tôi"))).contains("Cần người khác quyết định");
        UUID suppression = asked(raise(SECOND, 1));
        act(second(), suppression, "approve");
        assertThat(state(suppression)).isEqualTo("ASKED");
        act(second(), suppression, "refuse");
        assertThat(state(suppression)).isEqualTo("ASKED");
    }

    @ParameterizedTest
    @CsvSource({
        "0, x, số ngày",
        "91, x, số ngày",
        "-1, x, số ngày",
        "1e1, x, số ngày",
        "'', x, số ngày",
        "7, ' ', ghi chú"
    })
    void theBoundOfTheProfileHolds(String days, String note, String message) {
        UUID alert = raise(somebody(), 1);
        assertThat(followed(officer, ask(alert, days, note))).contains("<title>Lỗi: ", message);
        assertThat(server.database()
                        .sql("select count(*) from alert_suppression where alert = ?")
                        .param(alert)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"KIEM_TOAN", "HIEU_TRUONG", "QT_NEN_TANG", "GIAO_VIEN"})
    void isForOfficersOnly(String role) {
        UUID alert = raise(somebody(), 1);
        UUID suppression = asked(alert);
        TrialBrowser browser = server.browser(role);
        assertThat(browser.get("/alerts/" + alert + "/suppress").statusCode()).isEqualTo(403);
        assertThat(browser.get(ALL).statusCode()).isEqualTo(role.equals("KIEM_TOAN") ? 200 : 403);
        HttpResponse<String> page = browser.get(role.equals("KIEM_TOAN") ? ALL : "/sign-in-security");
        for (String act : List.of("approve", "refuse", "end", "x")) {
            assertThat(browser.post(page, ALL + "/" + suppression, Map.of("act", act))
                            .statusCode())
                    .as(act)
                    .isEqualTo(403);
        }
        assertThat(browser.post(page, "/alerts/" + alert + "/suppress", Map.of("days", "1", "note", "x"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(state(suppression)).isEqualTo("ASKED");
    }

    @Test
    void strangeAddressesAndActsDoNothing() {
        UUID suppression = asked(raise(somebody(), 1));
        assertThat(followed(officer, act(officer, suppression, "drop"))).contains("Chưa làm được");
        assertThat(act(second(), UUID.randomUUID(), "approve").statusCode()).isEqualTo(404);
        assertThat(officer.get("/alerts/" + UUID.randomUUID() + "/suppress").statusCode())
                .isEqualTo(404);
        assertThat(officer.post(ALL + "/" + suppression, Map.of("act", "end")).statusCode())
                .isEqualTo(403);
        assertThat(state(suppression)).isEqualTo("ASKED");
    }

    @Test
    void speaksEnglishAndKeepsTheSecurityPolicy() {
        UUID alert = raise(somebody(), 1);
        asked(alert);
        TrialBrowser other = second();
        for (String path : List.of(ALL + "?lang=en", "/alerts/" + alert + "/suppress")) {
            assertThat(other.get(path).body())
                    .contains("<html lang=\"en\">")
                    .doesNotContain("??", "Ẩn cảnh báo", "<script", " style=");
        }
    }
}
