package vn.khue.console.family;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khue.console.ConsoleServer;
import vn.khue.web.trial.TrialBrowser;

/** What the family's pages make of what the gate says, and what they ask of it. */
final class FamilyPagesTest {

    private static final String CHILD = "0c000000-0000-4000-8000-000000000001";
    private static final String CONSENTS = "/khue-family/consents/" + CHILD + "/thu vien";
    private static final String PAGE = "/family/consent?person=" + CHILD + "&app=thu+vien";

    private final ConsoleServer server = ConsoleServer.get();

    @Test
    void showsAParentWhatEachAppAsksAndWhoHasAnswered() {
        mine("CHILD", "\"CONSENT\"", claim("email", "GIVEN", "MISSING", false));

        String page = server.browser("PHU_HUYNH").get("/family").body();

        assertThat(page)
                .contains("Lê Minh An", "Thư viện số", "Mượn sách", "1 câu hỏi đang chờ", "Từ 7 đến 15 tuổi")
                .contains("Con: đồng ý", "Người đại diện: chưa trả lời", "Chưa nhận gì", "đến hết 31/05/2030")
                .doesNotContain("??", "style=", "Về bản thân");
        assertThat(server.browser("PHU_HUYNH").get(PAGE).body())
                .contains("Thư viện số được biết gì?", "Địa chỉ thư điện tử", "Sự đồng ý của trẻ và của người đại diện")
                .contains("id=\"give\"", "Không đồng ý")
                .doesNotContain("checked", "??", "style=");
    }

    @Test
    void aParentResetsAPasswordAndVoidsABadgeAfterBeingAsked() {
        mine("CHILD", "\"CONSENT\"", claim("email", "GIVEN", "MISSING", false));
        server.gate()
                .answers("/khue-help/children", 200, children("\"RESET_PASSWORD\",\"VOID_BADGE\",\"UNLOCK\",\"FLY\""));
        TrialBrowser browser = server.browser("PHU_HUYNH");
        assertThat(browser.get("/family").body())
                .contains("data-help=\"" + CHILD, "Đặt lại mật khẩu", "Huỷ thẻ đăng nhập", "Thẻ đang dùng")
                .doesNotContain("UNLOCK", "??");

        HttpResponse<String> review = browser.get("/family/help?person=" + CHILD + "&act=RESET_PASSWORD");
        assertThat(review.body()).contains("Đặt lại mật khẩu của Lê Minh An?", "mọi phiên đang mở kết thúc");
        server.gate()
                .answers(
                        "/khue-help/slips",
                        200,
                        "[{\"person\":\"" + CHILD
                                + "\",\"name\":\"Lê Minh An\",\"uid\":\"an.lm\",\"code\":\"ABCD-EFGH-JK\","
                                + "\"expires\":\"2026-12-11T00:00:00Z\"}]");
        server.gate().asked();
        HttpResponse<String> slip = browser.post(review, "/family/help", help("RESET_PASSWORD", review));
        assertThat(slip.body())
                .contains("ABCD-EFGH-JK", "an.lm", "Về trang gia đình")
                .doesNotContain("??");
        assertThat(slip.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(server.gate().asked()).contains("POST /khue-help/slips {\"people\":[\"" + CHILD + "\"]}");
        assertThat(browser.post(review, "/family/help", help("RESET_PASSWORD", review))
                        .statusCode())
                .as("once")
                .isEqualTo(409);

        HttpResponse<String> badge = browser.get("/family/help?person=" + CHILD + "&act=VOID_BADGE");
        server.gate().answers("/khue-badge/admin/pupils/" + CHILD + "/badge", 204, "");
        assertThat(browser.post(badge, "/family/help", help("VOID_BADGE", badge))
                        .statusCode())
                .isEqualTo(302);
        assertThat(browser.get("/family").body()).contains("Đã huỷ thẻ đăng nhập của Lê Minh An.");
    }

    @Test
    void aParentIsOfferedWhatTheGateAllowsAndNothingElse() {
        mine("YOUTH", "\"CONSENT\"", claim("email", "GIVEN", "MISSING", false));
        TrialBrowser browser = server.browser("PHU_HUYNH");
        assertThat(browser.get("/family").body()).doesNotContain("data-help");
        assertThat(browser.get("/family/help?person=" + CHILD + "&act=RESET_PASSWORD")
                        .statusCode())
                .isEqualTo(404);
        server.gate().answers("/khue-help/children", 200, children("\"UNLOCK\""));
        assertThat(browser.get("/family/help?person=" + CHILD + "&act=UNLOCK").statusCode())
                .isEqualTo(404);
    }

    @Test
    void aPurposeThatWasChangedMeanwhileIsShownAnewAndSaidInItsOwnWords() {
        mine("CHILD", "\"CONSENT\"", claim("email", "GIVEN", "MISSING", false));
        TrialBrowser browser = server.browser("PHU_HUYNH");
        HttpResponse<String> page = browser.get(PAGE);
        server.gate().answers(CONSENTS, 409, "{}");

        HttpResponse<String> again = browser.post(page, "/family/consent", form("claim", "email", "version", "v0"));

        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body())
                .contains("id=\"changed\"", "vừa đổi lời hỏi", "id=\"give\"")
                .doesNotContain("??");
    }

