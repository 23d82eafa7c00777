package vn.khue.audit.app.wazuh;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.khue.audit.app.AuditServer;
import vn.khue.audit.app.OfficerBrowser;
import vn.khue.audit.app.triage.AlertPages;
import vn.khue.audit.detection.sigma.SigmaLevel;
import vn.khue.audit.event.Actor;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Origin;
import vn.khue.audit.event.Outcome;
import vn.khue.audit.event.TargetKind;

/** Wazuh, blocks and holds as officers use them in Chromium: by keyboard, at both widths, held to axe-core. */
class WazuhBrowserTest extends AlertPages {

    private final String me = AuditServer.id("AN_NINH");
    private final String card = UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    private TrialWazuh wazuh;

    @BeforeEach
    void begin() throws Exception {
        wazuh = new TrialWazuh();
        Path file = server.secrets().resolve("wazuh-account");
        Files.writeString(file, "khue\npassword\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    @AfterEach
    void end() throws Exception {
        server.database().sql("delete from wazuh_set_up").update();
        server.database().sql("delete from wazuh_agent").update();
        server.database()
                .sql("update address_block set state = 'ENDED', ends = now() where state = 'APPROVED'")
                .update();
        Files.deleteIfExists(server.secrets().resolve("wazuh-account"));
        wazuh.close();
    }

    private AuditEvent used(int port) {
        return AuditEvent.of(
                        EventKind.CARD_CHANGED,
                        Outcome.SUCCESS,
                        Actor.person(UUID.randomUUID()).from(Origin.seen("203.0.113.77", port, "Firefox/140")),
                        "signing",
                        Clock.fixed(time.minusSeconds(30), ZoneOffset.UTC))
                .unit(unit)
                .target(TargetKind.CARD, card)
                .build();
    }

    @Test
    void everyPageByKeyboard() {
        Assumptions.assumeTrue(
                Files.isExecutable(OfficerBrowser.PROGRAM),
                "needs " + OfficerBrowser.PROGRAM + "; ./khue test installs it");
        AuditEvent event = used(51_820);
        server.deliver(List.of(event));
        UUID alert = raise(RULE, SigmaLevel.HIGH, somebody(), 1, event);
        try (OfficerBrowser chromium = new OfficerBrowser()) {
            Page page = chromium.page(me, "Ngô Thanh Lan", "AN_NINH", "/wazuh");
            setUp(page);
            holds(page, alert);
            blocks(chromium, page, alert);
            page.navigate(server.base() + "/wazuh");
            AuditServer.await(() -> {
                page.reload();
                return page.locator("#list [data-in-step=true]").count() == 1;
            });
            OfficerBrowser.look(page, "wazuh-list");
            computers(page);
            commands(chromium, page, alert);
            events(page);
            assertThat(chromium.wrong()).isEmpty();
        }
    }

    private void setUp(Page page) {
        page.setViewportSize(1280, 900);
        page.locator("#address").fill("wazuh.so.edu.vn");
        page.locator("#address").press("Enter");
        assertThat(page.locator("[data-failed=address] [role=alert]")).isFocused();
        assertThat(page).hasTitle(Pattern.compile("^Lỗi: "));
        OfficerBrowser.look(page, "wazuh-wrong");
        page.setViewportSize(1280, 900);
        page.locator("#address").fill(wazuh.address());
        page.locator("#address").press("Enter");
        assertThat(page.locator("[data-done=save]")).isVisible();
        assertThat(page.locator("[data-state=up]")).isVisible();
    }

    private void holds(Page page, UUID alert) {
        String path = "/api/response/cards/" + card;
        server.gate().answers(path, 200, "{\"status\":\"VALID\",\"releasable\":false}");
        server.gate().answers(path + "/suspend", 200, "{}");
        page.navigate(server.base() + "/alerts/" + alert);
        OfficerBrowser.look(page, "alert-things");
        page.setViewportSize(1280, 900);
        page.locator("#things a").press("Enter");
        assertThat(page.locator("main")).hasAttribute("data-state", "VALID");
        OfficerBrowser.look(page, "hold");
        page.setViewportSize(1280, 900);
        page.locator("#hold button").press("Enter");
        assertThat(page.locator("#failed [role=alert]")).isFocused();
        assertThat(page.locator("#note")).hasAttribute("aria-invalid", "true");
        page.locator("#note").fill("Thẻ bị quét ở nơi lạ");
        server.gate().answers(path, 200, "{\"status\":\"SUSPENDED\",\"releasable\":true}");
        page.locator("#hold button").press("Enter");
        assertThat(page.locator("#done")).containsText("Đã tạm khoá thẻ");
        assertThat(page.locator("#hold button")).hasText("Mở lại thẻ này");
        server.gate().answers(path, 200, "{\"status\":\"REVOKED\",\"releasable\":false}");
        page.navigate(server.base() + "/entities/card/hold?id=" + card);
        assertThat(page.locator("#nothing")).isVisible();
        OfficerBrowser.look(page, "hold-nothing");
        page.navigate(server.base() + "/entities/card?id=" + card);
    }

    private void blocks(OfficerBrowser chromium, Page page, UUID alert) {
        page.setViewportSize(1280, 900);
        page.navigate(server.base() + "/blocklist");
        page.setViewportSize(1280, 900);
        page.locator("#range").fill("khue.edu.vn");
        page.locator("#range").press("Enter");
        assertThat(page.locator("#failed [role=alert]")).isFocused();
        assertThat(page.locator("#range")).hasAttribute("aria-invalid", "true");
        page.setViewportSize(1280, 900);
        page.navigate(server.base() + "/alerts/" + alert);
        page.locator("#source a[href*='/blocklist']").press("Enter");
        assertThat(page.locator("#use")).isVisible();
        OfficerBrowser.look(page, "blocklist-preview");
        page.setViewportSize(1280, 900);
        page.locator("#days").fill("400");
        page.locator("#days").press("Enter");
        assertThat(page.locator("#days")).hasAttribute("aria-invalid", "true");
        page.locator("#days").fill("30");
        page.locator("#note").fill("Quét thẻ lạ từ đây");
        page.locator("#note").press("Enter");
        assertThat(page.locator("#done")).isVisible();
        Page other = chromium.page(SECOND, "Trần Văn Minh", "AN_NINH", "/blocklist");
        other.locator("article:has-text('Quét thẻ lạ từ đây') button[value=approve]")
                .first()
                .press("Enter");
        assertThat(other.locator("#done")).containsText("Đã duyệt");
        OfficerBrowser.look(other, "blocklist-approved");
        other.context().close();
    }

    private void computers(Page page) {
        page.setViewportSize(1280, 900);
        for (String[] each : List.of(
                new String[] {"801", "may-ca", "ACTIVE", unit},
                new String[] {"802", "may-phong-hoc", "DISCONNECTED", unit},
                new String[] {"803", "may-thu-vien", "NEVER_CONNECTED", "phong-may-2"})) {
            server.database()
                    .sql("insert into wazuh_agent (id, name, state, groups, system, asked_at)"
                            + " values (?, ?, ?, ?, 'Debian GNU/Linux 12', now() + interval '1 day')")
                    .params(each[0], each[1], each[2], new String[] {each[3]})
                    .update();
        }
        page.navigate(server.base() + "/wazuh/computers");
        assertThat(page.locator("[data-school='" + unit + "']")).isVisible();
        page.locator("#none summary").press("Enter");
        OfficerBrowser.look(page, "computers");
        page.navigate(server.base() + "/wazuh");
        page.locator("#group").selectOption("phong-may-2");
        page.locator("#unit").fill("a b");
        page.locator("#unit").press("Enter");
        assertThat(page.locator("#unit")).hasAttribute("aria-invalid", "true");
        OfficerBrowser.look(page, "wazuh-group-wrong");
        page.locator("#unit").fill(unit);
        page.locator("#unit").press("Enter");
        assertThat(page.locator("[data-done=group]")).isVisible();
    }

    private void commands(OfficerBrowser chromium, Page page, UUID alert) {
        page.setViewportSize(1280, 900);
        page.navigate(server.base() + "/alerts/" + alert);
        page.locator("#source a[href*='/wazuh/responses']").press("Enter");
        assertThat(page.locator("#address")).hasValue("203.0.113.77");
        page.locator("#agent").fill("801 abc");
        page.locator("#note").fill("Chặn ở máy của CA");
        page.locator("#note").press("Enter");
        assertThat(page.locator("#agent")).hasAttribute("aria-invalid", "true");
        page.setViewportSize(1280, 900);
        page.locator("#agent").fill("801 802");
        page.locator("#note").press("Enter");
        assertThat(page.locator("[data-done=asked]")).isVisible();
        OfficerBrowser.look(page, "responses");
        Page other = chromium.page(SECOND, "Trần Văn Minh", "AN_NINH", "/wazuh/responses");
        other.locator("article:has-text('Chặn ở máy của CA') button[value=refuse]")
                .first()
                .press("Enter");
        assertThat(other.locator("[data-done=refuse]")).isVisible();
        other.context().close();
    }

    private void events(Page page) {
        page.setViewportSize(1280, 900);
        page.navigate(server.base() + "/events?unit=" + unit);
        OfficerBrowser.look(page, "events");
        page.setViewportSize(1280, 900);
        page.locator("a[href*='/events/']").first().press("Enter");
        OfficerBrowser.look(page, "event-port");
    }
}
