package vn.khue.signing.phonecard;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;
import vn.khue.signing.cardcheck.Edition;
import vn.khue.signing.cardcheck.Editions;
import vn.khue.signing.cardcheck.PageDelivery;
import vn.khue.signing.cardcheck.PageEdition;
import vn.khue.signing.cardcheck.PageFiles;
import vn.khue.signing.cardcheck.TrustListKey;

/** The page that shows the card of the phone it is on, and its files. Whose card it is, this class never learns. */
@Controller
class PhoneCardPage {
    /** The policy of every page, and what a page that is kept and can be installed needs beyond it. */
    private static final String POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; "
            + "worker-src 'self'; manifest-src 'self'; connect-src 'self'; "
            + "form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

    private final PageEdition edition;
    private final PageDelivery delivery;

    PhoneCardPage(
            @Qualifier("phoneCardFiles") PageFiles files,
            @Qualifier("phoneCardEditions") Editions editions,
            ObjectProvider<TrustListKey> trustKey) {
        this.edition = new PageEdition(editions, trustKey);
        this.delivery = new PageDelivery(PhoneCardSetting.HOME, POLICY, files, editions, edition);
    }

    @GetMapping(PhoneCardSetting.HOME)
    String page(Locale locale, HttpServletResponse response, Model model) {
        delivery.page(locale, response, model);
        return "signing/phone-card";
    }

    @ResponseBody
    @GetMapping(PhoneCardSetting.HOME + "/sw.js")
    ResponseEntity<byte[]> worker() {
        return delivery.worker();
    }

    @ResponseBody
    @GetMapping(PhoneCardSetting.FOLDER + "{version}/{name}")
    ResponseEntity<byte[]> file(@PathVariable String version, @PathVariable String name, HttpServletResponse response) {
        return delivery.file(version, name, response);
    }

    Edition present() {
        return edition.present();
    }
}
