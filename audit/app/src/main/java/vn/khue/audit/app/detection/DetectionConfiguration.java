package vn.khue.audit.app.detection;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;
import vn.khue.audit.app.ledger.Sequencer;
import vn.khue.audit.app.store.AlertStore;
import vn.khue.audit.app.store.EventStore;
import vn.khue.audit.detection.DetectionException;
import vn.khue.audit.detection.engine.Shard;
import vn.khue.audit.detection.field.SchoolNetworks;
import vn.khue.audit.detection.pack.DetectionPack;
import vn.khue.audit.detection.pack.DetectionProfile;

/**
 * Puts detection together: {@code khue.detection.profile}, {@code khue.detection.school-networks} (ranges, comma separated) and
 * {@code khue.detection.shards} (1).
 */
@Configuration(proxyBeanMethods = false)
class DetectionConfiguration {

    private static final int FOR_OTHERS = 12;

    @Bean
    DetectionPack detectionPack(@Value("${khue.detection.profile:" + DetectionProfile.CURRENT + "}") String profile) {
        return DetectionPack.load(DetectionProfile.load(profile));
    }

    @Bean
    AlertStore alertStore(EventStore store, Clock clock) {
        return new AlertStore(store, clock);
    }

    @Bean
    Detectors detectors(
            DataSource dataSource,
            DetectionPack pack,
            @Value("${khue.detection.school-networks:}") List<String> schoolNetworks,
            @Value("${khue.detection.shards:1}") int shards,
            AlertStore alerts,
            Sequencer sequencer,
            Clock clock) {
        requireConnections(dataSource, shards);
        SchoolNetworks schools = SchoolNetworks.of(schoolNetworks);
        return new Detectors(dataSource, shards, shard -> pack.engine(schools, shard), alerts, sequencer::wake, clock);
    }

    /** Each shard keeps a connection, and one counts the nodes; the pages must not wait for them. */
    private static void requireConnections(DataSource dataSource, int shards) {
        if (shards < 1 || shards > Shard.MOST) {
            throw new DetectionException(
                    "expected 1 to " + Shard.MOST + " as khue.detection.shards, found " + shards + "; correct it");
        }
        int least = FOR_OTHERS + shards;
        if (shards > 1 && dataSource instanceof HikariDataSource pool && pool.getMaximumPoolSize() < least) {
            throw new DetectionException("expected at least " + least + " database connections for " + shards
                    + " shards, found " + pool.getMaximumPoolSize()
                    + "; set KHUE_DB_CONNECTIONS, and max_connections of PostgreSQL for all nodes");
        }
    }

    @Bean
    DetectorStart detectorStart(Detectors detectors) {
        return new DetectorStart(detectors);
    }

    /** Starts the detectors once the context, and with it the database's migrations, is ready. */
    static final class DetectorStart {
        private final Detectors detectors;
        private boolean started;

        DetectorStart(Detectors detectors) {
            this.detectors = detectors;
        }

        @EventListener(ContextRefreshedEvent.class)
        synchronized void start() {
            if (!started) {
                started = true;
                detectors.start();
            }
        }
    }
}
