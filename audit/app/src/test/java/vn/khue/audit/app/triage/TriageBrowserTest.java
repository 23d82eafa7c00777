package vn.khue.audit.app.triage;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import vn.khue.audit.app.AuditServer;
import vn.khue.audit.app.OfficerBrowser;
import vn.khue.audit.detection.sigma.SigmaLevel;
import vn.khue.audit.event.AuditEvent;

/** Triage as an officer does it in Chromium: by keyboard, at both widths, held to axe-core. */
class TriageBrowserTest extends AlertPages {

    private final String me = AuditServer.id("AN_NINH");

    @Test
    void fromTheQueueToAClosedCaseByKeyboard() throws Exception {
        Assumptions.assumeTrue(
                Files.isExecutable(OfficerBrowser.PROGRAM),
                "needs " + OfficerBrowser.PROGRAM + "; ./khue test installs it");
        String about = somebody();
        AuditEvent first = event(unit, 1);
        AuditEvent last = event(unit, 90);
        server.deliver(List.of(first, last));
        UUID grave = raise("signed_without_authorisation", SigmaLevel.CRITICAL, about, 3, first, last);
        UUID second = raise(somebody(), 2);
        UUID third = raise(somebody(), 1);
        server.gate().answers("/khue-help/response/people/" + about + "/lock", 204, "");
        try (OfficerBrowser chromium = new OfficerBrowser()) {
            Page page = chromium.page(me, "Ngô Thanh Lan", "AN_NINH", "/alerts/queue?unit=" + unit);
            OfficerBrowser.look(page, "queue");
            queue(page, grave, second);
            alert(page, grave, about);
            merge(page, second, third);
            entity(page, about);
            page.navigate(server.base() + "/overview?span=week");
            assertThat(page.locator("figure.chart")).hasCount(2);
            OfficerBrowser.look(page, "overview");
            page.navigate(server.base() + "/overview?span=month&lang=en");
            assertThat(page.locator("h1")).hasText("Overview");
            page.navigate(server.base() + "/overview?lang=vi");
            suppressions(chromium, page, third);
            assertThat(chromium.wrong()).isEmpty();
        }
    }

    /** J, K, ?, / and A; keys in a field only type. */
    private void queue(Page page, UUID grave, UUID second) {
        page.keyboard().press("j");
        assertThat(page.locator("#g-" + grave)).isFocused();
        page.keyboard().press("j");
        assertThat(page.locator("#g-" + second)).isFocused();
        page.keyboard().press("k");
        page.keyboard().press("?");
        assertThat(page.locator("#keys")).hasAttribute("open", "");
        page.keyboard().press("/");
        assertThat(page.locator("#state")).isFocused();
        page.locator("#unit").focus();
        page.keyboard().press("End");
        page.keyboard().type("ja");
        assertThat(page.locator("#unit")).hasValue(unit + "ja");
        page.navigate(server.base() + "/alerts/queue?unit=" + unit);
        // Closing with nothing said changes nothing and says what lacks.
        page.keyboard().press("j");
        page.keyboard().press("c");
        assertThat(page.locator("#reason")).isFocused();
        page.locator("button[value=close]").press("Enter");
        assertThat(page.locator("#failed [role=alert]")).isFocused();
        assertThat(page).hasTitle(Pattern.compile("^Lỗi: "));
        assertThat(page.locator("input[name=g]:checked")).hasCount(1);
        OfficerBrowser.look(page, "queue-wrong");
        page.navigate(server.base() + "/alerts/queue?unit=" + unit);
        page.keyboard().press("j");
        page.keyboard().press("a");
        assertThat(page.locator("#done")).containsText("Đã nhận 1 cảnh báo.");
        assertThat(page.locator("#g-" + grave)).isVisible();
    }

    private void alert(Page page, UUID grave, String about) throws Exception {
        page.keyboard().press("j");
        page.keyboard().press("Enter");
        assertThat(page.locator("main")).hasAttribute("data-alert", grave.toString());
        OfficerBrowser.look(page, "alert");
        page.setViewportSize(1280, 900);
        page.keyboard().press("c");
        assertThat(page.locator("#decide [name=reason]").first()).isFocused();
        page.keyboard().press("Space");
        page.locator("#decide button[value=close]").press("Enter");
        assertThat(page.locator("#failed")).containsText("Xin viết ghi chú");
        assertThat(page.locator("#decide [name=reason]").first()).isChecked();
        page.locator("#mark [value=SERIOUS_INCIDENT]").check();
        page.locator("#mark button").press("Enter");
        assertThat(page.locator("#clocks")).isVisible();
        Download evidence =
                page.waitForDownload(() -> page.locator("#evidence button").press("Enter"));
        assertThat(Files.size(evidence.path())).isGreaterThan(10_000);
        OfficerBrowser.look(page, "alert-incident");
        page.setViewportSize(1280, 900);
        page.locator("a[href$='/respond']").press("Enter");
        OfficerBrowser.look(page, "respond");
        page.setViewportSize(1280, 900);
        page.locator("[name=act][value=LOCK_ACCOUNT]").focus();
        page.keyboard().press("Space");
        page.locator("#respond button").press("Enter");
        assertThat(page.locator("#failed")).containsText("Xin viết ghi chú");
        assertThat(page.locator("[name=act][value=LOCK_ACCOUNT]")).isChecked();
        page.locator("#note").fill("Tài khoản đang bị dùng trái phép");
        page.locator("#respond button").press("Enter");
        assertThat(page.locator("#done")).containsText("Đã khoá tài khoản");
        assertThat(server.gate().asked()).anyMatch(each -> each.contains(about));
        page.setViewportSize(1280, 900);
    }

