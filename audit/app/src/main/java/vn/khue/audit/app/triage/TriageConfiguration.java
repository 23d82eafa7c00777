package vn.khue.audit.app.triage;

import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.khue.audit.app.store.EventStore;
import vn.khue.audit.app.store.RecordedReading;
import vn.khue.web.problem.ProblemKind;
import vn.khue.web.problem.ProblemRules;

/** Puts triage together: {@code khue.triage.profile}. */
@Configuration(proxyBeanMethods = false)
class TriageConfiguration {

    @Bean
    TriageProfile triageProfile(@Value("${khue.triage.profile:" + TriageProfile.CURRENT + "}") String profile) {
        return TriageProfile.load(profile);
    }

    @Bean
    AlertQueue alertQueue(DataSource dataSource, EventStore store, Clock clock) {
        return new AlertQueue(new RecordedReading(dataSource, store, clock));
    }

    @Bean
    AlertDecisions alertDecisions(DataSource dataSource, EventStore store, Clock clock) {
        return new AlertDecisions(dataSource, store, clock);
    }

    @Bean
    Suppressions suppressions(DataSource dataSource, EventStore store, TriageProfile profile, Clock clock) {
        return new Suppressions(new RecordedReading(dataSource, store, clock), dataSource, store, profile, clock);
    }

    @Bean
    ProblemRules triageProblems() {
        return rules -> rules.on(NoSuchAlertException.class, new ProblemKind("not-found", 404));
    }
}
