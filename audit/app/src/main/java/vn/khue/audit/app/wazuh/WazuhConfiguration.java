package vn.khue.audit.app.wazuh;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.khue.audit.app.blocklist.Blocklist;
import vn.khue.audit.app.detection.Detectors;
import vn.khue.audit.app.ledger.Sequencer;
import vn.khue.audit.app.store.EventStore;
import vn.khue.audit.app.store.RecordedReading;
import vn.khue.audit.wazuh.LinesFile;
import vn.khue.audit.wazuh.NoticeSecret;
import vn.khue.web.event.TransactionalOutbox;
import vn.khue.web.problem.ProblemKind;
import vn.khue.web.problem.ProblemRules;
import vn.khue.web.security.BodyLimit;
import vn.khue.web.security.OpenServices;

/**
 * Puts the parts together: {@code khue.wazuh.lines} (the file of the agent; none by default), {@code .lines-bytes}, {@code .lines-kept}. Where
 * Wazuh is, a person says on the page.
 */
@Configuration(proxyBeanMethods = false)
class WazuhConfiguration {

    @Bean
    WazuhPlaces wazuhPlaces(
            @Value("${KHUE_STATE:.khue}") Path state,
            @Value("${KHUE_SECRETS:${KHUE_STATE:.khue}/secrets}") Path secrets,
            @Value("${khue.wazuh.lines:}") String lines,
            @Value("${khue.wazuh.lines-bytes:100000000}") long bytes,
            @Value("${khue.wazuh.lines-kept:10}") int kept) {
        return new WazuhPlaces(
                state.resolve("data/wazuh/ca.pem"),
                secrets.resolve("wazuh-account"),
                secrets.resolve("wazuh-indexer-account"),
                secrets.resolve("wazuh-notices"),
                lines.isBlank() ? Optional.empty() : Optional.of(Path.of(lines)),
                bytes,
                kept);
    }

    @Bean
    SetUps wazuhSetUps(JdbcClient jdbc, PlatformTransactionManager transactions, TransactionalOutbox outbox) {
        return new SetUps(jdbc, new TransactionTemplate(transactions), outbox);
    }

    @Bean
    WazuhLink wazuhLink(SetUps setUps, WazuhPlaces places, Clock clock) {
        return new WazuhLink(setUps, places, clock);
    }

    @Bean
    HostCommands hostCommands(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            TransactionalOutbox outbox,
            WazuhLink link,
            Clock clock) {
        return new HostCommands(jdbc, new TransactionTemplate(transactions), outbox, link, clock);
    }

    @Bean
    Computers computers(JdbcClient jdbc, Clock clock) {
        return new Computers(jdbc, clock);
    }

    @Bean
    SchoolComputers schoolComputers(
            DataSource dataSource,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            TransactionalOutbox outbox) {
        return new SchoolComputers(dataSource, jdbc, new TransactionTemplate(transactions), outbox);
    }

    @Bean
    BlocklistMirror blocklistMirror(
            DataSource dataSource,
            Blocklist blocklist,
            EventStore store,
            Sequencer sequencer,
            Detectors detectors,
            Clock clock) {
        return new BlocklistMirror(
                dataSource,
                blocklist,
                store,
                () -> {
                    sequencer.wake();
                    detectors.wake();
                },
                clock);
    }

    @Bean
    HostAlertIntake hostAlertIntake(
            DataSource dataSource, EventStore store, Sequencer sequencer, Detectors detectors, Clock clock) {
        return new HostAlertIntake(
                dataSource,
                store,
                () -> {
                    sequencer.wake();
                    detectors.wake();
                },
                clock);
    }

    @Bean
    HostAlertList hostAlertList(DataSource dataSource, EventStore store, Clock clock) {
        return new HostAlertList(new RecordedReading(dataSource, store, clock));
    }

    @Bean
    NoticeSecret noticeSecret(WazuhPlaces places) {
        return new NoticeSecret(places.noticeSecret());
    }

    @Bean
    WazuhWorker wazuhWorker(
            DataSource dataSource,
            WazuhLink link,
            SetUps setUps,
            WazuhPlaces places,
            EventStore store,
            HostAlertIntake intake,
            Computers computers,
            BlocklistMirror blocklist,
            Sequencer sequencer,
            Detectors detectors,
            Clock clock) {
        return new WazuhWorker(
                dataSource,
                link,
                new LinkRecord(store, clock),
                setUps,
                new AlertMirror(dataSource),
                places.lines()
                        .map(file -> new EventLines(
                                dataSource,
                                store,
                                new LinesFile(file, places.linesBytes(), places.linesKept(), clock))),
                new HostAlertReader(dataSource, intake, clock),
                computers,
                blocklist,
                () -> {
                    sequencer.wake();
                    detectors.wake();
                },
                clock);
    }

    @Bean
    WazuhStart wazuhStart(WazuhWorker worker) {
        return new WazuhStart(worker);
    }

    /** Starts the worker once the context, and with it the database's migrations, is ready. */
    static final class WazuhStart {
        private final WazuhWorker worker;
        private boolean started;

        WazuhStart(WazuhWorker worker) {
            this.worker = worker;
        }

        @EventListener(ContextRefreshedEvent.class)
        synchronized void start() {
            if (!started) {
                started = true;
                worker.start();
            }
        }
    }

    /** Wazuh proves itself by its secret, not by a login of the gate. */
    @Bean
    OpenServices noticePaths() {
        return OpenServices.of(NoticeController.PATH);
    }

    @Bean
    BodyLimit notices() {
        return new BodyLimit(NoticeController.PATH, NoticeController.MOST_BYTES);
    }

    @Bean
    ProblemRules noticeProblems() {
        return rules -> rules.on(NoticeRefusedException.class, refused -> switch (refused.rule()) {
            case CLOSED -> new ProblemKind("notice.closed", 503);
            case STRANGER -> new ProblemKind("notice.stranger", 401);
            case STALE -> new ProblemKind("notice.stale", 403);
            case TOO_MANY -> new ProblemKind("notice.too-many", 429);
            case UNREADABLE -> new ProblemKind("notice.unreadable", 422);
        });
    }
}
