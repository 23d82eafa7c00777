package vn.khue.audit.app.erasure;

import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.khue.audit.app.seal.SubjectKeys;
import vn.khue.audit.app.store.EventStore;
import vn.khue.audit.app.store.RecordedReading;

/** Puts erasing together: {@code khue.erasure.profile}. */
@Configuration(proxyBeanMethods = false)
class ErasureConfiguration {

    @Bean
    ErasureProfile erasureProfile(@Value("${khue.erasure.profile:" + ErasureProfile.CURRENT + "}") String profile) {
        return ErasureProfile.load(profile);
    }

    @Bean
    Erasures erasures(DataSource dataSource, EventStore store, SubjectKeys keys, ErasureProfile profile, Clock clock) {
        return new Erasures(new RecordedReading(dataSource, store, clock), store, keys, profile, clock);
    }
}
