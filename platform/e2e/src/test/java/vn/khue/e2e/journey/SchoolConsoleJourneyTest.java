package vn.khue.e2e.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.e2e.browser.Chromium;
import vn.khue.e2e.stack.KhueStack;
import vn.khue.e2e.stack.WithKhue;
import vn.khue.web.trial.Look;

/** A form teacher helps pupils of the own class to sign in, and they do; school IT sees the school. */
@ExtendWith({WithKhue.class, Chromium.Extension.class})
class SchoolConsoleJourneyTest {
    private static final int DESK = 1280;
    private static final int PHONE = 360;
    private static final String NEW_PASSWORD = "song Hồng chảy qua làng Khuê 27";

    @Test
    void whomATeacherHelpsSignsIn(KhueStack khue, Chromium chromium, @TempDir Path folder) {
        Set<String> ofSchool = classesOf(khue, chromium, "school-it");
        try (BrowserContext desk = chromium.visitor(DESK, true)) {
            Page teacher = desk.newPage();
            Set<String> own = ownClasses(teacher, khue);
            assertThat(ofSchool).containsAll(own).hasSizeGreaterThan(own.size());
            String another = ofSchool.stream()
                    .filter(each -> !own.contains(each))
                    .findFirst()
                    .orElseThrow();
            Response refused = teacher.navigate(khue.console() + "/classes/" + another);
            assertThat(refused.status()).isEqualTo(404);

            openForms(teacher, khue, own);
            List<String> pupils = twoPupils(teacher, khue);
            openWindow(teacher);
            Map<String, byte[]> pictures = new TreeMap<>();
            Map<String, String> badges = print(teacher, "ISSUE_BADGE", pupils, pictures);
            pupilComesInByBadge(khue, chromium, pupils.get(0), badges.get(pupils.get(0)), teacher);
            pupilHoldsTheBadgeBeforeTheCamera(khue, pictures.get(pupils.get(1)), folder.resolve("badge.y4m"));
            Map<String, String> slips = print(teacher, "RESET_PASSWORD", pupils.subList(1, 2), new TreeMap<>());
            pupilComesInBySlip(khue, chromium, pupils.get(1), slips.get(pupils.get(1)));
            takesBack(teacher, pupils.get(0));
        }
    }

    private static Set<String> classesOf(KhueStack khue, Chromium chromium, String role) {
        try (BrowserContext browser = chromium.visitor(DESK, true)) {
            Page page = browser.newPage();
            signIn(page, khue, role);
            Look.everywhere(page, "launcher-" + role);
            page.navigate(khue.console() + "/classes");
            Look.everywhere(page, "classes-" + role);
            Set<String> classes = listed(page);
            page.navigate(khue.console() + "/staff");
            assertThat(page.locator("#choose [name=act][value=RESET_PASSWORD]")).hasCount(1);
            assertThat(page.locator("#choose [name=act][value=ISSUE_BADGE]")).hasCount(0);
            assertThat(page.locator("tr[data-uid='" + khue.person("principal").username() + "']"))
                    .hasCount(0);
            Look.everywhere(page, "staff");
            page.navigate(khue.console() + "/school");
            saysWhereAndWhen(page, chromium);
            return classes;
        }
    }

    private static void saysWhereAndWhen(Page page, Chromium chromium) {
        Look.everywhere(page, "school");
        page.locator("#networks").fill("127.0.0.0/8, ::1/128");
        page.locator("#set-networks button").click();
        assertThat(page.locator("#done")).isVisible();
        assertThat(page.locator("#networks")).hasValue("127.0.0.0/8, ::1/128");
        page.locator("#opens1").fill("7h");
        page.locator("#closes1").fill("17:00");
        page.locator("#set-hours button").click();
        assertThat(page.locator("#wrong-1")).isVisible();
        Look.everywhere(page, "school-wrong");
        page.locator("#opens1").fill("07:00");
        page.locator("#opens1").press("Enter");
        assertThat(page.locator("#done")).isVisible();
        assertThat(page.locator("#opens1")).hasValue("07:00");

        page.locator("#label").fill("Phòng máy 1, máy 3");
        page.locator("#enrol button").click();
        String code = page.locator("#device-code").textContent();
        Look.everywhere(page, "school-device");
        try (BrowserContext device = chromium.visitor(PHONE, true)) {
            Page there = device.newPage();
            there.navigate(page.locator("#device-address").textContent());
            Look.everywhere(there, "gate-device");
            there.locator("#code").fill("XXXX-XXXX");
            there.locator("#kc-device-form button").click();
            assertThat(there.locator("[role=alert]")).isVisible();
            there.locator("#code").fill(code);
            there.locator("#kc-device-form button").click();
            assertThat(there.locator("#enrolled")).isVisible();
            Look.everywhere(there, "gate-device-done");
        }
        page.locator("#back").click();
        assertThat(page.locator("[data-device] .chip.ok")).hasCount(1);
        Look.everywhere(page, "school-set");
        page.locator("[data-device] summary").press("Enter");
        page.locator("[data-device] button").click();
        assertThat(page.locator("[data-device]")).hasCount(0);
    }

