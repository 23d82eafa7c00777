package vn.khue.audit.app.review;

import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.khue.audit.app.profile.ProfileValues;
import vn.khue.audit.app.store.EventStore;
import vn.khue.web.problem.ProblemKind;
import vn.khue.web.problem.ProblemRules;

/** Puts the review of accounts and rights together: {@code khue.review.profile}. */
@Configuration(proxyBeanMethods = false)
class ReviewConfiguration {

    @Bean
    ReviewProfile reviewProfile(@Value("${khue.review.profile:" + ProfileValues.CURRENT + "}") String profile) {
        return ReviewProfile.load(profile);
    }

    @Bean
    Reviews reviews(DataSource dataSource, ReviewProfile profile, EventStore store, Clock clock) {
        return new Reviews(dataSource, profile, store, clock);
    }

    @Bean
    ProblemRules reviewProblems() {
        return rules -> rules.on(NoSuchReviewException.class, new ProblemKind("not-found", 404));
    }
}
