package vn.khue.audit.app.wazuh;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import vn.khue.audit.wazuh.IndexerPosition;
import vn.khue.audit.wazuh.IndexerReader;
import vn.khue.audit.wazuh.Reply;

/**
 * Reads the indexer on from where it stopped; each page is stored in one transaction with its position. Alerts come late into the indexer, so
 * each turn begins some minutes before its position, and once an hour a day before: what is known already is known by its id.
 */
final class HostAlertReader {

    static final Duration OVERLAP = Duration.ofMinutes(10);
    static final Duration SWEEP = Duration.ofHours(26);
    private static final Duration BETWEEN_SWEEPS = Duration.ofHours(1);

    private final DataSource dataSource;
    private final HostAlertIntake intake;
    private final Clock clock;
    private Instant swept = Instant.EPOCH;

    HostAlertReader(DataSource dataSource, HostAlertIntake intake, Clock clock) {
        this.dataSource = dataSource;
        this.intake = intake;
        this.clock = clock;
    }

    Reply<IndexerPosition> read(IndexerReader indexer) throws SQLException {
        Instant now = clock.instant();
        boolean sweeps = swept.plus(BETWEEN_SWEEPS).isBefore(now);
        IndexerPosition kept = position();
        IndexerPosition from = kept.document().isEmpty() && !sweeps ? kept : kept.back(sweeps ? SWEEP : OVERLAP);
        try {
            Reply<IndexerPosition> reply = indexer.read(from, (alerts, behind) -> {
                try {
                    intake.take(alerts, connection -> {
                        if (behind.time().isAfter(kept.time())) {
                            new Progress(connection).readTo(behind);
                        }
                    });
                } catch (SQLException e) {
                    throw new Failure(e);
                }
            });
            if (sweeps && reply instanceof Reply.Answered) {
                swept = now;
            }
            return reply;
        } catch (Failure e) {
            throw e.cause;
        }
    }

    /** Where nothing was read yet, it begins an hour ago; nobody wants to be alarmed about last year. */
    private IndexerPosition position() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            Progress progress = new Progress(connection);
            var read = progress.read();
            if (read.isPresent()) {
                return read.get();
            }
            IndexerPosition first = IndexerPosition.from(clock.instant().minus(Duration.ofHours(1)));
            progress.readTo(first);
            return first;
        }
    }

    /** Carries a failure of the database through the reader. */
    private static final class Failure extends RuntimeException {
        private final SQLException cause;

        Failure(SQLException cause) {
            super(cause);
            this.cause = cause;
        }
    }
}
