package vn.khue.audit.app.intake;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.khue.audit.kafka.EventTopic;
import vn.khue.audit.kafka.KafkaIntake;
import vn.khue.audit.kafka.KafkaSettings;
import vn.khue.audit.kafka.RecordIntake;

/**
 * Lets events in over Kafka too: {@code khue.audit.transport=kafka}, and {@code khue.audit.kafka}, the file of {@link KafkaSettings}. Of
 * Kafka no class is loaded elsewhere in this service.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = IntakeTransport.SETTING, havingValue = "kafka")
class KafkaIntakeConfiguration {

    @Bean
    KafkaIntakeLifecycle kafkaIntake(EventIntake intake, @Value("${khue.audit.kafka}") Path settings, Clock clock) {
        return new KafkaIntakeLifecycle(
                new KafkaIntake(KafkaSettings.read(settings), new SourceRecords(intake), clock));
    }

    @Bean("kafka")
    HealthIndicator kafkaHealth(KafkaIntakeLifecycle running) {
        return new KafkaHealth(running.intake);
    }

    /** Reads from when the service is up until before it closes its database. */
    static final class KafkaIntakeLifecycle implements SmartLifecycle {
        private final KafkaIntake intake;
        private volatile boolean running;

        KafkaIntakeLifecycle(KafkaIntake intake) {
            this.intake = intake;
        }

        @Override
        public void start() {
            intake.start();
            running = true;
        }

        @Override
        public void stop() {
            running = false;
            intake.close();
        }

        @Override
        public boolean isRunning() {
            return running;
        }

        @Override
        public int getPhase() {
            return Integer.MAX_VALUE;
        }
    }

    /** The records of a source, under the name {@code kafka:SOURCE}. */
    record SourceRecords(EventIntake intake) implements RecordIntake {

        @Override
        public void take(String source, List<byte[]> records) {
            intake.takeRecords(records, source, sender(source), new EventTopic(source).name());
        }

        @Override
        public void lost(String source, String what) {
            intake.lost(what, sender(source), new EventTopic(source).name());
        }

        private static String sender(String source) {
            return "kafka:" + source;
        }
    }
}
