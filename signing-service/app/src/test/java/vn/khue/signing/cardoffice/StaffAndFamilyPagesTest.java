package vn.khue.signing.cardoffice;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.khue.directory.GuardianKind;
import vn.khue.directory.GuardianScope;
import vn.khue.directory.Position;
import vn.khue.signing.cardcheck.CheckBrowser;
import vn.khue.signing.cardcheck.CheckRoom;
import vn.khue.signing.house.CardDesk;
import vn.khue.signing.house.Family;
import vn.khue.signing.house.Member;
import vn.khue.signing.house.School;
import vn.khue.signing.house.SchoolClass;
import vn.khue.signing.house.SigningHouse;
import vn.khue.web.trial.TrialPersons;

/** Cards of staff and the parents' page in Chromium: at both widths, by keyboard, held to axe-core. */
@ExtendWith(CheckRoom.class)
class StaffAndFamilyPagesTest {
    private static final int DESK = 1280;

    @Test
    void aKeyForATeacherAndALostCardOfAChild(CheckBrowser chromium) {
        SigningHouse house = SigningHouse.get();
        CardDesk desk = new CardDesk(house, "Đoàn Thị Trang");
        Member officer =
                School.member(house.writer(), "trang.the3", "Lưu Thị Cấp Khoá", Position.CAN_BO_THE, School.OFFICE);
        Member teacher = desk.teacher("Nguyễn Hoàng Thiên Phương Thảo");
        SchoolClass group = SchoolClass.in(house, School.HERE, "6P9", "Nguyễn Lê Bảo Châu", "Nguyễn Lê Bảo Minh");
        Member daughter = group.pupils().get(0);
        String card = desk.issued(daughter).text("id");
        Member mother = Family.guardian(house, "Lê Thị Thu Hà", GuardianKind.MOTHER, daughter, GuardianScope.ACCOUNT);
        Family.of(house, mother, GuardianKind.MOTHER, group.pupils().get(1), GuardianScope.ACCOUNT);
        try (BrowserContext context = chromium.visitor(DESK);
                BrowserContext home = chromium.visitor(DESK);
                BrowserContext school = chromium.visitor(DESK)) {
            Page page = context.newPage();
            open(page, house, officer, "/card-office/staff?unit=" + School.HERE);
            CheckBrowser.look(page, "staff-cards");
            page.setViewportSize(DESK, 900);
            page.locator("[data-person='" + teacher.id() + "'] a").click();
            CheckBrowser.look(page, "staff-card-none");
            page.setViewportSize(DESK, 900);
            page.locator("#issue").press("Enter");
            stepUp(page, house, officer);
            assertThat(page.locator("[data-status=VALID]")).isVisible();
            CheckBrowser.look(page, "staff-card");
            page.setViewportSize(DESK, 900);
            page.locator("#file").press("Enter");
            CheckBrowser.look(page, "staff-card-sheet");
            page.setViewportSize(DESK, 900);
            stepUp(page, house, officer);
            assertThat(page.locator("#passphrase"))
                    .hasText(Pattern.compile("([2-9A-HJ-NP-Z]{4}-){5}[2-9A-HJ-NP-Z]{4}"));
            CheckBrowser.look(page, "staff-card-key");
            page.setViewportSize(DESK, 900);
            Download file = page.waitForDownload(() -> page.locator("#fetch").press("Enter"));
            assertThat(file.suggestedFilename()).endsWith(".p12");
            page.locator("#done").press("Enter");
            assertThat(page.locator("[data-carrier=FILE][data-ended=false]")).isVisible();
            CheckBrowser.look(page, "staff-card-with-key");

            Page family = home.newPage();
            open(family, house, mother, "/family/cards");
            family.locator("[data-card='" + card + "'] summary").press("Enter");
            CheckBrowser.look(family, "family-cards");
            family.setViewportSize(DESK, 900);
            family.locator("[data-card='" + card + "'] button").press("Enter");
            assertThat(family.locator("[data-card='" + card + "']")).hasAttribute("data-status", "SUSPENDED");
            CheckBrowser.look(family, "family-cards-reported");
            family.navigate(house.base() + "/family/cards?lang=en");
            assertThat(family.locator("h1")).hasText("Your children’s student cards");
            assertThat(family.locator("main")).not().containsText(Pattern.compile("\\?\\?"));
            CheckBrowser.look(family, "family-cards-en");

            Page principal = school.newPage();
            open(principal, house, house.school().principal(), "/card-office");
            assertThat(principal.locator("[data-lost='" + daughter.id() + "']")).containsText("Phụ huynh báo");
            CheckBrowser.look(principal, "card-office-told");
        }
    }

    private static void open(Page page, SigningHouse house, Member who, String path) {
        page.navigate(house.base() + path);
        pastTheGate(page, house, who);
    }

    private static void pastTheGate(Page page, SigningHouse house, Member who) {
        while (page.url().startsWith(house.gate().issuer())) {
            URI asked = URI.create(page.url());
            Map<String, Object> claims = house.gate()
                    .rightClaims(
                            asked,
                            who.role().equals("PHU_HUYNH")
                                    ? TrialPersons.person(who.id().toString(), who.uid(), who.name(), who.role())
                                    : TrialPersons.person(
                                            who.id().toString(), who.uid(), who.name(), who.role(), who.unit()));
            page.navigate(house.gate().answer(asked, claims).toString());
        }
    }

    private static void stepUp(Page page, SigningHouse house, Member who) {
        page.locator("form button.go").press("Enter");
        page.waitForURL(Pattern.compile(Pattern.quote(house.gate().issuer()) + "/.*"));
        pastTheGate(page, house, who);
    }
}
