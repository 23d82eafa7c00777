package vn.khue.signing.cardcheck;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Qualifier;
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

    private final PageDelivery delivery;

    CardCheckController(
            @Qualifier("cardCheckFiles") PageFiles files,
            @Qualifier("cardCheckEditions") Editions editions,
            PageEdition edition) {
        this.delivery = new PageDelivery("/v", POLICY, files, editions, edition);
    }

    @GetMapping("/v")
    String page(Locale locale, HttpServletResponse response, Model model) {
        response.setHeader("Permissions-Policy", PERMISSIONS);
        delivery.page(locale, response, model);
        return "signing/card-check";
    }

    @ResponseBody
    @GetMapping("/v/sw.js")
    ResponseEntity<byte[]> worker() {
        return delivery.worker();
    }

    @ResponseBody
    @GetMapping("/v/{version}/{name}")
    ResponseEntity<byte[]> file(@PathVariable String version, @PathVariable String name, HttpServletResponse response) {
        return delivery.file(version, name, response);
    }
}
