package vn.khue.roster.apply;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import vn.khue.audit.event.JdbcOutbox;
import vn.khue.roster.journal.Doer;
import vn.khue.roster.journal.PlannedChange;
import vn.khue.roster.staging.StagingErrors;

/** Marks a batch of changes as done, each with its event, in one transaction of its own. Thread-safe. */
final class BatchMarks {

    private final DataSource database;
    private final RosterEvents events;
    private final Clock clock;

    BatchMarks(DataSource database, RosterEvents events, Clock clock) {
        this.database = database;
        this.events = events;
        this.clock = clock;
    }

    /** @param outcomes what became of each change, in the same order */
    void mark(List<PlannedChange> batch, List<Outcome> outcomes, Doer doer) {
        if (batch.isEmpty()) {
            return;
        }
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (var marks = new ChangeMarks(connection, OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))) {
                for (int i = 0; i < outcomes.size(); i++) {
                    marks.add(batch.get(i), outcomes.get(i));
                }
                boolean[] first = marks.send();
                for (int i = 0; i < outcomes.size(); i++) {
                    if (first[i] && !(outcomes.get(i) instanceof Outcome.LeftAlone)) {
                        JdbcOutbox.append(connection, events.changed(batch.get(i), doer));
                    }
                }
                connection.commit();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw StagingErrors.from("mark changes as done", e);
        }
    }
}
