package vn.khue.console.factor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.khue.console.ConsoleServer;
import vn.khue.web.trial.TrialBrowser;

/** What the page of second factors makes of what the gate says, and what it asks of it. */
final class FactorPagesTest {

    private static final String GATE = "/khue-help/factor-resets";
    private static final String ID = "0d000000-0000-4000-8000-000000000001";
    private static final String PERSON = "0d000000-0000-4000-8000-000000000002";

    private final ConsoleServer server = ConsoleServer.get();

    @Test
    void showsWhatWaitsAndOffersToApproveOnlyWhatTheGateAllows() {
        waiting(false, true);
        assertThat(server.browser("CHUYEN_VIEN_SO").get("/second-factors").body())
                .contains("Lê &lt;b&gt;Ân", "HD-1042", "Mất điện thoại", "/" + ID + "/approve", "Không duyệt")
                .doesNotContain("??", "style=");
        waiting(true, false);
        assertThat(server.browser("CHUYEN_VIEN_SO").get("/second-factors").body())
                .contains("Yêu cầu của mình", "Rút lại")
                .doesNotContain("/approve");
        waiting(false, false);
        assertThat(server.browser("CHUYEN_VIEN_SO").get("/second-factors").body())
                .contains("không duyệt được")
                .doesNotContain("/approve");
    }

    @Test
    void asksAndKeepsWhatWasTypedWhereItWasNotTaken() {
        none();
        TrialBrowser browser = server.browser("CHUYEN_VIEN_SO");
        HttpResponse<String> page = browser.get("/second-factors");
        assertThat(page.body()).contains("Không có yêu cầu nào chờ duyệt.");
        server.gate().asked();
        HttpResponse<String> wrong = browser.post(page, "/second-factors", form("hai phiếu"));
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body())
                .contains("data-problem=\"values\"", "value=\"hai phiếu\"", "Mất &lt;điện thoại&gt;", "<title>Lỗi:");
        assertThat(server.gate().asked()).noneMatch(asked -> asked.startsWith("POST"));

        server.gate().answers(GATE, 204, "");
        assertThat(browser.post(page, "/second-factors", form("HD-1042")).statusCode())
                .isEqualTo(302);
        assertThat(server.gate().asked())
                .filteredOn(asked -> asked.startsWith("POST"))
                .singleElement()
                .asString()
                .contains("\"uid\":\"an.l\"", "\"ticket\":\"HD-1042\"", "\"reason\":\"Mất <điện thoại>\"");
        none();
        assertThat(browser.get("/second-factors").body()).contains("data-done=\"asked\"");
    }

    @Test
    void anApprovalAnswersTheSlipOnceAndOneThatSomebodyElseAnsweredSaysSo() {
        waiting(false, true);
        TrialBrowser browser = server.browser("CHUYEN_VIEN_SO");
        HttpResponse<String> page = browser.get("/second-factors");
        server.gate()
                .answers(
                        GATE + "/" + ID + "/approve",
                        200,
                        "{\"person\":\"" + PERSON + "\",\"name\":\"Lê Ân\",\"uid\":\"an.l\",\"code\":\"ABCD-EFGH-JK\","
                                + "\"expires\":\"2026-12-11T00:00:00Z\"}");
        HttpResponse<String> slip = browser.post(page, "/second-factors/" + ID + "/approve", Map.of());
        assertThat(slip.body())
                .contains("ABCD-EFGH-JK", "an.l", "Về danh sách yêu cầu")
                .doesNotContain("??");
        assertThat(slip.headers().firstValue("Cache-Control")).hasValue("no-store");

        server.gate().answers(GATE + "/" + ID + "/approve", 404, "{}");
        HttpResponse<String> late = browser.post(page, "/second-factors/" + ID + "/approve", Map.of());
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("data-problem=\"gone\"", "vừa được người khác trả lời");

        server.gate().answers(GATE + "/" + ID, 204, "");
        assertThat(browser.post(page, "/second-factors/" + ID + "/refuse", Map.of())
                        .statusCode())
                .isEqualTo(302);
    }

    private static Map<String, String> form(String ticket) {
        return Map.of("uid", " an.l ", "ticket", ticket, "reason", "Mất <điện thoại>");
    }

    private void none() {
        server.gate().answers(GATE, 200, "{\"requests\":[]}");
    }

    private void waiting(boolean own, boolean approvable) {
        server.gate()
                .answers(
                        GATE,
                        200,
                        "{\"requests\":[{\"id\":\"" + ID
                                + "\",\"name\":\"Lê <b>Ân\",\"uid\":\"an.l\",\"ticket\":\"HD-1042\",\"reason\":\"Mất điện thoại\","
                                + "\"askedBy\":\"Cô Ngân\",\"own\":" + own + ",\"approvable\":" + approvable
                                + ",\"asked\":\"2026-11-27T03:00:00Z\",\"expires\":\"2026-11-30T03:00:00Z\"}]}");
    }
}
