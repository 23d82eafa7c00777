package vn.khue.audit.app.witness;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.khue.audit.ledger.Checkpoint;
import vn.khue.audit.ledger.LedgerException;
import vn.khue.audit.ledger.LedgerProofs;
import vn.khue.audit.ledger.LogFiles;

/**
 * Has the newest checkpoint cosigned by every witness that is set, and publishes it with their lines. A witness that is away is asked again at
 * the next round; the log does not wait for it. For one thread.
 */
final class WitnessRounds {

    private static final Logger LOG = LoggerFactory.getLogger(WitnessRounds.class);

    private final List<WitnessAddress> witnesses;
    private final WitnessClient client;
    private final Supplier<LedgerProofs> ledger;
    private final LogFiles files;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final Map<String, Long> known = new HashMap<>();
    private volatile Map<String, Standing> standing = Map.of();

    WitnessRounds(
            List<WitnessAddress> witnesses,
            WitnessClient client,
            Supplier<LedgerProofs> ledger,
            LogFiles files,
            JdbcClient jdbc,
            Clock clock) {
        this.witnesses = List.copyOf(witnesses);
        this.client = client;
        this.ledger = ledger;
        this.files = files;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * How a witness stands.
     *
     * @param fault why it did not cosign; empty where it did
     * @param refused whether it says that the log did not only grow
     */
    record Standing(Instant at, String fault, boolean refused) {}

    /** By name. */
    Map<String, Standing> standing() {
        return standing;
    }

    void run() {
        if (witnesses.isEmpty()) {
            return;
        }
        try {
            LedgerProofs proofs = ledger.get();
            String note = proofs.checkpointNote();
            long size = Checkpoint.parse(note.substring(0, note.indexOf("\n\n") + 1))
                    .size();
            if (size > 0) {
                round(proofs, note, size);
            }
        } catch (LedgerException | DataAccessException e) {
            LOG.warn("witnesses are not asked: {}", e.getMessage());
        }
    }

    private void round(LedgerProofs proofs, String note, long size) {
        StringBuilder lines = new StringBuilder();
        Map<String, Standing> now = new HashMap<>();
        for (WitnessAddress each : witnesses) {
            WitnessAnswer answer = ask(proofs, note, size, each);
            String fault = "";
            boolean refused = false;
            if (answer instanceof WitnessAnswer.Cosigned cosigned) {
                lines.append(cosigned.line());
                known.put(each.name(), size);
                keep(each, size);
            } else if (answer instanceof WitnessAnswer.Refused no) {
                fault = "HTTP " + no.status();
                refused = true;
            } else if (answer instanceof WitnessAnswer.Knows knows) {
                fault = "knows size " + knows.size() + " and not " + size;
                refused = true;
            } else if (answer instanceof WitnessAnswer.Away away) {
                fault = away.why();
            }
            if (refused
                    && !standing.getOrDefault(each.name(), new Standing(Instant.EPOCH, "", false))
                            .refused()) {
                LOG.error(
                        "ALARM: the witness {} does not believe that the ledger only grew: {}; run ./khue ledger verify",
                        each.name(),
                        fault);
            }
            now.put(each.name(), new Standing(clock.instant(), fault, refused));
        }
        standing = Map.copyOf(now);
        if (!lines.isEmpty()) {
            files.publishWitnessed(note + lines);
        }
    }

    /** It may know another size than we remember: then it says which, and is asked once more. */
    private WitnessAnswer ask(LedgerProofs proofs, String note, long size, WitnessAddress witness) {
        long from = Math.min(size, known.getOrDefault(witness.name(), 0L));
        WitnessAnswer answer = client.ask(witness, note, proofs.consistency(from, size));
        return answer instanceof WitnessAnswer.Knows knows && knows.size() <= size && knows.size() != from
                ? client.ask(witness, note, proofs.consistency(knows.size(), size))
                : answer;
    }

    private void keep(WitnessAddress witness, long size) {
        jdbc.sql("insert into ledger_witness (name, size, signed_at) values (?, ?, ?) on conflict (name) do update set"
                        + " size = excluded.size, signed_at = excluded.signed_at")
                .params(witness.name(), size, clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }
}
