package vn.khue.audit.app.ledger;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;
import vn.khue.audit.app.profile.ProfileValues;
import vn.khue.audit.app.store.EventStore;
import vn.khue.audit.ledger.LogFiles;

/** Puts the ledger's parts together from {@code khue.ledger.*}, whose defaults lie under the state directory. */
@Configuration(proxyBeanMethods = false)
class LedgerConfiguration {

    @Bean
    LedgerSettings ledgerSettings(
            @Value("${khue.ledger.directory:${KHUE_STATE:.khue}/data/ledger/log}") Path directory,
            @Value("${khue.ledger.origin:}") String origin,
            @Value("${KHUE_AUDIT_URL:http://localhost:8082}") URI address,
            @Value("${khue.ledger.key:${KHUE_STATE:.khue}/data/ledger/ledger.key}") Path key,
            @Value("${khue.ledger.passphrase:${KHUE_SECRETS:${KHUE_STATE:.khue}/secrets}/ledger-key-passphrase}")
                    Path passphrase,
            @Value("${khue.ledger.public-key:${KHUE_STATE:.khue}/trust/khue-ledger.vkey}") Path publicKey) {
        return new LedgerSettings(
                directory,
                Optional.of(origin).filter(name -> !name.isBlank()),
                address.getAuthority() + "/log",
                key,
                passphrase,
                publicKey);
    }

    @Bean
    LedgerProfile ledgerProfile(@Value("${khue.ledger.profile:" + ProfileValues.CURRENT + "}") String profile) {
        return LedgerProfile.load(profile);
    }

    @Bean
    Sequencer sequencer(DataSource dataSource, EventStore store, LedgerSettings settings, Clock clock) {
        return new Sequencer(
                dataSource, store.recent(), settings.directory(), () -> LogKeyLoader.load(settings), clock);
    }

    @Bean
    LogFiles logFiles(LedgerSettings settings) {
        return new LogFiles(settings.directory());
    }

    @Bean
    SequencerStart sequencerStart(Sequencer sequencer) {
        return new SequencerStart(sequencer);
    }

    /** Starts the sequencer once the context, and with it the database's migrations, is ready. */
    static final class SequencerStart {
        private final Sequencer sequencer;
        private boolean started;

        SequencerStart(Sequencer sequencer) {
            this.sequencer = sequencer;
        }

        @EventListener(ContextRefreshedEvent.class)
        synchronized void start() {
            if (!started) {
                started = true;
                sequencer.start();
            }
        }
    }
}
