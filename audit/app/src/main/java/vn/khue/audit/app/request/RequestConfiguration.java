package vn.khue.audit.app.request;

import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.khue.audit.app.profile.ProfileValues;
import vn.khue.audit.app.store.EventStore;
import vn.khue.audit.app.store.RecordedReading;
import vn.khue.web.problem.ProblemKind;
import vn.khue.web.problem.ProblemRules;

/** Puts the register of requests together: {@code khue.request.profile}. */
@Configuration(proxyBeanMethods = false)
class RequestConfiguration {

    @Bean
    RequestProfile requestProfile(@Value("${khue.request.profile:" + ProfileValues.CURRENT + "}") String profile) {
        return RequestProfile.load(profile);
    }

    @Bean
    RequestRegister requestRegister(DataSource dataSource, EventStore store, Clock clock) {
        return new RequestRegister(new RecordedReading(dataSource, store, clock));
    }

    @Bean
    RequestDecisions requestDecisions(DataSource dataSource, RequestProfile profile, EventStore store, Clock clock) {
        return new RequestDecisions(dataSource, profile, store, clock);
    }

    @Bean
    ProblemRules requestProblems() {
        return rules -> rules.on(NoSuchRequestException.class, new ProblemKind("not-found", 404));
    }
}
