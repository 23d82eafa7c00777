package vn.khue.signing.cardcheck;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;

/**
 * The page that checks cards, and its files. What a card says stands behind the {@code #} of its address, which browsers send to nobody:
 * this class never sees a card.
 */
@Controller
class CardCheckController {
    /** The policy of every page, and what a camera, a QR reader in WebAssembly and a page without network need beyond it. */
    private static final String POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; "
            + "script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; manifest-src 'self'; connect-src 'self'; "
            + "form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

    private static final String PERMISSIONS = "camera=(self), microphone=(), geolocation=(), payment=(), usb=()";

    private final PageFiles files;
    private final Editions editions;
    private final PageEdition edition;

    CardCheckController(
            @Qualifier("cardCheckFiles") PageFiles files,
            @Qualifier("cardCheckEditions") Editions editions,
            PageEdition edition) {
        this.files = files;
        this.editions = editions;
        this.edition = edition;
    }

    @GetMapping("/v")
    String page(Locale locale, HttpServletResponse response, Model model) {
        Edition present = edition.present();
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("Permissions-Policy", PERMISSIONS);
        response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noCache().getHeaderValue());
        model.addAttribute("edition", present.version());
        model.addAttribute("settings", present.settings());
        model.addAttribute("words", present.words().get("en".equals(locale.getLanguage()) ? "en" : "vi"));
        model.addAttribute("modules", present.modules());
        return "signing/card-check";
    }

    /** The service worker: of the whole of {@code /v}, and asked for anew each time. */
    @ResponseBody
    @GetMapping("/v/sw.js")
    ResponseEntity<byte[]> worker() {
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, "text/javascript;charset=utf-8")
                .header("Service-Worker-Allowed", "/v")
                .cacheControl(CacheControl.noCache())
                .body(edition.present().worker());
    }

    /** A file of the present edition; one of an earlier edition is kept by the browsers that need it. */
    @ResponseBody
    @GetMapping("/v/{version}/{name}")
    ResponseEntity<byte[]> file(@PathVariable String version, @PathVariable String name, HttpServletResponse response) {
        if (!editions.present(version) && !version.equals(edition.present().version())) {
            return ResponseEntity.notFound().build();
        }
        // A worker obeys the policy of its own script.
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
}
