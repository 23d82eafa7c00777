package vn.khue.audit.app.casefile;

import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.khue.audit.app.store.EventStore;
import vn.khue.audit.app.store.RecordedReading;
import vn.khue.audit.app.triage.AlertDecisions;
import vn.khue.web.problem.ProblemKind;
import vn.khue.web.problem.ProblemRules;

/** Puts cases together. */
@Configuration(proxyBeanMethods = false)
class CaseConfiguration {

    @Bean
    CaseShelf caseShelf(DataSource dataSource, EventStore store, Clock clock) {
        return new CaseShelf(new RecordedReading(dataSource, store, clock));
    }

    @Bean
    CaseDecisions caseDecisions(DataSource dataSource, AlertDecisions alerts, EventStore store, Clock clock) {
        return new CaseDecisions(dataSource, alerts, store, clock);
    }

    @Bean
    ProblemRules caseProblems() {
        return rules -> rules.on(NoSuchCaseException.class, new ProblemKind("not-found", 404));
    }
}
