package vn.khue.e2e.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.khue.e2e.browser.Chromium;
import vn.khue.e2e.stack.KhueStack;
import vn.khue.e2e.stack.WithKhue;
import vn.khue.launcher.district.DemoPerson;
import vn.khue.web.trial.Look;

/** The gate's own page. */
@ExtendWith({WithKhue.class, Chromium.Extension.class})
class LoginTest {
    private static final int LARGEST_COMPRESSED_BYTES = 20 * 1024;

    @Test
    void speaksVietnameseAndSaysWhatToDoAfterAWrongPassword(KhueStack khue, Chromium chromium) {
        DemoPerson teacher = khue.person("teacher");
        try (BrowserContext visitor = chromium.visitor(1280, true)) {
            Page page = visitor.newPage();
            page.navigate(khue.signing() + "/documents");
            assertThat(page.locator("html")).hasAttribute("lang", "vi");
            Look.everywhere(page, "login");

            page.locator("#username").fill(teacher.username());
            page.locator("#password").fill("khong-phai-mat-khau");
            page.locator("#kc-login").click();

            assertThat(page.locator("[role=alert]")).containsText("mật khẩu chưa đúng");
            assertThat(page.locator("#username")).hasValue(teacher.username());
            assertThat(page.locator("#password")).hasValue("");
            assertThat(page).hasTitle(Pattern.compile("^Lỗi: "));
            Look.everywhere(page, "login-wrong");

            page.locator("#password").fill(teacher.password());
            page.locator("#kc-login").click();

            assertThat(page).hasURL(Pattern.compile("/documents$"));
            assertThat(page.locator("header.bar")).containsText(teacher.name());
            Look.everywhere(page, "teacher-home");
        }
    }

    @Test
    void thePageForActivationSlipsIsThereForEveryone(KhueStack khue, Chromium chromium) {
        try (BrowserContext visitor = chromium.visitor(1280, true)) {
            Page page = visitor.newPage();
            page.navigate(khue.signing() + "/documents");
            page.locator("#khue-activation").click();
            assertThat(page.locator("#username")).isVisible();
            Look.everywhere(page, "activation");

            page.locator("#username").fill("khong.co.ai");
            page.locator("#code").fill("0000-0000-00");
            page.keyboard().press("Enter");

            assertThat(page.locator("[role=alert]")).containsText("mã trên phiếu chưa đúng");
            assertThat(page.locator("#username")).hasValue("khong.co.ai");
            assertThat(page.locator("#code")).hasValue("");
            Look.everywhere(page, "activation-wrong");
        }
    }

    @Test
    void needsNoJavaScript(KhueStack khue, Chromium chromium) {
        DemoPerson student = khue.person("student");
        try (BrowserContext visitor = chromium.visitor(360, false)) {
            Page page = visitor.newPage();
            page.navigate(khue.audit() + "/events");
            page.locator("#username").fill(student.username());
            page.locator("#password").fill(student.password());
            page.locator("#kc-login").click();

            // A pupil has no business in the log: signed in, and refused by name.
            assertThat(page).hasURL(Pattern.compile("^" + khue.audit() + "/"));
            assertThat(page.locator("header.bar")).containsText(student.name());
        }
    }

    @Test
    void weighsAtMost20KilobytesCompressedAndLoadsNothingFromElsewhere(KhueStack khue, Chromium chromium) {
        List<Response> loaded = new ArrayList<>();
        try (BrowserContext visitor = chromium.visitor(1280, true)) {
            Page page = visitor.newPage();
            page.onResponse(loaded::add);
            page.navigate(khue.signing() + "/documents");

            int bytes = loaded.stream()
                    .filter(response -> response.url().startsWith(khue.keycloak()) && response.status() == 200)
                    .mapToInt(response -> compressed(response.body()))
                    .sum();
            assertThat(bytes).isPositive().isLessThanOrEqualTo(LARGEST_COMPRESSED_BYTES);
            assertThat(loaded).allSatisfy(response -> assertThat(response.url()).startsWith("http://localhost:"));
        }
    }

    private static int compressed(byte[] body) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return packed.size();
    }
}