    private void merge(Page page, UUID second, UUID third) {
        page.navigate(server.base() + "/alerts/queue?unit=" + unit);
        for (UUID each : List.of(second, third)) {
            page.locator("li:has(#g-" + each + ") input[name=g]").focus();
            page.keyboard().press("Space");
        }
        page.locator("button[value=case]").press("Enter");
        assertThat(page.locator("#chosen")).hasText("2 cảnh báo");
        assertThat(page.locator("#title")).hasValue("Dò mật khẩu một tài khoản");
        OfficerBrowser.look(page, "case-new");
        page.setViewportSize(1280, 900);
        page.locator("#title").fill(" ");
        page.locator("#new-case button.go").press("Enter");
        assertThat(page.locator("#title")).hasAttribute("aria-invalid", "true");
        assertThat(page).hasTitle(Pattern.compile("^Lỗi: "));
        OfficerBrowser.look(page, "case-new-wrong");
        page.setViewportSize(1280, 900);
        page.locator("#title").fill("Dò mật khẩu cùng một đợt");
        page.locator("#new-case button.go").press("Enter");
        assertThat(page.locator("#done")).containsText("Đã gộp 2 cảnh báo");
        page.locator("#mark [value=DATA_BREACH]").check();
        page.locator("#mark button").press("Enter");
        assertThat(page.locator("[data-incident=DATA_BREACH] [data-clock=report]"))
                .isVisible();
        OfficerBrowser.look(page, "case");
        page.setViewportSize(1280, 900);
        page.locator("#note").fill("Đã gọi nhà trường");
        page.locator("#decide [value=TRUE_POSITIVE]").check();
        page.locator("#decide button[value=close]").press("Enter");
        assertThat(page.locator("#done")).containsText("Đã đóng vụ việc");
        page.navigate(server.base() + "/cases?state=ALL");
        OfficerBrowser.look(page, "cases");
        page.navigate(server.base() + "/alerts/" + second);
        assertThat(page.locator("#in-case a")).isVisible();
        assertThat(page.locator("#mark")).hasCount(0);
    }

    private void entity(Page page, String about) {
        page.navigate(server.base() + "/entities/person?id=" + about);
        assertThat(page.locator("main")).hasAttribute("data-entity", "person");
        OfficerBrowser.look(page, "entity-person");
        page.navigate(server.base() + "/entities/school?id=" + unit);
        assertThat(page.locator("figure.chart svg")).isVisible();
        page.navigate(server.base() + "/entities/ip?id=203.0.113.77");
        OfficerBrowser.look(page, "entity-empty");
    }

    private void suppressions(OfficerBrowser chromium, Page page, UUID alert) {
        page.navigate(server.base() + "/alerts/" + alert + "/suppress");
        OfficerBrowser.look(page, "suppress");
        page.setViewportSize(1280, 900);
        page.locator("#days").fill("400");
        page.locator("main form button").press("Enter");
        assertThat(page.locator("#failed [role=alert]")).isFocused();
        assertThat(page.locator("#days")).hasAttribute("aria-invalid", "true");
        OfficerBrowser.look(page, "suppress-wrong");
        page.setViewportSize(1280, 900);
        page.locator("#days").fill("7");
        page.locator("#note").fill("máy quét của trường");
        page.locator("main form button").press("Enter");
        assertThat(page.locator("#done")).containsText("Đã gửi người thứ hai duyệt");
        Page other = chromium.page(SECOND, "Trần Văn Minh", "AN_NINH", "/alerts/suppressions");
        other.locator("article:has-text('máy quét của trường') button[value=approve]")
                .first()
                .press("Enter");
        assertThat(other.locator("#done")).containsText("Đã duyệt");
        OfficerBrowser.look(other, "suppressions-approved");
    }
}
