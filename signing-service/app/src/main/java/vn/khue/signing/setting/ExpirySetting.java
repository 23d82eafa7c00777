package vn.khue.signing.setting;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.khue.signing.expiry.ExpiryPolicy;

/** When certificates that end are warned of. */
@Configuration(proxyBeanMethods = false)
class ExpirySetting {
    @Bean
    ExpiryPolicy expiryPolicy() {
        return ExpiryPolicy.shipped();
    }
}
