package vn.khue.signing.cardcheck;

import java.util.Set;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.khue.web.page.Assets;
import vn.khue.web.security.OpenServices;

/** The page that checks cards: open to anybody, without a session, since browsers keep it. */
@Configuration(proxyBeanMethods = false)
class CardCheckSetting {
    @Bean
    OpenServices cardCheckPaths() {
        return OpenServices.of("/v", "/v/**");
    }

    @Bean
    CheckPolicy checkPolicy() {
        return CheckPolicy.shipped();
    }

    @Bean
    PageFiles cardCheckFiles() {
        return PageFiles.ofCheck();
    }

    @Bean
    Editions cardCheckEditions(
            @Qualifier("cardCheckFiles") PageFiles files,
            Assets assets,
            CheckPolicy policy,
            @Value("${khue.signing.url}") String base) {
        KeptPage page = new KeptPage(
                "/v",
                "/v/",
                "/templates/signing/card-check.html",
                Set.of("icon-512.png", "zxing-wasm.LICENSE.txt", "roster-load.js"),
                Set.of("decoder-worker.js", "zxing-reader.js", "roster-load.js"),
                policy.settings(base),
                ScriptWords::of);
        return new Editions(page, files, assets);
    }
}
