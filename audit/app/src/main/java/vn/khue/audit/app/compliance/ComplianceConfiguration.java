package vn.khue.audit.app.compliance;

import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.khue.audit.app.browse.LedgerStanding;
import vn.khue.audit.app.browse.PartsStanding;
import vn.khue.audit.app.profile.ProfileValues;
import vn.khue.audit.app.retention.RetentionProfile;
import vn.khue.audit.app.retention.StorageWatch;
import vn.khue.audit.app.store.EventStore;
import vn.khue.audit.app.store.RecordedReading;
import vn.khue.audit.app.triage.TriageProfile;
import vn.khue.web.problem.ProblemKind;
import vn.khue.web.problem.ProblemRules;

/** Puts the controls together: {@code khue.compliance.profile}. */
@Configuration(proxyBeanMethods = false)
class ComplianceConfiguration {

    @Bean
    ComplianceProfile complianceProfile(
            @Value("${khue.compliance.profile:" + ProfileValues.CURRENT + "}") String profile) {
        return ComplianceProfile.load(profile);
    }

    @Bean
    Answers controlAnswers(
            ComplianceProfile profile,
            RetentionProfile retention,
            TriageProfile triage,
            LedgerStanding ledger,
            PartsStanding parts,
            StorageWatch storage) {
        return new Answers(profile, retention, triage, ledger, parts, storage);
    }

    @Bean
    Compliance compliance(Answers answers, DataSource dataSource, EventStore store, Clock clock) {
        return new Compliance(Catalogues.load(), answers, new RecordedReading(dataSource, store, clock), clock);
    }

    @Bean
    SignOffs signOffs(
            DataSource dataSource, Compliance compliance, ComplianceProfile profile, EventStore store, Clock clock) {
        return new SignOffs(dataSource, compliance, profile, store, clock);
    }

    @Bean
    ProblemRules complianceProblems() {
        return rules -> rules.on(NoSuchControlException.class, new ProblemKind("not-found", 404));
    }
}
