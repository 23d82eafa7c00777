package vn.khue.signing.rosterpack;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.khue.web.security.BodyLimit;

/** How much may be asked for at once. */
@Configuration(proxyBeanMethods = false)
class RosterPackSetting {
    private static final long LARGEST_REQUEST = 2048;

    @Bean
    RosterPackPolicy rosterPackPolicy() {
        return RosterPackPolicy.shipped();
    }

    @Bean
    BodyLimit rosterPackLimit() {
        return new BodyLimit("/api/card-verifiers/**", LARGEST_REQUEST);
    }
}
