package vn.khue.audit.app.blocklist;

import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.khue.audit.app.store.EventStore;

/** Puts the list together; networks of schools are those of {@code khue.detection.school-networks}. */
@Configuration(proxyBeanMethods = false)
class BlocklistConfiguration {

    @Bean
    Blocklist blocklist(
            DataSource dataSource,
            EventStore store,
            @Value("${khue.detection.school-networks:}") List<String> schools,
            Clock clock) {
        return new Blocklist(dataSource, store, new Uses(Uses.ranges(schools)), clock);
    }
}
