package vn.khue.audit.app.report;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import vn.khue.audit.app.AuditServer;
import vn.khue.audit.app.OfficerBrowser;
import vn.khue.audit.app.triage.AlertPages;

/** Controls, incidents, requests, reviews and reports as an officer sees them in Chromium: by keyboard, at both widths, held to axe-core. */
class RegistersBrowserTest extends AlertPages {

    private final String me = AuditServer.id("AN_NINH");

    @Test
    void fromAControlToAReportByKeyboard() throws Exception {
        Assumptions.assumeTrue(
                Files.isExecutable(OfficerBrowser.PROGRAM),
                "needs " + OfficerBrowser.PROGRAM + "; ./khue test installs it");
        UUID alert = raise(somebody(), 1);
        server.database().sql("delete from rights_review_account").update();
        server.database().sql("delete from rights_review").update();
        try (OfficerBrowser chromium = new OfficerBrowser()) {
            Page page = chromium.page(me, "Ngô Thanh Lan", "AN_NINH", "/compliance");
            controls(chromium, page);
            incidents(page, alert);
            requests(page);
            reviews(page);
            reports(page);
            assertThat(chromium.wrong()).isEmpty();
        }
    }

    private void at(Page page, String path) {
        page.setViewportSize(1280, 900);
        page.navigate(server.base() + path);
    }

    private static void look(Page page, String name) {
        OfficerBrowser.look(page, name);
        page.setViewportSize(1280, 900);
    }

    private void controls(OfficerBrowser chromium, Page page) {
        look(page, "compliance");
        page.locator("[data-sum=GAP]").press("Enter");
        look(page, "compliance-gaps");
        at(page, "/compliance/iso-27001-2022/8.15");
        look(page, "control");
        page.locator("#until").fill("2099-01-01");
        page.evaluate("document.querySelector('#until').removeAttribute('max')");
        page.locator("#note").fill("đã xem cùng nhà trường");
        page.locator("#sign button").press("Enter");
        assertThat(page.locator("#failed [role=alert]")).isFocused();
        assertThat(page).hasTitle(Pattern.compile("^Lỗi: "));
        assertThat(page.locator("#note")).hasValue("đã xem cùng nhà trường");
        look(page, "control-wrong");
        at(page, "/compliance/tcvn-14423-2026/network");
        look(page, "control-unseen");
        String most = page.locator("#until").getAttribute("max");
        page.locator("#until").fill(most);
        page.locator("#note").fill("sơ đồ mạng số 12");
        page.locator("#sign button").press("Enter");
        assertThat(page.locator("#done")).containsText("Một cán bộ khác sẽ ký");
        Page other = chromium.page(SECOND, "Trần Văn Minh", "AN_NINH", "/compliance/tcvn-14423-2026/network");
        other.locator("button[value=sign]").press("Enter");
        assertThat(other.locator("#done")).containsText("Đã ký");
        look(other, "control-signed");
        other.close();
        at(page, "/compliance?lang=en");
        assertThat(page.locator("h1")).hasText("Controls");
        at(page, "/compliance?lang=vi");
    }

    private void incidents(Page page, UUID alert) {
        at(page, "/incidents");
        look(page, "incidents");
        at(page, "/cases/new?alert=" + alert);
        page.locator("#title").fill("Dò mật khẩu hàng loạt");
        page.locator("#new-case button.go").press("Enter");
        page.locator("#mark [value=SERIOUS_INCIDENT]").check();
        page.locator("#mark button").press("Enter");
        String id = page.locator("main").getAttribute("data-case");
        server.database()
                .sql("update triage_case_incident set known_at = now() - interval '25 hours' where case_id = ?")
                .param(UUID.fromString(id))
                .update();
        at(page, "/incidents/" + id);
        assertThat(page.locator("[data-duty=OVERDUE]")).isVisible();
        look(page, "incident-late");
        page.locator("button[value=REPORTED]").press("Enter");
        assertThat(page.locator("#recipient")).hasAttribute("aria-invalid", "true");
        look(page, "incident-wrong");
        page.locator("#recipient").fill("Công an thành phố");
        page.locator("button[value=REPORTED]").press("Enter");
        assertThat(page.locator("[data-duty=DONE_LATE]")).isVisible();
        Download sheet =
                page.waitForDownload(() -> page.locator("a[href$='/sheet']").press("Enter"));
        assertThat(sheet.suggestedFilename()).startsWith("su-co-");
        at(page, "/incidents");
        look(page, "incidents-late");
    }

    private void requests(Page page) {
        at(page, "/requests");
        page.locator("#subject").fill("079205012345");
        page.locator("#receive button.go").press("Enter");
        assertThat(page.locator("#subject")).hasAttribute("aria-invalid", "true");
        assertThat(page.locator("#subject")).hasValue("");
        look(page, "requests-wrong");
        page.locator("#kind").selectOption("ERASE");
        page.locator("#subject").fill(somebody());
        page.locator("#receive button.go").press("Enter");
        assertThat(page.locator("#done")).containsText("Đã nhận yêu cầu");
        look(page, "request");
        page.locator("#note").fill("báo bằng thư");
        page.locator("button[value=ACKNOWLEDGE]").press("Enter");
        assertThat(page.locator("button[value=ACKNOWLEDGE]")).hasCount(0);
        at(page, "/requests");
        look(page, "requests");
    }

    private void reviews(Page page) {
        at(page, "/reviews");
        look(page, "reviews-none");
        page.locator("form[action$='/reviews'] button").press("Enter");
        assertThat(page.locator("#done")).containsText("Đã mở đợt rà soát");
        look(page, "review");
        String path = page.url().substring(server.base().length());
        page.locator("#note").fill("xong");
        page.locator("#sign button").press("Enter");
        assertThat(page.locator("#failed")).containsText("không tự ký");
        at(page, "/reviews");
        look(page, "reviews");
        assertThat(path).startsWith("/reviews/");
    }

    private void reports(Page page) {
        at(page, "/reports");
        page.locator("#make button").press("Enter");
        assertThat(page.locator("#done")).containsText("Đã lập báo cáo");
        look(page, "reports");
        Download report = page.waitForDownload(
                () -> page.locator("[data-report] a").first().press("Enter"));
        report.saveAs(java.nio.file.Path.of("target/pictures/report.pdf"));
        assertThat(report.suggestedFilename()).startsWith("bao-cao-");
    }
}
