package vn.khue.signing.cardoffice;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.FilePayload;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.khue.directory.Position;
import vn.khue.signing.cardcheck.CheckBrowser;
import vn.khue.signing.cardcheck.CheckRoom;
import vn.khue.signing.house.Member;
import vn.khue.signing.house.School;
import vn.khue.signing.house.SchoolClass;
import vn.khue.signing.house.SigningHouse;
import vn.khue.web.trial.TrialPersons;

/** The card office as two officers use it in Chromium: by keyboard where it is a form, at both widths, held to axe-core. */
@ExtendWith(CheckRoom.class)
class CardOfficePagesTest {
    private static final int DESK = 1280;

    private final List<String> wrong = new ArrayList<>();

    @Test
    void fromConsentsToCardsInTheDrawer(CheckBrowser chromium) throws Exception {
        SigningHouse house = SigningHouse.get();
        SchoolClass group = SchoolClass.in(
                house,
                School.HERE,
                "6A9",
                "Võ Hoài Ân",
                "Nguyễn Lê Bảo Châu",
                "Trần Gia Đạt",
                "Lý Khánh Ngọc",
                "Hoàng Phủ Ngọc Phương Thảo");
        Member officer =
                School.member(house.writer(), "trang.the1", "Phạm Quốc Dũng", Position.CAN_BO_THE, School.OFFICE);
        Member second =
                School.member(house.writer(), "trang.the2", "Trần Thị Duyệt", Position.CAN_BO_THE, School.OFFICE);
        try (BrowserContext first = chromium.visitor(DESK);
                BrowserContext other = chromium.visitor(DESK)) {
            Page page = tab(first, house);
            open(page, house, officer, "/card-office");
            CheckBrowser.look(page, "card-office-schools");
            page.locator("[data-school=" + School.HERE + "] a").click();
            CheckBrowser.look(page, "card-office-school");
            page.setViewportSize(DESK, 900);
            page.locator("[data-class=" + group.id() + "] a").click();
            CheckBrowser.look(page, "card-office-class");
            page.setViewportSize(DESK, 900);

            // Answers by keyboard: into the group, an arrow for No, who signed and as what, and Enter at the end.
            String first1 = "[name='consent." + group.pupils().get(0).id() + "']";
            page.locator(first1).first().focus();
            page.keyboard().press("Space");
            signed(page);
            for (int i = 1; i < 5; i++) {
                page.keyboard().press("Tab");
                assertThat(page.locator("a:focus")).isVisible();
                page.keyboard().press("Tab");
                page.keyboard().press("Space");
                if (i == 4) {
                    page.keyboard().press("ArrowRight");
                }
                signed(page);
            }
            page.locator("#consents").press("Enter");
            assertThat(page.locator(first1 + "[value=yes]")).isChecked();
            assertThat(page.locator("[name='consent." + group.pupils().get(4).id() + "'][value=no]"))
                    .isChecked();

            Map<String, byte[]> files = new LinkedHashMap<>();
            for (int i = 0; i < 3; i++) {
                files.put(group.pupils().get(i).uid() + ".jpg", SchoolClass.portrait(20 + i));
            }
            files.put(
                    group.pupils().get(3).uid() + ".heic",
                    "\0\0\0\u0018ftypheic".getBytes(StandardCharsets.ISO_8859_1));
            files.put("khong-ro.jpg", SchoolClass.portrait(40));
            page.locator("#files")
                    .setInputFiles(files.entrySet().stream()
                            .map(each -> new FilePayload(each.getKey(), "image/jpeg", each.getValue()))
                            .toArray(FilePayload[]::new));
            // One after another: while the second is on its way somebody pauses, and what follows waits.
            AtomicInteger sent = new AtomicInteger();
            AtomicReference<Route> held = new AtomicReference<>();
            page.route("**/photos", route -> {
                if (sent.incrementAndGet() == 2) {
                    held.set(route);
                } else {
                    route.resume();
                }
            });
            page.locator("#send").press("Enter");
            page.waitForCondition(() -> held.get() != null);
            page.locator("#sending-pause").press("Enter");
            held.get().resume();
            assertThat(page.locator("#sending-said")).hasText("Đã gửi 2 trên 5 ảnh: 2 đã nhận, 0 chưa dùng được");
            assertThat(page.locator("#sending-pause")).hasText("Tiếp tục");
            assertThat(page.locator("#sending-pause")).isFocused();
            CheckBrowser.look(page, "card-office-sending-paused");
            page.setViewportSize(DESK, 900);
            assertThat(sent.get()).isEqualTo(2);
            page.keyboard().press("Enter");
            assertThat(page.locator("#sending-said")).hasText("Đã gửi 5 trên 5 ảnh: 3 đã nhận, 2 chưa dùng được");
            assertThat(page.locator("#sending [data-outcome=REFUSED]")).containsText("HEIC");
            assertThat(page.locator("#sending-told")).containsText("5 trên 5");
            assertThat(page.locator("#sending-done")).isFocused();
            CheckBrowser.look(page, "card-office-sending-done");
            page.setViewportSize(DESK, 900);
            page.unroute("**/photos");
            page.keyboard().press("Enter");
            assertThat(page.locator("img.thumb")).hasCount(3);
            CheckBrowser.look(page, "card-office-class-photos");
            page.setViewportSize(DESK, 900);
            page.locator("#ask").press("Enter");
            assertThat(page.locator("#outcome")).hasAttribute("data-carrying", "REQUESTED");
            CheckBrowser.look(page, "card-office-batch-asked");
            String batch = page.url();

            Page approver = tab(other, house);
            open(approver, house, second, "/card-office/batches");
            CheckBrowser.look(approver, "card-office-batches");
            approver.setViewportSize(DESK, 900);
            approver.navigate(batch);
            approver.locator("#approve").click();
            CheckBrowser.look(approver, "card-office-approve");
            stepUp(approver, house, second);
            assertThat(approver.locator("#outcome[data-carrying=DONE]")).isVisible();

            page.navigate(batch);
            assertThat(page.locator("#outcome")).hasAttribute("data-done", "4");
            assertThat(page.locator("[data-problem=PHOTO_MISSING]")).containsText("Lý Khánh Ngọc");
            Download sheets = page.waitForDownload(() -> page.locator("#sheets").press("Enter"));
            assertThat(Files.size(sheets.path())).isGreaterThan(20_000);
            page.reload();
            CheckBrowser.look(page, "card-office-batch-done");
            page.setViewportSize(DESK, 900);
            page.locator("a[href*=hand-over]").first().click();
            page.locator("input[name=n]").first().focus();
            page.keyboard().press("Space");
            page.locator("#save").press("Enter");
            assertThat(page.locator("input[name=n]").first()).isChecked();
            CheckBrowser.look(page, "card-office-hand-over");
            page.setViewportSize(DESK, 900);
            page.navigate(house.base() + "/card-office/people/"
                    + group.pupils().get(0).id() + "?unit=" + School.HERE);
            CheckBrowser.look(page, "card-office-person");
            page.setViewportSize(DESK, 900);
            page.locator("#temporary").click();
            CheckBrowser.look(page, "card-office-temporary");
            stepUp(page, house, officer);
            assertThat(page.locator("[data-temporary=true]")).containsText("Thẻ tạm số");
            page.locator("#lost").press("Enter");
            page.navigate(house.base() + "/card-office/lost?lang=en");
            assertThat(page.locator("main")).containsText("Võ Hoài Ân");
            CheckBrowser.look(page, "card-office-lost-en");
            // What is not there to be done says what to do.
            page.navigate(house.base() + "/card-office?unit=" + School.DEPARTMENT + "&lang=vi");
            assertThat(page.locator("main")).not().containsText(Pattern.compile("\\?\\?"));
            assertThat(wrong).isEmpty();
        }
    }

    /** The field after the answer, and the list after it. */
    private static void signed(Page page) {
        page.keyboard().press("Tab");
        page.keyboard().type("Lê Thị Mẹ");
        page.keyboard().press("Tab");
        assertThat(page.locator("select:focus")).isVisible();
    }

    private Page tab(BrowserContext context, SigningHouse house) {
        Page page = context.newPage();
        page.onPageError(wrong::add);
        page.onConsoleMessage(said -> {
            if ("error".equals(said.type()) && said.location().startsWith(house.base())) {
                wrong.add(said.text());
            }
        });
        return page;
    }

    /** Opens a page; the gate of the tests asks nothing, and answers as for this person. */
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
                            TrialPersons.person(who.id().toString(), who.uid(), who.name(), who.role(), who.unit()));
            page.navigate(house.gate().answer(asked, claims).toString());
        }
    }

    private static void stepUp(Page page, SigningHouse house, Member who) {
        page.locator("form button.go").press("Enter");
        page.waitForURL(Pattern.compile(Pattern.quote(house.gate().issuer()) + "/.*"));
        pastTheGate(page, house, who);
    }
}
