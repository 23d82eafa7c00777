package vn.khue.audit.app.detection;

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
import vn.khue.audit.detection.field.SchoolNetworks;
import vn.khue.audit.detection.pack.DetectionPack;
import vn.khue.audit.detection.pack.DetectionProfile;

/** Puts detection together: {@code khue.detection.profile} and {@code khue.detection.school-networks} (ranges, comma separated). */
@Configuration(proxyBeanMethods = false)
class DetectionConfiguration {

    @Bean
    DetectionPack detectionPack(@Value("${khue.detection.profile:" + DetectionProfile.CURRENT + "}") String profile) {
        return DetectionPack.load(DetectionProfile.load(profile));
    }

    @Bean
    AlertStore alertStore(EventStore store, Clock clock) {
        return new AlertStore(store, clock);
    }

    @Bean
    Detector detector(
            DataSource dataSource,
            DetectionPack pack,
            @Value("${khue.detection.school-networks:}") List<String> schoolNetworks,
            AlertStore alerts,
            Sequencer sequencer,
            Clock clock) {
        SchoolNetworks schools = SchoolNetworks.of(schoolNetworks);
        return new Detector(dataSource, () -> pack.engine(schools), alerts, sequencer::wake, clock);
    }

    @Bean
    DetectorStart detectorStart(Detector detector) {
        return new DetectorStart(detector);
    }

    /** Starts the detector once the context, and with it the database's migrations, is ready. */
    static final class DetectorStart {
        private final Detector detector;
        private boolean started;

        DetectorStart(Detector detector) {
            this.detector = detector;
        }

        @EventListener(ContextRefreshedEvent.class)
        synchronized void start() {
            if (!started) {
                started = true;
                detector.start();
            }
        }
    }
}
