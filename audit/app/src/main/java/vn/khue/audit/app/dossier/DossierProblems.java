package vn.khue.audit.app.dossier;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.khue.web.problem.ProblemKind;
import vn.khue.web.problem.ProblemRules;

/** How these pages fail. */
@Configuration(proxyBeanMethods = false)
class DossierProblems {

    @Bean
    ProblemRules entityProblems() {
        return rules -> rules.on(NoSuchEntityException.class, new ProblemKind("not-found", 404));
    }
}
