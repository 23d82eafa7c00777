package vn.khue.audit.app.retention;

import java.nio.file.Path;
import java.time.Clock;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;
import vn.khue.audit.app.detection.Detectors;
import vn.khue.audit.app.ledger.LedgerSettings;
import vn.khue.audit.app.ledger.Sequencer;
import vn.khue.audit.app.store.EventStore;
import vn.khue.audit.ledger.ColdBundles;

/** Puts retention together: {@code khue.retention.profile} and {@code khue.audit.storage.*}. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class RetentionConfiguration {

    @Bean
    RetentionProfile retentionProfile(
            @Value("${khue.retention.profile:" + RetentionProfile.CURRENT + "}") String profile) {
        return RetentionProfile.load(profile);
    }

    @Bean
    StorageSettings storageSettings(
            @Value("${khue.audit.storage.database:${KHUE_STATE:.khue}/data/postgres}") Path database,
            @Value("${khue.audit.storage.database-gib:0}") long gib,
            LedgerSettings ledger) {
        return new StorageSettings(
                database, gib > 0 ? OptionalLong.of(gib << 30) : OptionalLong.empty(), ledger.directory());
    }

    @Bean
    LogDays logDays(DataSource dataSource, EventStore store, RetentionProfile profile, Clock clock) {
        return new LogDays(dataSource, store, profile, clock);
    }

    @Bean
    HostAlertTexts hostAlertTexts(DataSource dataSource, EventStore store, RetentionProfile profile, Clock clock) {
        return new HostAlertTexts(dataSource, store, profile, clock);
    }

    @Bean
    StorageWatch storageWatch(
            DataSource dataSource, EventStore store, StorageSettings settings, RetentionProfile profile, Clock clock) {
        return new StorageWatch(dataSource, store, settings, profile, clock);
    }

    @Bean
    ColdYears coldYears(JdbcClient jdbc, LedgerSettings ledger) {
        return new ColdYears(jdbc, new ColdBundles(ledger.directory()));
    }

    @Bean
    LogKeeping logKeeping(
            LogDays days,
            HostAlertTexts texts,
            StorageWatch storage,
            Sequencer sequencer,
            Detectors detectors,
            Clock clock) {
        return new LogKeeping(
                days,
                texts,
                storage,
                () -> {
                    sequencer.wake();
                    detectors.wake();
                },
                clock);
    }
}
