package vn.khue.audit.app.timestamp;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Scheduled;
import vn.khue.audit.app.ledger.LedgerProfile;
import vn.khue.audit.app.ledger.LedgerSettings;
import vn.khue.audit.app.ledger.Sequencer;
import vn.khue.audit.app.proof.ProofCheck;
import vn.khue.audit.app.store.EventStore;
import vn.khue.audit.ledger.LedgerException;
import vn.khue.audit.ledger.TimestampFiles;
import vn.khue.pki.revocation.BoundedHttp;
import vn.khue.pki.timestamp.HttpTimestampClient;

/** Puts timestamps together: {@code khue.ledger.tsa}, by default the authority of the signing service. */
@Configuration(proxyBeanMethods = false)
class TimestampConfiguration {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration WHOLE = Duration.ofSeconds(20);

    @Bean
    TimestampFiles timestampFiles(LedgerSettings settings) {
        return new TimestampFiles(settings.directory());
    }

    @Bean
    TimestampRounds timestampRounds(
            DataSource dataSource,
            EventStore events,
            ProofCheck proofs,
            TimestampFiles files,
            @Value("${khue.ledger.tsa:${KHUE_SIGNING_URL:http://localhost:8081}/tsa}") URI authority,
            LedgerProfile profile,
            Sequencer sequencer,
            Clock clock) {
        return new TimestampRounds(
                dataSource,
                events,
                () -> {
                    try {
                        return proofs.ledger();
                    } catch (IOException e) {
                        throw new LedgerException("Ledger: expected its public key, found none yet", e);
                    }
                },
                files,
                new HttpTimestampClient(authority, new BoundedHttp(CONNECT, WHOLE)),
                profile.stampLate(),
                sequencer::wake,
                clock);
    }

    @Bean
    Rounds timestampSchedule(TimestampRounds rounds) {
        return new Rounds(rounds);
    }

    /** A round every five minutes; the first when the other services have had time to come up. */
    static final class Rounds {
        private final TimestampRounds rounds;

        Rounds(TimestampRounds rounds) {
            this.rounds = rounds;
        }

        @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT5M")
        void run() {
            rounds.run();
        }
    }
}
