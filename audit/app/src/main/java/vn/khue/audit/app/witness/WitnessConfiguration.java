package vn.khue.audit.app.witness;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Scheduled;
import vn.khue.audit.app.ledger.LedgerProfile;
import vn.khue.audit.app.ledger.Sequencer;
import vn.khue.audit.app.proof.ProofCheck;
import vn.khue.audit.app.store.EventStore;
import vn.khue.audit.ledger.LedgerException;
import vn.khue.audit.ledger.LogFiles;

/** Puts witnesses together: {@code khue.ledger.witnesses}, each its vkey and its address with a space between. None is set by default. */
@Configuration(proxyBeanMethods = false)
class WitnessConfiguration {

    @Bean
    WitnessRounds witnessRounds(
            @Value("${khue.ledger.witnesses:}") List<String> witnesses,
            ProofCheck proofs,
            LogFiles files,
            DataSource dataSource,
            EventStore events,
            LedgerProfile profile,
            Sequencer sequencer,
            Clock clock) {
        return new WitnessRounds(
                witnesses.stream()
                        .filter(each -> !each.isBlank())
                        .map(WitnessAddress::parse)
                        .toList(),
                new WitnessClient(),
                () -> {
                    try {
                        return proofs.ledger();
                    } catch (IOException e) {
                        throw new LedgerException("Ledger: expected its public key, found none yet", e);
                    }
                },
                files,
                dataSource,
                events,
                profile.witnessAway(),
                sequencer::wake,
                clock);
    }

    @Bean
    Rounds witnessSchedule(WitnessRounds rounds) {
        return new Rounds(rounds);
    }

    /** A round every ten seconds. */
    static final class Rounds {
        private final WitnessRounds rounds;

        Rounds(WitnessRounds rounds) {
            this.rounds = rounds;
        }

        @Scheduled(initialDelayString = "PT10S", fixedDelayString = "PT10S")
        void run() {
            rounds.run();
        }
    }
}
