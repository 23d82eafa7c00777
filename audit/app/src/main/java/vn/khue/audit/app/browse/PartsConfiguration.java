package vn.khue.audit.app.browse;

import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.khue.audit.app.store.PartsHeard;

/** Which parts must be heard: {@code khue.audit.parts}. */
@Configuration(proxyBeanMethods = false)
class PartsConfiguration {

    @Bean
    PartsStanding partsStanding(
            PartsHeard heard, @Value("${khue.audit.parts:audit,signing,sso}") List<String> expected, Clock clock) {
        return new PartsStanding(heard, expected, clock);
    }
}
