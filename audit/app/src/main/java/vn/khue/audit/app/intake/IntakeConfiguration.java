package vn.khue.audit.app.intake;

import java.nio.file.Path;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.khue.audit.app.detection.Detectors;
import vn.khue.audit.app.intake.BatchRefusedException.Rule;
import vn.khue.audit.app.ledger.Sequencer;
import vn.khue.audit.app.seal.KeyEncryptionKey;
import vn.khue.audit.app.seal.SubjectKeys;
import vn.khue.audit.app.store.EventSearch;
import vn.khue.audit.app.store.EventStore;
import vn.khue.audit.app.store.PartsHeard;
import vn.khue.web.problem.ProblemKind;
import vn.khue.web.problem.ProblemRules;

/** Puts store and intake together. Who may deliver is said with the other paths of the service. */
@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {

    @Bean
    SubjectKeys subjectKeys(
            @Value("${khue.audit.subject-keys:${KHUE_SECRETS:${KHUE_STATE:.khue}/secrets}/subject-keys}") Path secret,
            Clock clock) {
        return new SubjectKeys(KeyEncryptionKey.read(secret), clock);
    }

    @Bean
    EventStore eventStore(DataSource dataSource, SubjectKeys keys, Clock clock) {
        return new EventStore(dataSource, keys, clock);
    }

    @Bean
    EventSearch eventSearch(DataSource dataSource, EventStore store, Clock clock) {
        return new EventSearch(dataSource, store, clock);
    }

    @Bean
    PartsHeard partsHeard(DataSource dataSource) {
        return new PartsHeard(dataSource);
    }

    @Bean
    EventIntake eventIntake(EventStore store, Sequencer sequencer, Detectors detectors) {
        return new EventIntake(store, () -> {
            sequencer.wake();
            detectors.wake();
        });
    }

    @Bean
    IntakeTransport intakeTransport(@Value("${" + IntakeTransport.SETTING + ":http}") String name) {
        return IntakeTransport.named(name);
    }

    @Bean
    ProblemRules intakeProblems() {
        return rules -> rules.on(
                BatchRefusedException.class,
                refused -> refused.rule() == Rule.TOO_LARGE
                        ? new ProblemKind("intake.too-large", 413)
                        : new ProblemKind("intake.unreadable-line", 422));
    }
}