    @Test
    void saysYesToWhatIsTickedOfThePurposeThatWasShown() {
        mine(
                "CHILD_UNDER_7",
                "\"CONSENT\"",
                claim("email", "NOT_NEEDED", "MISSING", false) + ","
                        + claim("khue_class", "NOT_NEEDED", "MISSING", false));
        TrialBrowser browser = server.browser("PHU_HUYNH");
        HttpResponse<String> page = browser.get(PAGE);
        server.gate().answers(CONSENTS, 204, "");
        server.gate().asked();

        HttpResponse<String> done = browser.post(page, "/family/consent", form("claim", "email", "version", "v1"));

        assertThat(done.statusCode()).isEqualTo(302);
        assertThat(server.gate().asked())
                .filteredOn(asked -> asked.startsWith("PUT"))
                .singleElement()
                .asString()
                .startsWith("PUT " + CONSENTS)
                .contains("\"claims\":[\"email\"]", "\"purpose\":\"v1\"");
        assertThat(browser.get("/family").body()).contains("Đã ghi sự đồng ý cho Thư viện số.");
        assertThat(browser.get("/family").body()).doesNotContain("Đã ghi sự đồng ý");
    }

    @Test
    void saysNoFirstToWhatIsNotTicked() {
        mine(
                "CHILD_UNDER_7",
                "\"CONSENT\"",
                claim("email", "NOT_NEEDED", "GIVEN", true) + "," + claim("khue_class", "NOT_NEEDED", "GIVEN", true));
        TrialBrowser browser = server.browser("PHU_HUYNH");
        HttpResponse<String> page = browser.get(PAGE);
        server.gate().answers(CONSENTS, 204, "");
        server.gate().asked();

        browser.post(page, "/family/consent", form("claim", "email", "version", "v1"));

        assertThat(server.gate().asked())
                .filteredOn(asked -> asked.contains("consents"))
                .extracting(asked -> asked.substring(0, asked.indexOf(' ')))
                .containsExactly("DELETE", "PUT");
    }