    private static Set<String> ownClasses(Page page, KhueStack khue) {
        signIn(page, khue, "teacher");
        assertThat(page.locator("[data-app=class]")).isVisible();
        assertThat(page.locator("[data-app=audit]")).hasCount(0);
        Look.everywhere(page, "launcher-teacher");
        page.navigate(khue.console() + "/classes");
        return page.locator("main[data-place]").count() > 0
                ? Set.of(page.locator("main[data-place]").getAttribute("data-place"))
                : listed(page);
    }

    private static Set<String> listed(Page page) {
        Set<String> classes = new TreeSet<>();
        page.locator("[data-class]").all().forEach(each -> classes.add(each.getAttribute("data-class")));
        return classes;
    }

    /** The class where the teacher may more than open a window is the one of which they are form teacher. */
    private static void openForms(Page page, KhueStack khue, Set<String> own) {
        for (String each : own) {
            page.navigate(khue.console() + "/classes/" + each);
            if (page.locator("#choose").count() > 0) {
                assertThat(page.locator("tr[data-uid='" + khue.person("student").username() + "']"))
                        .hasCount(1);
                Look.everywhere(page, "class");
                return;
            }
            assertThat(page.locator("#open-window")).hasCount(1);
        }
        throw new AssertionError("expected a class of the form teacher's, found none among " + own);
    }

    /** Two whom no other test knows. */
    private static List<String> twoPupils(Page page, KhueStack khue) {
        return page.locator("tr[data-uid]").all().stream()
                .map(row -> row.getAttribute("data-uid"))
                .filter(uid -> !uid.equals(khue.person("student").username()))
                .limit(2)
                .toList();
    }

    private static void openWindow(Page page) {
        page.locator("#minutes").selectOption("30");
        page.locator("#open-window button").click();
        assertThat(page.locator("#done")).isVisible();
        assertThat(page.locator("#window-open")).containsText(Pattern.compile("[0-9]{2}:[0-9]{2}"));
    }

    /**
     * Chooses, looks at what is asked, agrees; gives the code of each slip by login name.
     *
     * @param pictures takes the printed QR code of each badge, PNG
     */
    private static Map<String, String> print(Page page, String act, List<String> uids, Map<String, byte[]> pictures) {
        String place = page.url();
        uids.forEach(uid -> row(page, uid).locator("input[name=p]").check());
        page.locator("#choose [name=act][value=" + act + "]").check();
        if (uids.size() > 1) {
            Look.everywhere(page, "class-chosen");
        }
        page.locator("#choose button").click();
        assertThat(page.locator("#review")).hasAttribute("data-count", Integer.toString(uids.size()));
        Look.everywhere(page, "review-" + act);
        page.locator("#agree").click();
        page.locator("#slips").waitFor();
        assertThat(page.locator("#print")).isVisible();
        Look.everywhere(page, "slips-" + act);

        Map<String, String> codes = new TreeMap<>();
        page.locator(".slip").all().forEach(slip -> {
            codes.put(slip.getAttribute("data-uid"), slip.locator(".slip-code").textContent());
            assertThat(slip.locator(".qr svg").count()).isEqualTo(act.equals("ISSUE_BADGE") ? 1 : 0);
            if (act.equals("ISSUE_BADGE")) {
                pictures.put(slip.getAttribute("data-uid"), slip.locator(".qr").screenshot());
            }
        });
        assertThat(codes.keySet()).containsExactlyInAnyOrderElementsOf(uids);
        Response again = page.reload();
        assertThat(again.status()).as("slips are shown once").isEqualTo(409);
        page.navigate(place);
        return codes;
    }

