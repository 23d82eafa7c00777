package vn.khue.audit.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khue.audit.app.TrialSealer;
import vn.khue.audit.app.triage.AlertPages;
import vn.khue.web.time.VietnamTime;
import vn.khue.web.trial.TrialBrowser;

/** Reports in the running service, with and without their seal. */
class ReportPagesTest extends AlertPages {

    private static final Pattern REPORT = Pattern.compile("data-report=\"([^\"]+)\"");
    private final LocalDate today = LocalDate.now(VietnamTime.ZONE);

    @AfterEach
    void theSignerIsAwayAgain() {
        server.sealer().answers(503);
    }

    private String make(String span) {
        return followed(officer, officer.post(officer.get("/reports"), "/reports", Map.of("span", span)));
    }

    private static String first(String page) {
        Matcher report = REPORT.matcher(page);
        assertThat(report.find()).isTrue();
        return report.group(1);
    }

    private static String text(byte[] file) throws Exception {
        try (PDDocument pdf = Loader.loadPDF(file)) {
            return new PDFTextStripper().getText(pdf).replaceAll("\\s+", " ");
        }
    }

    @Test
    void whereTheSignerIsAwayTheReportIsMadeAndSaysSo() throws Exception {
        raise(somebody(), 1);
        server.awaitSigned(0);
        String page = make(YearMonth.from(today).toString());
        assertThat(page).contains("data-done=\"report.made\"", "Chưa có chữ ký số: dịch vụ ký số không trả lời");
        HttpResponse<byte[]> file = server.download(officer, "/reports/" + first(page));
        assertThat(file.headers().firstValue("Content-Disposition").orElse(""))
                .contains(String.format(
                        java.util.Locale.ROOT, "bao-cao-thang-%02d-%d.pdf", today.getMonthValue(), today.getYear()));
        assertThat(page)
                .contains(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(file.body())));
        assertThat(text(file.body()))
                .contains(String.format(java.util.Locale.ROOT, "tháng %02d/%d", today.getMonthValue(), today.getYear()))
                .contains("Tệp này chưa có chữ ký số: dịch vụ ký số không trả lời")
                .contains("Dò mật khẩu", "Cảnh báo và cách kết thúc", "mục vào sổ trong kỳ")
                .contains("Biện pháp: TCVN 14423:2026", "Biện pháp: ISO/IEC 27001:2022")
                .doesNotContain("Biện pháp: TCVN 11930")
                .contains("Đã kiểm: chữ ký của sổ đúng", "Máy được Wazuh theo dõi");
        assertThat(server.recorded("REPORT_MADE", first(page))).isEqualTo(1);
    }

    @Test
    void theSealOfTheSigningServiceStandsBehindIt() throws Exception {
        server.sealer().answers(200);
        String page = make(Integer.toString(today.getYear()));
        assertThat(page).contains("Có chữ ký số của Khuê", "năm " + today.getYear());
        byte[] file = server.download(officer, "/reports/" + first(page)).body();
        byte[] seal = TrialSealer.SEAL.getBytes(StandardCharsets.US_ASCII);
        assertThat(file).endsWith(seal);
        assertThat(text(Arrays.copyOf(file, file.length - seal.length)))
                .contains("Tệp này được dịch vụ ký số của Khuê ký")
                .doesNotContain("chưa có chữ ký");
    }

    /** Whoever answers for the signing service cannot put another file in the place of the report. */
    @Test
    void anotherFileIsNotTaken() {
        server.sealer().gives(sent -> {
            byte[] other = Arrays.copyOf(sent, sent.length + 100);
            other[sent.length / 2] ^= 1;
            return other;
        });
        assertThat(make(Integer.toString(today.getYear()))).contains("tệp ký trả về không phải tệp đã gửi");
        server.sealer().gives(sent -> Arrays.copyOf(sent, sent.length - 1));
        assertThat(make(Integer.toString(today.getYear()))).contains("tệp ký trả về không phải tệp đã gửi");
    }

    @ParameterizedTest
    @CsvSource({"401,từ chối", "403,từ chối", "422,không trả lời", "500,không trả lời"})
    void aRefusalIsSaid(int status, String word) {
        server.sealer().answers(status);
        assertThat(make(Integer.toString(today.getYear()))).contains("dịch vụ ký số " + word);
    }

    @Test
    void whatIsNotOfferedIsNotMade() {
        for (String span : new String[] {
            "",
            "2026-13",
            "1999",
            Integer.toString(today.getYear() + 1),
            YearMonth.from(today).plusMonths(1).toString(),
            "x"
        }) {
            assertThat(make(span)).contains("data-failed=\"span\"");
        }
        assertThat(officer.get("/reports/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
    }

    /** Once for each month and year of which the log has something, whoever looks how often. */
    @Test
    void theEndOfAMonthMakesItsReport() {
        LocalDate last = today.withDayOfMonth(1).minusDays(1);
        server.database().sql("delete from audit_report where made_by is null").update();
        MonthEnd end = server.part(MonthEnd.class);
        end.look();
        assertThat(itself()).as("the log has nothing of that time").isZero();
        server.database()
                .sql(
                        "insert into audit_event_day (day, first_index, earliest, latest) values (?, -1, '2020-01-01', '2020-01-02')")
                .param(last)
                .update();
        try {
            end.look();
            end.look();
            assertThat(itself()).isBetween(1L, 2L);
            assertThat(officer.get("/reports").body()).contains("tự lập lúc");
        } finally {
            server.database()
                    .sql("delete from audit_event_day where first_index = -1")
                    .update();
        }
    }

    private long itself() {
        return server.database()
                .sql("select count(*) from audit_report where made_by is null")
                .query(Long.class)
                .single();
    }

    /** The department reads reports and nothing else. */
    @Test
    void theDepartmentTakesReportsAway() {
        String id = first(make(Integer.toString(today.getYear())));
        TrialBrowser department = new TrialBrowser(server.base());
        department.signIn(
                server.gate(),
                vn.khue.web.trial.TrialPersons.person(somebody(), "so", "Lê Thị Sở", "CHUYEN_VIEN_SO", "city"),
                "/reports");
        HttpResponse<String> page = department.get("/reports");
        assertThat(page.body()).contains(id).doesNotContain("id=\"make\"", "href=\"/events\"");
        assertThat(server.download(department, "/reports/" + id).statusCode()).isEqualTo(200);
        assertThat(department.post(page, "/reports", Map.of("span", "2026")).statusCode())
                .isEqualTo(403);
        assertThat(TrialBrowser.location(department.get("/")).getPath()).isEqualTo("/reports");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HIEU_TRUONG", "QT_NEN_TANG", "GIAO_VIEN"})
    void othersAreDenied(String role) {
        assertThat(server.browser(role).get("/reports").statusCode()).isEqualTo(403);
    }
}
