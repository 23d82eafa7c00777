package vn.khue.audit.app.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khue.audit.app.triage.AlertPages;
import vn.khue.web.time.VietnamTime;
import vn.khue.web.trial.TrialBrowser;

/** The register of incidents in the running service: clocks, reports, measures, the end. */
class IncidentPagesTest extends AlertPages {

    private UUID incident(String title, String kind) {
        UUID alert = raise(somebody(), 1);
        HttpResponse<String> opened = officer.post(
                officer.get("/cases/new?alert=" + alert), "/cases", Map.of("alert", alert.toString(), "title", title));
        UUID id = UUID.fromString(TrialBrowser.location(opened).getPath().substring("/cases/".length()));
        String page = followed(
                officer,
                officer.post(
                        officer.get("/cases/" + id),
                        "/cases/" + id,
                        Map.of("act", "mark", "reason", kind, "version", "1")));
        assertThat(page).contains("data-incident=\"" + kind + "\"");
        return id;
    }

    /** The clock of the service runs on; that of the incident is set back. */
    private void known(UUID id, int hoursAgo) {
        server.database()
                .sql("update triage_case_incident set known_at = now() - ? * interval '1 hour' where case_id = ?")
                .params(hoursAgo, id)
                .update();
    }

    private String note(UUID id, String act, Map<String, String> fields) {
        Map<String, String> form = new TreeMap<>(fields);
        form.put("act", act);
        return followed(officer, officer.post(officer.get("/incidents/" + id), "/incidents/" + id, form));
    }

    private static String minute(Instant moment) {
        return LocalDateTime.ofInstant(moment, VietnamTime.ZONE)
                .truncatedTo(ChronoUnit.MINUTES)
                .toString();
    }

    @Test
    void fromTheMarkToTheEnd() throws Exception {
        UUID id = incident("Dò mật khẩu cả trường", "SERIOUS_INCIDENT");
        assertThat(officer.get("/incidents").body()).contains(id.toString(), "Dò mật khẩu cả trường");
        known(id, 30);
        String overdue = officer.get("/incidents/" + id).body();
        assertThat(overdue)
                .contains("data-duty=\"OVERDUE\" data-report=\"first-report\"")
                .contains("data-duty=\"RUNNING\" data-report=\"report\"", "NĐ 331/2026/NĐ-CP, Điều 31.2.d")
                .contains("Trễ hạn");
        assertThat(officer.get("/incidents").body()).contains("data-incident=\"" + id + "\" data-late=\"true\"");
        assertThat(note(id, "ENDED", Map.of("note", "xong"))).contains("data-failed=\"waiting\"");
        assertThat(note(id, "REPORTED", Map.of("duty", "SERIOUS_INCIDENT.first-report")))
                .contains("data-failed=\"recipient\"");
        Map<String, String> first =
                Map.of("duty", "SERIOUS_INCIDENT.first-report", "recipient", "Công an thành phố", "note", "số 12");
        assertThat(note(id, "REPORTED", first))
                .contains("data-done=\"incident.REPORTED\"", "data-duty=\"DONE_LATE\" data-report=\"first-report\"");
        assertThat(note(id, "REPORTED", first)).as("once").contains("data-failed=\"unfitting\"");
        assertThat(note(id, "REPORTED", Map.of("duty", "DATA_BREACH.report", "recipient", "Công an")))
                .as("it is none")
                .contains("data-failed=\"unfitting\"");
        assertThat(note(
                        id,
                        "REPORTED",
                        Map.of(
                                "duty",
                                "SERIOUS_INCIDENT.report",
                                "recipient",
                                "Công an thành phố",
                                "at",
                                minute(Instant.now().minusSeconds(3_600)))))
                .contains("data-duty=\"DONE\" data-report=\"report\"");
        assertThat(note(id, "INFORMED", Map.of("recipient", "Hiệu trưởng <script>")))
                .contains("Hiệu trưởng &lt;script&gt;");
        assertThat(note(id, "MEASURE", Map.of("note", "Đổi mật khẩu toàn trường")))
                .contains("Đổi mật khẩu toàn trường");
        assertThat(note(id, "ENDED", Map.of("note", "Không còn dấu hiệu"))).contains("Đã kết thúc");
        assertThat(note(id, "MEASURE", Map.of("note", "nữa"))).contains("data-failed=\"unfitting\"");
        assertThat(server.recorded("INCIDENT_RECORDED", id.toString())).isEqualTo(5);
        assertThat(server.recorded("INCIDENT_RECORDED", "Công an")).isZero();

        HttpResponse<byte[]> sheet = server.download(officer, "/incidents/" + id + "/sheet");
        assertThat(sheet.headers().firstValue("Content-Type")).contains("application/pdf");
        try (PDDocument pdf = Loader.loadPDF(sheet.body())) {
            assertThat(new PDFTextStripper().getText(pdf))
                    .contains("Phiếu ghi nhận sự cố số", "đã báo cáo trễ hạn", "Công an thành phố", "Đổi mật khẩu");
        }
    }