    @Test
    void withdrawsEverythingByOneButton() {
        mine("CHILD", "\"CONSENT\"", claim("email", "GIVEN", "GIVEN", true));
        TrialBrowser browser = server.browser("PHU_HUYNH");
        HttpResponse<String> page = browser.get(PAGE);
        assertThat(page.body()).contains("Rút lại hết sự đồng ý", "checked");
        server.gate().answers(CONSENTS, 204, "");
        server.gate().asked();

        browser.post(page, "/family/consent/withdraw", form("claim", "email", "version", "v1"));

        assertThat(server.gate().asked()).contains("DELETE " + CONSENTS + " ");
        assertThat(browser.get("/family").body()).contains("Đã rút lại sự đồng ý cho Thư viện số.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "name"})
    void asksForATickBeforeItSaysYes(String claim) {
        mine("CHILD", "\"CONSENT\"", claim("email", "MISSING", "MISSING", false));
        TrialBrowser browser = server.browser("PHU_HUYNH");
        HttpResponse<String> page = browser.get(PAGE);
        server.gate().asked();

        HttpResponse<String> again = browser.post(page, "/family/consent", form("claim", claim, "version", "v1"));

        assertThat(again.statusCode()).isEqualTo(400);
        assertThat(again.body()).contains("<title>Lỗi: Thư viện số", "ít nhất một ô");
        assertThat(server.gate().asked()).noneMatch(asked -> asked.contains("consents"));
    }

    @ParameterizedTest
    @CsvSource({
        "YOUTH, CONSENT, đã đủ 16 tuổi",
        "CHILD, RECORDS, không giao việc đồng ý",
        "CHILD_UNDER_7, ACCOUNT, không giao việc đồng ý"
    })
    void offersNothingToWhoHasNoSay(String age, String scope, String words) {
        mine(age, "\"" + scope + "\"", claim("email", "MISSING", "MISSING", false));

        String page = server.browser("PHU_HUYNH").get(PAGE).body();

        assertThat(page)
                .contains("id=\"only-look\"", words, "Địa chỉ thư điện tử")
                .doesNotContain("id=\"give\"", "id=\"withdraw\"");
    }

    @Test
    void aPupilSeesTheOwnSideAndAParentWithoutChildrenWhatToDo() {
        server.gate()
                .answers(
                        "/khue-family/mine",
                        200,
                        "{\"self\":{\"age\":\"CHILD\",\"consents\":[" + app(claim("email", "MISSING", "MISSING", false))
                                + "]},\"children\":[]}");
        assertThat(server.browser("HOC_SINH").get("/family").body())
                .contains("Về em", "Em và cha mẹ", "Thư viện số", "Bản thân: chưa trả lời")
                .doesNotContain("no-children", "??");

        server.gate()
                .answers("/khue-family/mine", 200, "{\"self\":{\"age\":\"ADULT\",\"consents\":[]},\"children\":[]}");
        assertThat(server.browser("PHU_HUYNH").get("/family").body())
                .contains("Chưa có con nào", "văn phòng trường")
                .doesNotContain("Về bản thân");
        assertThat(server.browser("GIAO_VIEN").get("/family").body()).contains("Về bản thân", "Chưa có ứng dụng nào");
    }

    @Test
    void somebodyElsesChildIsNotThere() {
        mine("CHILD", "\"CONSENT\"", claim("email", "MISSING", "MISSING", false));
        TrialBrowser browser = server.browser("PHU_HUYNH");

        assertThat(browser.get("/family/consent?person=" + ConsoleServer.AN + "&app=thu+vien")
                        .statusCode())
                .isEqualTo(404);
        assertThat(browser.get("/family/consent?person=" + CHILD + "&app=khac").statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"self\":{\"age\":\"OLD\",\"consents\":[]},\"children\":[]}",
                "{\"self\":{\"age\":\"ADULT\",\"consents\":[]},\"children\":[{\"id\":\"x\"}]}",
                "[]"
            })
    void takesNothingOddFromTheGate(String odd) {
        server.gate().answers("/khue-family/mine", 200, odd);

        assertThat(server.browser("PHU_HUYNH").get("/family").statusCode()).isEqualTo(502);
    }

    private static String children(String acts) {
        return "{\"children\":[{\"person\":"
                + ConsoleServer.pupil(
                        CHILD,
                        "an.lm",
                        "Lê Minh An",
                        "An",
                        "{\"issued\":\"2026-09-01T00:00:00Z\",\"expires\":\"2027-05-31T00:00:00Z\"}",
                        false)
                + ",\"acts\":[" + acts + "]}]}";
    }

    private static Map<String, String> help(String act, HttpResponse<String> page) {
        Matcher key = Pattern.compile("name=\"key\" value=\"([^\"]+)\"").matcher(page.body());
        assertThat(key.find()).isTrue();
        return Map.of("person", CHILD, "act", act, "key", key.group(1));
    }

    private void mine(String age, String scope, String claims) {
        server.gate()
                .answers(
                        "/khue-family/mine",
                        200,
                        "{\"self\":{\"age\":\"ADULT\",\"consents\":[]},\"children\":[{\"id\":\"" + CHILD
                                + "\",\"name\":\"Lê Minh An\",\"age\":\"" + age + "\",\"scope\":[" + scope
                                + "],\"until\":\"2030-05-31\",\"consents\":[" + app(claims) + "]}]}");
    }

    private static String app(String claims) {
        return "{\"client\":\"thu vien\",\"name\":{\"vi\":\"Thư viện số\",\"en\":\"Library\"},"
                + "\"purpose\":{\"vi\":\"Mượn sách\",\"en\":\"Lending\"},\"purposeVersion\":\"v1\",\"ownerName\":null,"
                + "\"claims\":[],\"child\":\"" + (claims.contains("\"child\":\"GIVEN\"") ? "GIVEN" : "MISSING")
                + "\",\"representative\":\"" + (claims.contains("\"representative\":\"GIVEN\"") ? "GIVEN" : "MISSING")
                + "\",\"since\":null,\"answers\":[" + claims + "]}";
    }

    private static String claim(String name, String person, String representative, boolean told) {
        return "{\"claim\":\"" + name + "\",\"child\":\"" + person + "\",\"representative\":\"" + representative
                + "\",\"told\":" + told + "}";
    }

    private static Map<String, String> form(String... more) {
        return Map.of("person", CHILD, "app", "thu vien", more[0], more[1], more[2], more[3]);
    }
}
