package vn.khue.audit.app.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khue.audit.app.triage.AlertPages;
import vn.khue.web.time.VietnamTime;
import vn.khue.web.trial.TrialBrowser;

/** Controls with what shows them, and what officers sign about them, in the running service. */
class CompliancePagesTest extends AlertPages {

    private static final String ISO = "/compliance/iso-27001-2022/";
    private static final Pattern SIGN_OFF = Pattern.compile("data-signoff=\"([^\"]+)\"");
    private static final Pattern INDEX = Pattern.compile("href=\"/events/(\\d+)/proof\"");

    private static String inMonths(int months) {
        return LocalDate.now(VietnamTime.ZONE).plusMonths(months).toString();
    }

    private String sign(TrialBrowser who, String path, String note, String until) {
        return followed(who, who.post(who.get(path), path, Map.of("note", note, "until", until)));
    }

    @Test
    void everyCatalogueSaysHowEachControlStands() {
        String page = officer.get("/compliance").body();
        assertThat(page)
                .contains("TCVN 14423:2026", "Chưa mục nào được đối chiếu", "data-control=\"log-keeping\"")
                .containsPattern("data-control=\"mfa\" data-standing=\"(MET|UNSEEN)\"")
                .containsPattern("data-control=\"backup\" data-standing=\"UNSEEN\"");
        String iso = officer.get("/compliance?catalogue=iso-27001-2022").body();
        assertThat(all(Pattern.compile("data-control=\"([^\"]+)\""), iso)).hasSize(93);
        assertThat(officer.get("/compliance?catalogue=tcvn-11930-2017").body()).contains("chuyển tiếp");
        assertThat(officer.get("/compliance?catalogue=none").statusCode()).isEqualTo(404);
        String gaps = officer.get("/compliance?standing=GAP").body();
        assertThat(gaps).doesNotContain("data-standing=\"MET\"");
        assertThat(server.recorded("LOG_READ", "compliance/iso-27001-2022")).isPositive();
    }

    @Test
    void evidenceLeadsToEventsAndTheirProofs() {
        raise(somebody(), 1);
        officer.get("/events");
        String page = officer.get(ISO + "8.3").body();
        assertThat(page).contains("A.8.3", "Mỗi lần xem nhật ký cũng được ghi", "sự kiện trong 30 ngày qua");
        Matcher proof = INDEX.matcher(page);
        assertThat(proof.find()).isTrue();
        server.awaitSigned(Long.parseLong(proof.group(1)));
        assertThat(officer.get("/events/" + proof.group(1) + "/proof").body()).contains("<title>Đã kiểm chứng");
    }

    /** The ledger stands, so one officer signs; an outer bound holds the sign-off. */
    @Test
    void whatIsShownIsSignedByOne() {
        String path = "/compliance/tcvn-14423-2026/log-integrity";
        officer.get("/events");
        server.awaitSigned(0);
        assertThat(sign(officer, path, "", inMonths(3))).contains("data-failed=\"note\"");
        assertThat(sign(officer, path, "đã xem", inMonths(14)))
                .contains("data-failed=\"until\"", "value=\"đã xem\"", "<title>Lỗi: ");
        assertThat(sign(officer, path, "đã xem", inMonths(-1))).contains("data-failed=\"until\"");
        assertThat(sign(officer, path, "đã xem", "2026-13-45")).contains("data-failed=\"until\"");
        assertThat(sign(officer, path, "đã xem", inMonths(12)))
                .contains("data-done=\"sign.signed\"", "Ngô Thanh Lan ký lúc");
    }

    @Test
    void aGapIsSignedByTwoAndNobodySignsTheirOwn() {
        String path = "/compliance/tcvn-14423-2026/backup";
        String note = "hồ sơ <b>sao lưu</b> " + UUID.randomUUID();
        String asked = sign(officer, path, note, inMonths(6));
        assertThat(asked).contains("data-done=\"sign.asked\"", "Chờ ký", "hồ sơ &lt;b&gt;sao lưu&lt;/b&gt;");
        Matcher id = SIGN_OFF.matcher(asked);
        assertThat(id.find()).isTrue();
        String decide = path + "/sign-offs/" + id.group(1);
        assertThat(sign(officer, path, "lần nữa", inMonths(6))).contains("data-failed=\"standing\"");
        HttpResponse<String> page = officer.get(path);
        assertThat(followed(officer, officer.post(page, decide, Map.of("act", "sign"))))
                .contains("data-failed=\"second\"");
        TrialBrowser other = second();
        assertThat(followed(other, other.post(other.get(path), decide, Map.of("act", "sign"))))
                .contains("data-done=\"sign.signed\"", "Trần Văn Minh ký");
        assertThat(followed(other, other.post(other.get(path), decide, Map.of("act", "refuse"))))
                .contains("data-failed=\"changed\"");
        assertThat(officer.get("/compliance").body()).contains("Đã ký");
        assertThat(server.recorded("CONTROL_SIGNED_OFF", "tcvn-14423-2026/backup"))
                .isEqualTo(2);
        assertThat(server.recorded("CONTROL_SIGNED_OFF", "sao lưu"))
                .as("words of people stay out of the ledger")
                .isZero();
        server.database()
                .sql("update compliance_sign_off set until = current_date - 1 where id = ?")
                .param(UUID.fromString(id.group(1)))
                .update();
        assertThat(officer.get(path).body()).contains("Chữ ký hết hạn");
    }

    /** What Wazuh knows of computers shows a control; where it knows none the page says that nothing is seen. */
    @Test
    void computersOfWazuhShowControls() {
        String path = ISO + "8.8";
        server.database().sql("delete from wazuh_agent").update();
        assertThat(officer.get(path).body()).contains("Wazuh chưa theo dõi máy nào");
        server.database()
                .sql("insert into wazuh_agent (id, name, state, groups, system, score, failed, assessed_at, asked_at)"
                        + " values ('901', 'may-901', 'ACTIVE', '{}', 'Debian', 41, 12, now(), now())")
                .update();
        try {
            assertThat(officer.get(path).body())
                    .contains("1 trên 1 máy đã được chấm cấu hình", "Điểm thấp nhất 41 trên 100", "Còn thiếu");
        } finally {
            server.database().sql("delete from wazuh_agent where id = '901'").update();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HIEU_TRUONG", "QT_NEN_TANG", "CHUYEN_VIEN_SO", "GIAO_VIEN"})
    void othersAreDenied(String role) {
        TrialBrowser other = server.browser(role);
        assertThat(other.get("/compliance").statusCode()).isEqualTo(403);
        assertThat(other.get(ISO + "8.15").statusCode()).isEqualTo(403);
    }

    @Test
    void theAuditorReadsAndDoesNotSign() {
        TrialBrowser auditor = server.browser("KIEM_TOAN");
        HttpResponse<String> page = auditor.get(ISO + "8.13");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).doesNotContain("id=\"sign\"").contains("Chỉ xem");
        HttpResponse<String> form = auditor.get("/alerts/queue");
        assertThat(auditor.post(form, ISO + "8.13", Map.of("note", "x", "until", inMonths(1)))
                        .statusCode())
                .isEqualTo(403);
        assertThat(auditor.get(ISO + "9.99").statusCode()).isEqualTo(404);
    }
}
