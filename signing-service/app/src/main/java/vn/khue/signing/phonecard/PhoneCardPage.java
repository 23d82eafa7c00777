package vn.khue.signing.phonecard;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;
import vn.khue.signing.cardcheck.Edition;
import vn.khue.signing.cardcheck.Editions;
import vn.khue.signing.cardcheck.PageFiles;
import vn.khue.signing.cardcheck.TrustListKey;

/** The page that shows the card of the phone it is on, and its files. Whose card it is, this class never learns. */
@Controller
class PhoneCardPage {
    /** The policy of every page, and what a page that is kept and can be installed needs beyond it. */
    private static final String POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; "
            + "worker-src 'self'; manifest-src 'self'; connect-src 'self'; "
            + "form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

    private final PageFiles files;
    private final Editions editions;
    private final ObjectProvider<TrustListKey> trustKey;

    PhoneCardPage(
            @Qualifier("phoneCardFiles") PageFiles files,
            @Qualifier("phoneCardEditions") Editions editions,
            ObjectProvider<TrustListKey> trustKey) {
        this.files = files;
        this.editions = editions;
        this.trustKey = trustKey;
    }

    @GetMapping(PhoneCardSetting.HOME)
    String page(Locale locale, HttpServletResponse response, Model model) {
        Edition edition = present();
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noCache().getHeaderValue());
        model.addAttribute("edition", edition.version());
        model.addAttribute("settings", edition.settings());
        model.addAttribute("words", words(edition, locale));
        model.addAttribute("modules", edition.modules());
        return "signing/phone-card";
    }

    /** The service worker: of the page alone, and asked for anew each time. */
    @ResponseBody
    @GetMapping(PhoneCardSetting.HOME + "/sw.js")
    ResponseEntity<byte[]> worker() {
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, "text/javascript;charset=utf-8")
                .header("Service-Worker-Allowed", PhoneCardSetting.HOME)
                .cacheControl(CacheControl.noCache())
                .body(present().worker());
    }

    /** A file of the present edition; one of an earlier edition is kept by the browsers that need it. */
    @ResponseBody
    @GetMapping(PhoneCardSetting.FOLDER + "{version}/{name}")
    ResponseEntity<byte[]> file(@PathVariable String version, @PathVariable String name, HttpServletResponse response) {
        if (!editions.present(version) && !version.equals(present().version())) {
            return ResponseEntity.notFound().build();
        }
        response.setHeader("Content-Security-Policy", POLICY);
        return files.find(name)
                .map(file -> ResponseEntity.ok()
                        .header(HttpHeaders.CONTENT_TYPE, file.type())
                        .cacheControl(CacheControl.maxAge(Duration.ofDays(365))
                                .cachePublic()
                                .immutable())
                        .body(file.content()))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    Edition present() {
        return editions.of(Optional.ofNullable(trustKey.getIfAvailable()).flatMap(TrustListKey::jwk));
    }

    static String words(Edition edition, Locale locale) {
        return edition.words().get("en".equals(locale.getLanguage()) ? "en" : "vi");
    }
}
