package vn.khue.audit.app.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khue.audit.app.AuditServer;
import vn.khue.audit.app.triage.AlertPages;
import vn.khue.web.time.VietnamTime;
import vn.khue.web.trial.TrialBrowser;

/** The register of requests in the running service. */
class RequestPagesTest extends AlertPages {

    private final LocalDate today = LocalDate.now(VietnamTime.ZONE);

    private HttpResponse<String> receive(Map<String, String> fields) {
        Map<String, String> form = new TreeMap<>(Map.of(
                "kind", "ERASE", "subject", somebody(), "received", today.toString(), "note", "qua bộ phận một cửa"));
        form.putAll(fields);
        return officer.post(officer.get("/requests"), "/requests", form);
    }

    private UUID received(Map<String, String> fields) {
        URI there = TrialBrowser.location(receive(fields));
        return UUID.fromString(there.getPath().substring("/requests/".length()));
    }

    private String decide(TrialBrowser who, UUID id, int version, String act, String note) {
        return followed(
                who,
                who.post(
                        who.get("/requests/" + id),
                        "/requests/" + id,
                        Map.of("act", act, "note", note, "version", Integer.toString(version))));
    }

    private static String day(LocalDate day) {
        return new VietnamTime().day(day);
    }

    @Test
    void fromReceivingToDone() {
        String subject = somebody();
        UUID id = received(Map.of("subject", subject));
        String page = officer.get("/requests/" + id).body();
        assertThat(page)
                .contains(subject, "Xoá dữ liệu", day(today.plusDays(20)), "NĐ 356/2025/NĐ-CP, Điều 5")
                .contains("value=\"ACKNOWLEDGE\"", "value=\"GRANT\"")
                .doesNotContain("value=\"FINISH\"");
        assertThat(decide(officer, id, 1, "ACKNOWLEDGE", "")).contains("data-failed=\"note\"");
        assertThat(decide(officer, id, 1, "FINISH", "x")).contains("data-failed=\"unfitting\"");
        assertThat(decide(officer, id, 1, "ACKNOWLEDGE", "thư điện tử")).contains("request.ACKNOWLEDGE");
        assertThat(decide(officer, id, 1, "GRANT", "x")).as("an old page").contains("data-failed=\"changed\"");
        assertThat(decide(officer, id, 2, "EXTEND", "dữ liệu ở nhiều nơi"))
                .contains(day(today.plusDays(40)), "đã gia hạn");
        assertThat(decide(officer, id, 3, "EXTEND", "nữa")).contains("data-failed=\"unfitting\"");
        assertThat(decide(officer, id, 3, "GRANT", "đúng quyền")).contains("Chấp nhận, đang làm");
        assertThat(decide(officer, id, 4, "FINISH", "đã xoá <b>hết</b>")).contains("đã xoá &lt;b&gt;hết&lt;/b&gt;");
        assertThat(officer.get("/requests/" + id).body()).doesNotContain("id=\"decide\"");
        assertThat(server.recorded("DATA_REQUEST_CHANGED", id.toString())).isEqualTo(5);
        assertThat(server.recorded("DATA_REQUEST_CHANGED", "đã xoá")).isZero();
    }

    @Test
    void whatIsLateIsSeen() {
        UUID late = received(Map.of("received", today.minusDays(40).toString(), "kind", "ACCESS"));
        String list = officer.get("/requests").body();
        assertThat(list).contains("data-request=\"" + late + "\" data-late=\"true\"");
        assertThat(officer.get("/requests/" + late).body()).contains("Quá hạn", "Chưa báo là đã nhận");
        assertThat(officer.get("/compliance/iso-27001-2022/5.34").body())
                .contains("data-control=\"5.34\"", "Có yêu cầu quá hạn");
        assertThat(decide(officer, late, 1, "REFUSE", "không đúng chủ thể")).contains("Từ chối", "Quá hạn");
    }

    @Test
    void longerWhereOthersProcess() {
        UUID id = received(Map.of("processors", "yes", "kind", "RESTRICT"));
        assertThat(officer.get("/requests/" + id).body()).contains(day(today.plusDays(20)));
    }

    /** A citizen number is refused, not kept, and not shown again. */
    @ParameterizedTest
    @ValueSource(strings = {"079205012345", "Nguyễn Văn A", "", "12345678-1234-4234-8234"})
    void onlyAKhueIdNamesThePerson(String subject) {
        String page = followed(officer, receive(Map.of("subject", subject, "note", "giữ lại")));
        assertThat(page).contains("data-failed=\"subject\"", "value=\"giữ lại\"", "<title>Lỗi: ");
        if (!subject.isEmpty()) {
            assertThat(page).doesNotContain(subject);
        }
    }

    @Test
    void strangeInputIsAnsweredInWords() {
        assertThat(followed(officer, receive(Map.of("kind", "FORGET")))).contains("data-failed=\"kind\"");
        for (String day : new String[] {"", "2026-02-30", today.plusDays(1).toString(), "1999-01-01"}) {
            assertThat(followed(officer, receive(Map.of("received", day)))).contains("data-failed=\"received\"");
        }
        assertThat(officer.get("/requests/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
    }

    @Test
    void nobodyDecidesTheirOwn() {
        UUID id = received(Map.of("subject", AuditServer.id("AN_NINH")));
        assertThat(officer.get("/requests/" + id).body()).doesNotContain("id=\"decide\"");
        String answer = followed(
                officer,
                officer.post(
                        officer.get("/requests"),
                        "/requests/" + id,
                        Map.of("act", "GRANT", "note", "x", "version", "1")));
        assertThat(answer).contains("data-failed=\"own\"");
        assertThat(decide(second(), id, 1, "GRANT", "x")).contains("Trần Văn Minh chấp nhận");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HIEU_TRUONG", "QT_NEN_TANG", "CHUYEN_VIEN_SO"})
    void othersAreDenied(String role) {
        assertThat(server.browser(role).get("/requests").statusCode()).isEqualTo(403);
    }

    @Test
    void theAuditorReadsOnly() {
        TrialBrowser auditor = server.browser("KIEM_TOAN");
        assertThat(auditor.get("/requests").body()).doesNotContain("id=\"receive\"");
        assertThat(auditor.post(auditor.get("/alerts/queue"), "/requests", Map.of("kind", "ERASE"))
                        .statusCode())
                .isEqualTo(403);
    }
}
