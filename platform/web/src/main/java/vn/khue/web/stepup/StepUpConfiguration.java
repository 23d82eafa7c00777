package vn.khue.web.stepup;

import java.net.URI;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import vn.khue.web.WebProperties;
import vn.khue.web.event.AuditEvents;
import vn.khue.web.event.TransactionalOutbox;
import vn.khue.web.login.GateClient;
import vn.khue.web.login.GateTokens;
import vn.khue.web.problem.ProblemKind;
import vn.khue.web.problem.ProblemRules;
import vn.khue.web.problem.RefusalListener;

/** Wires the step-up; what it is made of stays inside this package. */
@Configuration(proxyBeanMethods = false)
public class StepUpConfiguration {

    @Bean
    AuthorisationStore authorisationStore(JdbcClient jdbc) {
        return new JdbcAuthorisationStore(jdbc);
    }

    @Bean
    StepUp stepUp(
            AuthorisationStore store, PlatformTransactionManager transactions, WebProperties properties, Clock clock) {
        TransactionTemplate own = new TransactionTemplate(transactions);
        own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        return new StoredStepUp(store, own, properties.stepUp(), clock);
    }

    @Bean
    StepUpController stepUpController(
            AuthorisationStore store,
            GateClient client,
            GateTokens tokens,
            OAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> codes,
            AuditEvents events,
            TransactionalOutbox outbox,
            PlatformTransactionManager transactions,
            WebProperties properties,
            Clock clock,
            RefusalListener refusals) {
        StepUpFlow flow = new StepUpFlow(
                store,
                client,
                tokens,
                codes,
                new StepUpRecord(events, outbox),
                new TransactionTemplate(transactions),
                properties.stepUp(),
                clock);
        return new StepUpController(flow, store, properties.publicUrl().map(URI::toString), refusals);
    }

    @Bean
    ProblemRules stepUpProblems() {
        return rules -> rules.on(StepUpRefusedException.class, new ProblemKind("step-up-refused", 409));
    }
}
