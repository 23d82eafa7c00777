package vn.khue.roster.apply;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import vn.khue.audit.event.JdbcOutbox;
import vn.khue.roster.journal.Doer;
import vn.khue.roster.journal.Run;
import vn.khue.roster.journal.RunKind;

/** Writes down of a run as a whole that someone passed its brake, and that it ended; each with its event. Thread-safe. */
final class RunMarks {

    private final DataSource database;
    private final RosterEvents events;
    private final Clock clock;

    RunMarks(DataSource database, RosterEvents events, Clock clock) {
        this.database = database;
        this.events = events;
        this.clock = clock;
    }

    /** @param brakes how many reasons to stop were passed */
    void passed(long run, BrakePass pass, int brakes) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement update = connection.prepareStatement(
                    "update roster_run set passed_by = ?, passed_reason = ?, passed_at = ? where number = ?")) {
                update.setString(1, pass.by().toString());
                update.setString(2, pass.reason());
                update.setObject(3, now());
                update.setLong(4, run);
                update.executeUpdate();
                JdbcOutbox.append(
                        connection, events.run("PASS_BRAKE", run, "ANSWERED_FOR", brakes, Doer.person(pass.by())));
                connection.commit();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    /** Ends a run; where it is an undo, the run that it took back is taken back with it. Its event is written once. */
    void ended(Run run, Doer doer, long done) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement update = connection.prepareStatement(
                            "update roster_run set state = 'DONE', ended_at = ? where number = ? and state = 'APPLYING'");
                    PreparedStatement undone = connection.prepareStatement(
                            "update roster_run set state = 'UNDONE', ended_at = ? where number = ?")) {
                OffsetDateTime now = now();
                update.setObject(1, now);
                update.setLong(2, run.number());
                boolean first = update.executeUpdate() == 1;
                if (run.kind() == RunKind.UNDO) {
                    undone.setObject(1, now);
                    undone.setLong(2, run.undoes().orElseThrow());
                    undone.executeUpdate();
                }
                if (first) {
                    JdbcOutbox.append(
                            connection,
                            events.run("APPLY", run.number(), run.kind().name(), done, doer));
                }
                connection.commit();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
