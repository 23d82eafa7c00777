package vn.khue.signing.phonecard;

import java.util.Set;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.khue.signing.cardcheck.CheckPolicy;
import vn.khue.signing.cardcheck.Editions;
import vn.khue.signing.cardcheck.KeptPage;
import vn.khue.signing.cardcheck.PageFiles;
import vn.khue.signing.cardcheck.ScriptWords;
import vn.khue.web.page.Assets;
import vn.khue.web.security.BodyLimit;
import vn.khue.web.security.OpenServices;

/**
 * The page with the card on a phone: open to anybody, without a session, since browsers keep it and nothing of a person stands in it. What
 * brings a card onto the phone lies below it and needs a login.
 */
@Configuration(proxyBeanMethods = false)
class PhoneCardSetting {
    static final String HOME = "/my-card";
    static final String FOLDER = HOME + "/files/";

    private static final String WORDS = "phonecard.script.";

    /** Of the page that checks cards: how cards and lists are read and judged. */
    private static final Set<String> BORROWED = Set.of(
            "base45.js",
            "base64url.js",
            "card-claims.js",
            "card-text.js",
            "cbor.js",
            "cose.js",
            "database.js",
            "device-proof.js",
            "digits.js",
            "es256.js",
            "fault.js",
            "icon-192.png",
            "icon-512.png",
            "inflate.js",
            "judge.js",
            "list-store.js",
            "lists.js",
            "offline.js",
            "status-list.js",
            "sw.js",
            "trust-list.js",
            "words.js");

    private static final long LARGEST_REQUEST = 4096;

    @Bean
    OpenServices phoneCardPaths() {
        return OpenServices.of(HOME, HOME + "/sw.js", FOLDER + "**");
    }

    @Bean
    BodyLimit phoneCardLimit() {
        return new BodyLimit("/api/phone-cards/**", LARGEST_REQUEST);
    }

    @Bean
    PhoneCardPolicy phoneCardPolicy() {
        return PhoneCardPolicy.shipped();
    }

    @Bean
    PageFiles phoneCardFiles() {
        return PageFiles.of("vn/khue/signing/phonecard/page/", BORROWED);
    }

    @Bean
    Editions phoneCardEditions(
            @Qualifier("phoneCardFiles") PageFiles files,
            Assets assets,
            CheckPolicy policy,
            @Value("${khue.signing.url}") String base) {
        KeptPage page = new KeptPage(
                HOME,
                FOLDER,
                "/templates/signing/phone-card.html",
                Set.of("icon-512.png", "get.js"),
                Set.of("get.js"),
                policy.settings(base),
                locale -> ScriptWords.of(locale, WORDS));
        return new Editions(page, files, assets);
    }
}
