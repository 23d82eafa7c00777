package vn.khue.audit.app.erasure;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import vn.khue.audit.app.AuditServer;
import vn.khue.audit.app.OfficerBrowser;
import vn.khue.audit.app.triage.AlertPages;
import vn.khue.audit.event.Actor;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Origin;
import vn.khue.audit.event.Outcome;

/** The pages of erasing as people see them, at a desk and on a phone. */
class ErasureBrowserTest extends AlertPages {

    @Test
    void askedByOneAndDoneByAnother() {
        Assumptions.assumeTrue(
                Files.isExecutable(OfficerBrowser.PROGRAM),
                "needs " + OfficerBrowser.PROGRAM + "; ./khue test installs it");
        UUID somebody = UUID.randomUUID();
        AuditEvent login = AuditEvent.of(
                        EventKind.LOGIN,
                        Outcome.SUCCESS,
                        Actor.person(somebody).from(Origin.seen("198.51.100.78", "Firefox/140")),
                        "sso",
                        Clock.fixed(Instant.now().minus(Duration.ofDays(500)), ZoneOffset.UTC))
                .build();
        server.deliver(List.of(login));
        try (OfficerBrowser browser = new OfficerBrowser()) {
            Page lan =
                    browser.page(AuditServer.id("AN_NINH"), "Ngô Thanh Lan", "AN_NINH", "/erasures?person=" + somebody);
            assertThat(lan.locator("#person")).hasValue(somebody.toString());
            lan.locator("#number").fill("27/2026");
            lan.locator("#note").fill("   ");
            lan.locator("form[aria-labelledby=ask] button").click();
            assertThat(lan.locator("[data-failed=note]")).isVisible();
            assertThat(lan.locator("#number")).hasValue("27/2026");
            OfficerBrowser.look(lan, "erasures-wrong");
            lan.locator("#note").fill("Cán bộ văn thư đã kiểm căn cước tại trường ngày 26/11/2026.");
            lan.locator("form[aria-labelledby=ask] button").click();
            assertThat(lan.locator("[data-done=ask]")).isVisible();

            Page minh = browser.page(SECOND, "Trần Văn Minh", "AN_NINH", "/erasures");
            OfficerBrowser.look(minh, "erasures-waiting");
            var request = minh.locator("article")
                    .filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText(somebody.toString()));
            request.locator("input[name=sure]").check();
            request.locator("button[value=erase]").click();
            assertThat(minh.locator("[data-done=erase]")).isVisible();
            OfficerBrowser.look(minh, "erasures-done");
            minh.navigate(server.base() + "/events/" + server.index(login));
            assertThat(minh.locator("[data-sealing=erased]")).isVisible();
            OfficerBrowser.look(minh, "event-erased");
            minh.navigate(server.base() + "/ledger");
            OfficerBrowser.look(minh, "ledger-beside");
            assertThat(browser.wrong()).isEmpty();
        }
    }
}
