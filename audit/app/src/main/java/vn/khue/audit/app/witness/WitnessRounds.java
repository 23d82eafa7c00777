package vn.khue.audit.app.witness;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.khue.audit.app.store.EventStore;
import vn.khue.audit.app.store.EventStoreException;
import vn.khue.audit.app.store.IncomingEvent;
import vn.khue.audit.app.store.SessionLock;
import vn.khue.audit.app.witness.WitnessFaults.News;
import vn.khue.audit.event.Actor;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Outcome;
import vn.khue.audit.event.TargetKind;
import vn.khue.audit.ledger.Checkpoint;
import vn.khue.audit.ledger.LedgerException;
import vn.khue.audit.ledger.LedgerProofs;
import vn.khue.audit.ledger.LogFiles;

/**
 * Has the newest checkpoint cosigned by every witness that is set, and publishes it with their lines. A witness that is away is asked again at
 * the next round; the log does not wait for it. That one saw another history is an event in the log at once, that one has been away for too long
 * after a time, each once. One node at a time, held by a PostgreSQL advisory lock; for one thread.
 */
final class WitnessRounds {

    private static final Logger LOG = LoggerFactory.getLogger(WitnessRounds.class);

    /** Names this work among PostgreSQL's advisory locks: "khue" and 6. */
    private static final SessionLock LOCK = new SessionLock(0x6B687565_0000_0006L);

    private final List<WitnessAddress> witnesses;
    private final WitnessClient client;
    private final Supplier<LedgerProofs> ledger;
    private final LogFiles files;
    private final DataSource dataSource;
    private final EventStore events;
    private final Duration away;
    private final Runnable told;
    private final Clock clock;
    private final Map<String, Long> known = new HashMap<>();
    private volatile Map<String, Standing> standing = Map.of();

    /**
     * @param ledger gives the log's checkpoint; asked for each time, as its key may be made later than this
     * @param away after so long without its cosignature a witness is told to be away
     * @param told after an event was committed, of which the ledger must hear
     */
    WitnessRounds(
            List<WitnessAddress> witnesses,
            WitnessClient client,
            Supplier<LedgerProofs> ledger,
            LogFiles files,
            DataSource dataSource,
            EventStore events,
            Duration away,
            Runnable told,
            Clock clock) {
        this.witnesses = List.copyOf(witnesses);
        this.client = client;
        this.ledger = ledger;
        this.files = files;
        this.dataSource = dataSource;
        this.events = events;
        this.away = away;
        this.told = told;
        this.clock = clock;
    }

    /**
     * How a witness stands.
     *
     * @param fault why it did not cosign; empty where it did
     * @param refused whether it says that the log did not only grow, or that it is not set up for it
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
        try (Connection connection = dataSource.getConnection()) {
            if (!LOCK.tryOn(connection)) {
                return;
            }
            try {
                LedgerProofs proofs = ledger.get();
                String note = proofs.checkpointNote();
                long size = Checkpoint.parse(note.substring(0, note.indexOf("\n\n") + 1))
                        .size();
                if (size > 0) {
                    round(connection, proofs, note, size);
                }
            } finally {
                LOCK.unlock(connection);
            }
        } catch (SQLException | LedgerException | EventStoreException e) {
            LOG.warn("witnesses are not asked: {}", e.getMessage());
        }
    }

    private void round(Connection connection, LedgerProofs proofs, String note, long size) throws SQLException {
        StringBuilder lines = new StringBuilder();
        Map<String, Standing> now = new HashMap<>();
        for (WitnessAddress each : witnesses) {
            WitnessAnswer answer = ask(proofs, note, size, each);
            String fault = fault(answer, size);
            boolean refused = answer instanceof WitnessAnswer.Refused || answer instanceof WitnessAnswer.Knows;
            if (answer instanceof WitnessAnswer.Cosigned cosigned) {
                lines.append(cosigned.line());
                known.put(each.name(), size);
            }
            now.put(each.name(), new Standing(clock.instant(), fault, refused));
            keep(connection, each, answer, size, fault);
        }
        standing = Map.copyOf(now);
        if (!lines.isEmpty()) {
            files.publishWitnessed(note + lines);
        }
    }

    /** Empty where it cosigned. */
    private static String fault(WitnessAnswer answer, long size) {
        if (answer instanceof WitnessAnswer.Refused no) {
            return "HTTP " + no.status();
        } else if (answer instanceof WitnessAnswer.Knows knows) {
            return "knows size " + knows.size() + " and not " + size;
        }
        return answer instanceof WitnessAnswer.Away gone ? gone.why() : "";
    }

