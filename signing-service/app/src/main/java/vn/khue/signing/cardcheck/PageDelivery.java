package vn.khue.signing.cardcheck;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Locale;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.ui.Model;

/** Gives a page that browsers keep, its service worker and its files, each under the page's policy. Thread-safe. */
public final class PageDelivery {
    private static final String POLICY = "Content-Security-Policy";

    private final String home;
    private final String policy;
    private final PageFiles files;
    private final Editions editions;
    private final PageEdition edition;

    /**
     * @param home path of the page, of which alone the worker is
     * @param policy value of Content-Security-Policy
     * @param edition of these editions
     */
    public PageDelivery(String home, String policy, PageFiles files, Editions editions, PageEdition edition) {
        this.home = home;
        this.policy = policy;
        this.files = files;
        this.editions = editions;
        this.edition = edition;
    }

    /** Fills in the model what the template of the page needs. */
    public void page(Locale locale, HttpServletResponse response, Model model) {
        Edition present = edition.present();
        response.setHeader(POLICY, policy);
        response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noCache().getHeaderValue());
        model.addAttribute("edition", present.version());
        model.addAttribute("settings", present.settings());
        model.addAttribute("words", present.wordsIn(locale));
        model.addAttribute("modules", present.modules());
    }

    /** The service worker, asked for anew each time. */
    public ResponseEntity<byte[]> worker() {
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, "text/javascript;charset=utf-8")
                .header("Service-Worker-Allowed", home)
                .cacheControl(CacheControl.noCache())
                .body(edition.present().worker());
    }

    /** A file of the present edition; one of an earlier edition is kept by the browsers that need it. */
    public ResponseEntity<byte[]> file(String version, String name, HttpServletResponse response) {
        if (!editions.present(version) && !version.equals(edition.present().version())) {
            return ResponseEntity.notFound().build();
        }
        // A worker obeys the policy of its own script.
        response.setHeader(POLICY, policy);
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
