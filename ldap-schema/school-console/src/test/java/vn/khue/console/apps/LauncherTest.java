package vn.khue.console.apps;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khue.console.ConsoleServer;

final class LauncherTest {

    private final ConsoleServer server = ConsoleServer.get();

    @ParameterizedTest
    @CsvSource({
        "HIEU_TRUONG, signing verify audit, school class",
        "CHUYEN_VIEN_SO, audit verify factors, signing school class",
        "QT_NEN_TANG, audit, school class",
        "GV_CHU_NHIEM, class signing verify, audit school",
        "QT_CNTT, school hosts verify, audit class signing",
        "AN_NINH, audit verify, signing school",
        "PHU_HUYNH, family verify, signing school class audit",
        "KE_TOAN, family, signing verify school class audit"
    })
    void showsKhuesOwnAppsByRole(String role, String shown, String hidden) {
        String page = server.browser(role).get("/").body();

        for (String app : shown.split(" ")) {
            assertThat(page).contains("data-app=\"" + app + "\"");
        }
        for (String app : hidden.split(" ")) {
            assertThat(page).doesNotContain("data-app=\"" + app + "\"");
        }
        assertThat(page).contains("<h1>Chào Hoà</h1>").doesNotContain("??", "style=");
    }

    @Test
    void aFormTeacherIsToldWhoNeedsHelp() {
        assertThat(server.browser("GV_CHU_NHIEM").get("/").body())
                .contains("1 em lớp 6A1 cần giúp đăng nhập", "href=\"/classes/" + ConsoleServer.CLASS + "\"");
        server.gate().answers("/khue-help/mine", 503, "{}");
        assertThat(server.browser("GV_CHU_NHIEM").get("/").body())
                .contains("data-app=\"class\"")
                .doesNotContain("cần giúp đăng nhập</h2>");
    }

    @Test
    void appsOfOthersAreShownAsTheGateNamesThem() {
        server.gate()
                .answers(
                        "/khue-apps",
                        200,
                        "{\"apps\":[" + app("lms", "https://lms.example.edu.vn/") + ","
                                + app("khue-signing", "https://a/")
                                + "," + app("evil", "javascript:alert(1)") + "," + app("file", "file:///etc/passwd")
                                + "]}");

        assertThat(server.browser("GIAO_VIEN").get("/").body())
                .contains("href=\"https://lms.example.edu.vn/\"", "Lớp học &lt;số&gt;")
                .doesNotContain("javascript:", "file:", "https://a/");
        assertThat(server.browser("HOC_SINH").get("/").body())
                .contains("Chào Hoà!", "Hôm nay em học gì?", "apps kid", "https://lms.example.edu.vn/", "Ra về");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "{\"apps\":[{\"url\":\"https://a\",\"client\":\"x\"}]}", "x"})
    void anOddListOfAppsIsSaidAndLeavesTheRest(String odd) {
        server.gate().answers("/khue-apps", 200, odd);

        assertThat(server.browser("HIEU_TRUONG").get("/").body())
                .contains("Chưa hỏi được danh sách ứng dụng khác", "data-app=\"signing\"");
        assertThat(server.browser("HOC_SINH").get("/").body()).contains("Em chờ một lát");
    }

    @Test
    void aPupilWithoutAppsIsToldWhomToAsk() {
        assertThat(server.browser("HOC_SINH").get("/").body())
                .contains("Chưa có ứng dụng nào cho em")
                .doesNotContain("data-app=");
    }

    private static String app(String client, String url) {
        return "{\"client\":\"" + client
                + "\",\"name\":{\"vi\":\"Lớp học <số>\",\"en\":\"Classroom\"},\"purpose\":{\"vi\":"
                + "\"Bài giảng\",\"en\":\"Lessons\"},\"url\":\"" + url
                + "\",\"owner\":\"u1\",\"ownerName\":\"Trường u1\",\"kind\":\"OIDC\",\"claims\":[],\"legalBasis\":\"x\"}";
    }
}
