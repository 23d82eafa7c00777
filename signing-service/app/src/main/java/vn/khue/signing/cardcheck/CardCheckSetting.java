package vn.khue.signing.cardcheck;

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
        return new PageFiles();
    }

    @Bean
    Editions cardCheckEditions(
            PageFiles files, Assets assets, CheckPolicy policy, @Value("${khue.signing.url}") String base) {
        return new Editions(files, assets, policy, base);
    }
}