    private static void pupilComesInByBadge(KhueStack khue, Chromium chromium, String uid, String code, Page teacher) {
        try (BrowserContext browser = chromium.visitor(PHONE, true)) {
            Page pupil = browser.newPage();
            pupil.navigate(khue.console() + "/");
            pupil.locator("#khue-badge").click();
            pupil.locator("#code").fill(code);
            pupil.locator("#kc-badge-form button").click();
            List<String> posts = new CopyOnWriteArrayList<>();
            pupil.onRequest(request -> Optional.ofNullable(request.postData())
                    .filter(data -> data.contains("picture="))
                    .ifPresent(posts::add));
            Locator slots = pupil.locator("#slots");
            press(pupil, "5");
            assertThat(slots.locator(".on")).hasCount(1);
            assertThat(slots).hasAttribute("aria-label", Pattern.compile("1"));
            Look.everywhere(pupil, "gate-badge-pictures");
            pupil.locator("button[name=again]").click();
            assertThat(slots.locator(".on")).hasCount(0);
            List.of("3", "9", "11").forEach(picture -> press(pupil, picture));
            assertThat(pupil.locator("#leave")).isVisible();
            assertThat(posts).containsExactly("picture=3&picture=9&picture=11");
            Look.everywhere(pupil, "launcher-pupil");

            teacher.reload();
            assertThat(row(teacher, uid).locator(".chip.ok")).hasCount(2);
            choose(teacher, "VOID_BADGE", uid);
            assertThat(teacher.locator("#done")).hasAttribute("data-done", "1");
            pupil.navigate(khue.console() + "/");
            // The badge is void, so its session is over, and the gate asks who this is.
            assertThat(pupil.locator("#kc-login")).isVisible();
        }
    }

    private static void press(Page pupil, String picture) {
        pupil.locator("button[name=picture][value='" + picture + "']").click();
    }

    private static void pupilHoldsTheBadgeBeforeTheCamera(KhueStack khue, byte[] picture, Path film) {
        Film.of(picture, film);
        try (Chromium seeing = Chromium.seeing(film);
                BrowserContext browser = seeing.visitor(PHONE, true)) {
            Page pupil = browser.newPage();
            pupil.navigate(khue.console() + "/");
            pupil.locator("#khue-badge").click();
            assertThat(pupil.locator("#scan")).isVisible();
            Look.everywhere(pupil, "gate-badge");
            pupil.locator("#scan").click();
            pupil.locator("button[name=picture]").first().waitFor();
            for (String each : List.of("2", "5", "7")) {
                press(pupil, each);
            }
            assertThat(pupil.locator("#leave")).isVisible();
        }
        Film.blank(film);
        try (Chromium seeing = Chromium.seeing(film);
                BrowserContext browser = seeing.visitor(PHONE, true)) {
            Page pupil = browser.newPage();
            pupil.navigate(khue.console() + "/");
            pupil.locator("#khue-badge").click();
            pupil.locator("#scan").click();
            assertThat(pupil.locator("#finder")).isVisible();
            assertThat(pupil.locator("#scan-state")).hasText(Pattern.compile("Đang tìm"));
            Look.everywhere(pupil, "gate-badge-camera");
            pupil.locator("#scan-stop").click();
            assertThat(pupil.locator("#finder")).isHidden();
            assertThat(pupil.locator("#scan")).isFocused();
        }
    }

    private static void pupilComesInBySlip(KhueStack khue, Chromium chromium, String uid, String code) {
        try (BrowserContext browser = chromium.visitor(PHONE, false)) {
            Page pupil = browser.newPage();
            pupil.navigate(khue.console() + "/");
            pupil.locator("#khue-activation").click();
            pupil.locator("#username").fill(uid);
            pupil.locator("#code").fill(code);
            pupil.locator("#kc-activation-form button.go").click();
            pupil.locator("#password-new").fill(NEW_PASSWORD);
            pupil.locator("#password-confirm").fill(NEW_PASSWORD);
            pupil.locator("form:has(#password-new) button.go").click();
            assertThat(pupil.locator("#leave")).isVisible();
            pupil.locator("#leave").click();
            pupil.navigate(khue.console() + "/");
            pupil.locator("#username").fill(uid);
            pupil.locator("#password").fill(NEW_PASSWORD);
            pupil.locator("#kc-login").click();
            assertThat(pupil.locator("#leave")).isVisible();
        }
    }

    private static void takesBack(Page teacher, String uid) {
        teacher.reload();
        assertThat(row(teacher, uid).locator(".chip.ok")).hasCount(0);
        choose(teacher, "RESET_PICTURES", uid);
        teacher.locator("#close-window button").click();
        assertThat(teacher.locator("#window-open")).hasCount(0);
    }

    private static void choose(Page page, String act, String uid) {
        row(page, uid).locator("input[name=p]").check();
        page.locator("#choose [name=act][value=" + act + "]").check();
        page.locator("#choose button").click();
        page.locator("#agree").click();
        page.locator("main[data-place]").waitFor();
    }

    private static Locator row(Page page, String uid) {
        return page.locator("tr[data-uid='" + uid + "']");
    }

    private static void signIn(Page page, KhueStack khue, String role) {
        page.navigate(khue.console() + "/");
        Gate.signIn(page, khue.person(role), khue);
        page.locator("header.bar .who").waitFor();
    }
}