    /** It may know another size than we remember: then it says which, and is asked once more. */
    private WitnessAnswer ask(LedgerProofs proofs, String note, long size, WitnessAddress witness) {
        long from = Math.min(size, known.getOrDefault(witness.name(), 0L));
        WitnessAnswer answer = client.ask(witness, note, proofs.consistency(from, size));
        return answer instanceof WitnessAnswer.Knows knows && knows.size() <= size && knows.size() != from
                ? client.ask(witness, note, proofs.consistency(knows.size(), size))
                : answer;
    }

    /** What it cosigned or not, and the event where that is news, in one transaction. */
    private void keep(Connection connection, WitnessAddress witness, WitnessAnswer answer, long size, String fault)
            throws SQLException {
        connection.setAutoCommit(false);
        try {
            WitnessFaults faults = new WitnessFaults(connection);
            Optional<News> news;
            if (answer instanceof WitnessAnswer.Cosigned) {
                remember(connection, witness, size);
                news = faults.well(witness.name());
            } else {
                news = faults.fault(witness.name(), otherHistory(answer), clock.instant(), away);
            }
            if (news.isPresent()) {
                tell(connection, witness, news.get(), fault);
            }
            connection.commit();
            if (news.isPresent()) {
                told.run();
            }
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** C2SP tlog-witness: 409 and 422 are about the tree; other refusals are about keys and settings. */
    private static boolean otherHistory(WitnessAnswer answer) {
        return answer instanceof WitnessAnswer.Knows
                || (answer instanceof WitnessAnswer.Refused refused && refused.status() == 422);
    }

    private void tell(Connection connection, WitnessAddress witness, News news, String fault) throws SQLException {
        if (news == News.REFUSED) {
            LOG.error(
                    "ALARM: the witness {} does not believe that the ledger only grew: {}; run ./khue ledger verify",
                    witness.name(),
                    fault);
        } else if (news == News.AWAY) {
            LOG.error("ALARM: the witness {} has not cosigned for more than {} hours", witness.name(), away.toHours());
        }
        AuditEvent event = AuditEvent.of(
                        EventKind.LINK_CHANGED,
                        news == News.BACK ? Outcome.SUCCESS : Outcome.FAILURE,
                        Actor.service("khue-audit"),
                        EventStore.SOURCE,
                        clock)
                .target(TargetKind.SERVICE, witness.name())
                .with(DetailKey.OPERATION, news == News.BACK ? "back" : "lost")
                .with(DetailKey.REASON, reason(news))
                .build();
        events.storeIn(connection, List.of(IncomingEvent.own(event)), List.of(), EventStore.SOURCE);
    }

    private static String reason(News news) {
        return switch (news) {
            case REFUSED -> "history";
            case AWAY -> "away";
            case BACK -> "";
        };
    }

    private void remember(Connection connection, WitnessAddress witness, long size) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement(
                "insert into ledger_witness (name, size, signed_at) values (?, ?, ?) on conflict (name) do update set"
                        + " size = excluded.size, signed_at = excluded.signed_at")) {
            upsert.setString(1, witness.name());
            upsert.setLong(2, size);
            upsert.setObject(3, clock.instant().atOffset(ZoneOffset.UTC));
            upsert.executeUpdate();
        }
    }
}
