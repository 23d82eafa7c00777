package vn.khue.audit.app.report;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.khue.audit.app.browse.AlertWords;
import vn.khue.audit.app.compliance.Compliance;
import vn.khue.audit.app.detection.Detectors;
import vn.khue.audit.app.ledger.Sequencer;
import vn.khue.audit.app.paper.PaperWords;
import vn.khue.audit.app.proof.ProofCheck;
import vn.khue.audit.app.store.EventStore;
import vn.khue.audit.app.triage.TriageProfile;
import vn.khue.web.event.GateBearerTokens;
import vn.khue.web.login.Gate;
import vn.khue.web.login.SecretFile;
import vn.khue.web.problem.ProblemKind;
import vn.khue.web.problem.ProblemRules;

/** Puts reports together: {@code khue.audit.seal.*}. */
@Configuration(proxyBeanMethods = false)
class ReportConfiguration {

    @Bean
    ReportSeal reportSeal(
            @Value("${khue.audit.seal.signing-url:${KHUE_SIGNING_URL:http://localhost:8081}}") URI signing,
            @Value("${khue.audit.seal.client-id:khue-reports}") String client,
            @Value("${khue.audit.seal.client-secret:${KHUE_SECRETS:.khue/secrets}/client-reports}") Path secret,
            Gate gate,
            Clock clock) {
        return new SigningServiceSeal(signing, new GateBearerTokens(gate, client, new SecretFile(secret), clock));
    }

    @Bean
    Reports reports(
            DataSource dataSource,
            Compliance compliance,
            TriageProfile triage,
            ProofCheck proofs,
            MessageSource messages,
            AlertWords words,
            ReportSeal seal,
            EventStore store,
            Clock clock) {
        return new Reports(
                dataSource,
                new ReportReader(compliance, triage, proofs),
                new ReportPaper(new PaperWords(messages, words)),
                seal,
                store,
                clock);
    }

    @Bean
    MonthEnd monthEnd(Reports reports, Sequencer sequencer, Detectors detectors, Clock clock) {
        return new MonthEnd(
                reports,
                () -> {
                    sequencer.wake();
                    detectors.wake();
                },
                clock);
    }

    @Bean
    ProblemRules reportProblems() {
        return rules -> rules.on(NoSuchReportException.class, new ProblemKind("not-found", 404));
    }
}
