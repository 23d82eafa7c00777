package vn.khue.audit.app.browse;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.khue.audit.app.store.EventStoreException;
import vn.khue.web.problem.ProblemKind;
import vn.khue.web.problem.ProblemRules;

/** How these pages fail. */
@Configuration(proxyBeanMethods = false)
class BrowseProblems {

    @Bean
    ProblemRules logProblems() {
        return rules -> rules.on(NoSuchEventException.class, new ProblemKind("not-found", 404))
                .on(EventStoreException.class, new ProblemKind("log.unavailable", 503));
    }
}
