package vn.khue.console.people;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.khue.console.ConsoleServer.AN;
import static vn.khue.console.ConsoleServer.CLASS;
import static vn.khue.console.ConsoleServer.DAT;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khue.console.ConsoleServer;
import vn.khue.web.trial.TrialBrowser;

/** What the pages make of what the gate says, and of what browsers send. */
final class GroupPagesTest {

    private static final String PAGE = "/classes/" + CLASS;
    private static final Pattern KEY = Pattern.compile("name=\"key\" value=\"([^\"]+)\"");

    private final ConsoleServer server = ConsoleServer.get();

    @Test
    void showsHowEachCanSignInAndOffersWhatTheGateAllows() {
        String page = server.browser("GV_CHU_NHIEM").get(PAGE).body();

        assertThat(page)
                .contains("<h1>Lớp 6A1</h1>", "2 học sinh, Trường u1.", "1 em cần giúp đăng nhập.")
                .contains("Nguyễn Văn Đạt", "Đang tạm khoá", "Thẻ đang dùng", "Chưa phát thẻ")
                .contains("value=\"RESET_PASSWORD\"", "value=\"VOID_BADGE\"", "id=\"open-window\"")
                .doesNotContain("FLY", "VOID_SLIP", "??", "style=");
    }

    @Test
    void offersNothingToWhoMayOnlyLook() {
        server.gate().answers("/khue-help/mine", 200, ConsoleServer.mine("\"OPEN_WINDOW\""));
        TrialBrowser browser = server.browser("GIAO_VIEN");

        assertThat(browser.get(PAGE).body())
                .contains("id=\"open-window\"", "Lê An")
                .doesNotContain("type=\"checkbox\"", "id=\"choose\"", "/review");
        assertThat(browser.get(PAGE + "/review?act=RESET_PASSWORD&p=" + AN).statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "act=RESET_PASSWORD, ít nhất một em",
        "act=RESET_PASSWORD&p=1111, ít nhất một em",
        "p=" + AN + ", chọn một việc",
        "act=VOID_SLIP&p=" + AN + ", chọn một việc",
        "act=FLY&p=" + AN + ", chọn một việc",
        "act=VOID_BADGE&p=" + DAT + ", không cần cho ai",
    })
    void saysWhatIsStillToBeChosen(String query, String words) {
        HttpResponse<String> page = server.browser("GV_CHU_NHIEM").get(PAGE + "/review?" + query);

        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.body()).contains("<title>Lỗi: Lớp 6A1", words);
    }

    @Test
    void asksWithNameAndEffectBeforeItVoidsABadge() {
        TrialBrowser browser = server.browser("GV_CHU_NHIEM");
        HttpResponse<String> review = browser.get(PAGE + "/review?act=VOID_BADGE&p=" + AN + "&p=" + DAT);

        assertThat(review.body())
                .contains("Huỷ thẻ của em An?", "không khôi phục được", "Bỏ qua 1 em", "Huỷ 1 thẻ", "<li>Lê An</li>")
                .doesNotContain("<li>Nguyễn Văn Đạt</li>");

        server.gate().answers("/khue-badge/admin/pupils/" + AN + "/badge", 204, "");
        server.gate().asked();
        HttpResponse<String> done = agree(browser, review, "VOID_BADGE", AN);
        assertThat(server.gate().asked()).contains("DELETE /khue-badge/admin/pupils/" + AN + "/badge ");
        assertThat(done.statusCode()).isEqualTo(302);
        assertThat(browser.get(PAGE).body()).contains("Đã huỷ thẻ của 1 em.");
        assertThat(browser.get(PAGE).body()).doesNotContain("Đã huỷ thẻ");
    }

    @Test
    void showsSlipsOnceAndMakesThemOnceForOneReview() {
        TrialBrowser browser = server.browser("GV_CHU_NHIEM");
        HttpResponse<String> review = browser.get(PAGE + "/review?act=RESET_PASSWORD&p=" + DAT);
        server.gate()
                .answers(
                        "/khue-help/slips",
                        200,
                        "[{\"person\":\"" + DAT + "\",\"name\":\"x\",\"uid\":\"x\",\"code\":\"ABCD-EFGH-JK\","
                                + "\"expires\":\"2026-11-30T16:00:00Z\"}]");
        server.gate().asked();

        HttpResponse<String> slips = agree(browser, review, "RESET_PASSWORD", DAT);

        assertThat(slips.statusCode()).isEqualTo(200);
        assertThat(slips.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(slips.body())
                .contains("1 phiếu đã sẵn sàng", "ABCD-EFGH-JK", "Nguyễn Văn Đạt", "dat.nv", "đến hết 30/11/2026")
                .doesNotContain("style=", "??");
        assertThat(server.gate().asked()).contains("POST /khue-help/slips {\"people\":[\"" + DAT + "\"]}");

        HttpResponse<String> again = agree(browser, review, "RESET_PASSWORD", DAT);
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("Việc này đã gửi rồi").doesNotContain("ABCD-EFGH-JK");
        assertThat(server.gate().asked()).noneMatch(asked -> asked.contains("slips"));
    }

    @Test
    void drawsTheBadgesCodeForAScanner() {
        TrialBrowser browser = server.browser("GV_CHU_NHIEM");
        HttpResponse<String> review = browser.get(PAGE + "/review?act=ISSUE_BADGE&p=" + AN + "&p=" + DAT);
        assertThat(review.body()).contains("Phát thẻ đăng nhập cho 2 em?", "1 em đang có thẻ", "Phát và in 2 thẻ");
        server.gate()
                .answers(
                        "/khue-badge/admin/badges",
                        200,
                        "[" + badge(AN, "K7WQ-2M4X") + "," + badge(DAT, "P3RT-9HHA") + "]");

        String page = agree(browser, review, "ISSUE_BADGE", AN, DAT).body();

        assertThat(page)
                .contains("2 thẻ đã sẵn sàng", "K7WQ-2M4X", "P3RT-9HHA", "aria-label=\"Mã QR của thẻ\"")
                .doesNotContain("KHUE1:");
    }

    @ParameterizedTest
    @CsvSource({
        "401, 401, Phiên đã hết",
        "403, 403, Không có quyền",
        "404, 404, Không có trang này",
        "500, 502, Chưa hiểu câu trả lời",
        "302, 502, Chưa hiểu câu trả lời",
        "503, 503, Danh bạ chưa trả lời"
    })
    void saysInWordsWhatTheGateSays(int status, int told, String words) {
        TrialBrowser browser = server.browser("GV_CHU_NHIEM");
        server.gate().answers("/khue-help/classes/" + CLASS, status, "<script>alert(1)</script>");

        HttpResponse<String> page = browser.get(PAGE);

        assertThat(page.statusCode()).isEqualTo(told);
        assertThat(page.body()).contains(words).doesNotContain("alert(1)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"pupils\":{}}",
                "{\"pupils\":[1]}",
                "{\"pupils\":[{\"id\":\"x\"}]}",
                "{\"pupils\":[],\"window\":{\"ends\":\"tomorrow\"}}",
                "{\"pupils\":[],\"window\":\"open\"}",
                "{\"pupils\":[",
                "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
                "<html>"
            })
    void takesNothingOddFromTheGate(String odd) {
        server.gate().answers("/khue-help/classes/" + CLASS, 200, odd);

        HttpResponse<String> page = server.browser("GV_CHU_NHIEM").get(PAGE);

        assertThat(page.statusCode()).isEqualTo(502);
        assertThat(page.body()).contains("Chưa hiểu câu trả lời");
    }

    @Test
    void readsNoMoreOfAnAnswerThanItNeeds() {
        server.gate()
                .answers(
                        "/khue-help/classes/" + CLASS,
                        200,
                        "{\"pupils\":[],\"x\":[\"" + "y\",\"".repeat(400_000) + "\"]}");

        assertThat(server.browser("GV_CHU_NHIEM").get(PAGE).statusCode()).isEqualTo(502);
    }

    @Test
    void showsHostileNamesAsText() {
        server.gate()
                .answers(
                        "/khue-help/classes/" + CLASS,
                        200,
                        "{\"pupils\":["
                                + ConsoleServer.pupil(AN, "<b>x", "<script>alert(1)</script>", "\\\"><i>", "null", true)
                                + "]}");
        TrialBrowser browser = server.browser("GV_CHU_NHIEM");

        String all = browser.get(PAGE).body()
                + browser.get(PAGE + "/review?act=UNLOCK&p=" + AN).body();

        assertThat(all).contains("&lt;script&gt;alert(1)").doesNotContain("<script>", "<b>x", "<i>");
    }

    @Test
    void toldThatTheTokenIsOverItAsksTheGateForANewOne() {
        TrialBrowser browser = server.browser("GV_CHU_NHIEM");
        server.gate().answers("/khue-help/mine", 401, "{}");
        assertThat(browser.get(PAGE).statusCode()).isEqualTo(401);
        int before = server.gate().renewals();
        ConsoleServer.get();

        assertThat(browser.get(PAGE).statusCode()).isEqualTo(200);
        assertThat(server.gate().renewals()).isEqualTo(before + 1);
    }

    @Test
    void staysInTheUnitThePersonActsIn() {
        TrialBrowser browser = server.browser("GV_CHU_NHIEM", "u0", "u1");

        assertThat(browser.get("/classes").body()).contains("Còn lớp ở đơn vị khác", "không phụ trách lớp nào");
        HttpResponse<String> page = browser.get(PAGE);
        assertThat(page.statusCode()).isEqualTo(409);
        assertThat(page.body()).contains("Thuộc đơn vị khác");
    }

    @Test
    void tellsWhomAnActFailedAndStopsWhereNothingAnswers() {
        server.gate()
                .answers(
                        "/khue-help/classes/" + CLASS,
                        200,
                        "{\"pupils\":[" + ConsoleServer.pupil(AN, "an.l", "Lê An", "An", "null", true) + ","
                                + ConsoleServer.pupil(DAT, "dat.nv", "Nguyễn Văn Đạt", "Đạt", "null", true) + "]}");
        server.gate().answers("/khue-help/people/" + AN + "/unlock", 204, "");
        server.gate().answers("/khue-help/people/" + DAT + "/unlock", 403, "{}");
        TrialBrowser browser = server.browser("GV_CHU_NHIEM");
        HttpResponse<String> review = browser.get(PAGE + "/review?act=UNLOCK&p=" + AN + "&p=" + DAT);

        agree(browser, review, "UNLOCK", AN, DAT);

        assertThat(browser.get(PAGE).body())
                .contains("Đã mở khoá cho 1 em.", "Chưa làm được cho 1 em", "<li>Nguyễn Văn Đạt</li>");
    }

    @Test
    void opensTheWindowForAsLongAsChosenAndNoLonger() {
        TrialBrowser browser = server.browser("GIAO_VIEN");
        HttpResponse<String> page = browser.get(PAGE);
        server.gate().answers("/khue-badge/admin/classes/" + CLASS + "/window", 204, "");
        server.gate().asked();

        assertThat(browser.post(page, PAGE + "/window", Map.of("minutes", "30")).statusCode())
                .isEqualTo(302);
        assertThat(server.gate().asked())
                .contains("PUT /khue-badge/admin/classes/" + CLASS + "/window {\"minutes\":30}");
        assertThat(browser.post(page, PAGE + "/window", Map.of("minutes", "600"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(browser.post(page, PAGE + "/window", Map.of("minutes", "x")).statusCode())
                .isEqualTo(400);
        assertThat(server.gate().asked()).noneMatch(asked -> asked.startsWith("PUT"));
    }

    @Test
    void aFormOfAnotherSiteDoesNothing() {
        TrialBrowser browser = server.browser("GV_CHU_NHIEM");
        server.gate().asked();

        assertThat(browser.post(PAGE + "/window", Map.of("minutes", "30")).statusCode())
                .isEqualTo(403);
        assertThat(server.gate().asked()).isEmpty();
    }

    @Test
    void speaksEnglishThroughout() {
        TrialBrowser browser = server.browser("GV_CHU_NHIEM");

        assertThat(browser.get(PAGE + "?lang=en").body())
                .contains("<html lang=\"en\">", "Class 6A1", "2 pupils", "1 pupil needs help")
                .doesNotContain("??", "học sinh");
        assertThat(browser.get(PAGE + "/review?act=ISSUE_BADGE&p=" + AN).body())
                .contains("Issue badges for An?", "Issue and print 1 badge")
                .doesNotContain("??");
    }

    private static String badge(String pupil, String code) {
        return "{\"pupil\":\"" + pupil + "\",\"qr\":\"KHUE1:ABCDEFGHIJKLMNOPQRSTUVWXYZ\",\"code\":\"" + code
                + "\",\"expires\":\"2027-05-31T00:00:00Z\"}";
    }

    private static HttpResponse<String> agree(
            TrialBrowser browser, HttpResponse<String> review, String act, String... people) {
        Matcher key = KEY.matcher(review.body());
        assertThat(key.find()).as("key of the form").isTrue();
        Map<String, String> fields = new HashMap<>(Map.of("act", act, "key", key.group(1), "p", people[0]));
        // The trial browser's forms have each field once; the server takes several in one, as Spring splits at commas.
        fields.put("p", String.join(",", people));
        return browser.post(review, PAGE + "/acts", fields);
    }
}