    @Test
    void aBreachHasItsOwnClock() {
        UUID id = incident("Lộ danh sách", "DATA_BREACH");
        known(id, 71);
        assertThat(officer.get("/incidents/" + id).body())
                .contains("data-duty=\"RUNNING\" data-report=\"report\"", "Luật 91/2025/QH15, Điều 23")
                .doesNotContain("first-report");
        known(id, 73);
        assertThat(officer.get("/incidents/" + id).body()).contains("data-duty=\"OVERDUE\"");
        assertThat(note(
                        id,
                        "REPORTED",
                        Map.of(
                                "duty",
                                "DATA_BREACH.report",
                                "recipient",
                                "Cơ quan chuyên trách",
                                "at",
                                minute(Instant.now().minusSeconds(2 * 3_600)))))
                .as("it was in time, and is noted late")
                .contains("data-duty=\"DONE\"");
    }

    @Test
    void strangeInputIsAnsweredInWords() {
        UUID id = incident("Nhập sai", "DATA_BREACH");
        assertThat(note(id, "EXPLODE", Map.of())).contains("data-failed=\"act\"");
        assertThat(note(id, "MEASURE", Map.of("note", "x", "at", "hôm qua"))).contains("data-failed=\"when\"");
        assertThat(note(
                        id,
                        "MEASURE",
                        Map.of("note", "x", "at", minute(Instant.now().plusSeconds(7_200)))))
                .contains("data-failed=\"future\"", "value=\"x\"", "<title>Lỗi: ");
        assertThat(note(
                        id,
                        "REPORTED",
                        Map.of(
                                "duty",
                                "DATA_BREACH.report",
                                "recipient",
                                "Công an",
                                "at",
                                minute(Instant.now().minusSeconds(48 * 3_600)))))
                .as("nobody reports what was not known")
                .contains("data-failed=\"unfitting\"");
        assertThat(officer.get("/incidents/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
    }

    /** What is marked and in no case is not lost. */
    @Test
    void alertsMarkedOutsideOfACaseAreNamed() {
        UUID alert = raise(somebody(), 1);
        officer.post(
                officer.get("/alerts/" + alert),
                "/alerts/" + alert,
                Map.of("act", "mark", "reason", "DATA_BREACH", "version", "0"));
        assertThat(officer.get("/incidents").body()).contains("/alerts/" + alert);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HIEU_TRUONG", "QT_NEN_TANG", "CHUYEN_VIEN_SO"})
    void othersAreDenied(String role) {
        assertThat(server.browser(role).get("/incidents").statusCode()).isEqualTo(403);
    }

    @Test
    void theAuditorReadsAndNotesNothing() {
        UUID id = incident("Chỉ đọc", "DATA_BREACH");
        TrialBrowser auditor = server.browser("KIEM_TOAN");
        assertThat(auditor.get("/incidents/" + id).body()).contains("Chỉ xem").doesNotContain("id=\"entry\"");
        assertThat(auditor.post(auditor.get("/alerts/queue"), "/incidents/" + id, Map.of("act", "MEASURE", "note", "x"))
                        .statusCode())
                .isEqualTo(403);
    }
}
