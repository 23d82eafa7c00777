package vn.khue.roster.apply;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.UUID;
import vn.khue.roster.journal.ChangeKind;
import vn.khue.roster.journal.PlannedChange;

/** Marks changes as done in a transaction of the caller, and keeps the login names that were given out. For one thread. */
final class ChangeMarks implements AutoCloseable {

    private final PreparedStatement marks;
    private final PreparedStatement names;
    private final PreparedStatement forget;
    private final OffsetDateTime now;
    private boolean anyName;
    private boolean anyErased;

    ChangeMarks(Connection connection, OffsetDateTime now) throws SQLException {
        this.marks = connection.prepareStatement(
                "update roster_change set state = ?, note = ?, done_at = ? where run = ? and seq = ? and state = 'PENDING'");
        this.names = connection.prepareStatement(
                "insert into roster_login_name (uid, person) values (?, ?) on conflict (uid) do nothing");
        this.forget = connection.prepareStatement(
                "update roster_change set before = null, after = null where subject = ? and subject_kind in ('PERSON', 'CITIZEN')"
                        + " and state <> 'PENDING'");
        this.now = now;
    }

    void add(PlannedChange change, Outcome outcome) throws SQLException {
        boolean done = !(outcome instanceof Outcome.LeftAlone);
        marks.setString(1, done ? "DONE" : "SKIPPED");
        marks.setString(
                2,
                outcome instanceof Outcome.LeftAlone left
                        ? left.why()
                        : outcome instanceof Outcome.Partly partly ? "CHANGED_SINCE " + partly.kept() : null);
        marks.setObject(3, now);
        marks.setLong(4, change.run());
        marks.setInt(5, change.seq());
        marks.addBatch();
        if (done && change.kind() == ChangeKind.ERASE) {
            forget(change);
        }
        if (done && change.kind() == ChangeKind.CREATE) {
            names.setString(1, Images.need(change.after().orElseThrow(), "uid"));
            names.setObject(2, UUID.fromString(change.subject()));
            names.addBatch();
            anyName = true;
        }
    }

    /** After an erasure the journal, too, holds nothing of the person but the UUID. */
    private void forget(PlannedChange change) throws SQLException {
        forget.setString(1, change.subject());
        forget.addBatch();
        anyErased = true;
    }

    /** Sends the marks; says of each change whether it was still to be marked, so that no event is written twice. */
    boolean[] send() throws SQLException {
        int[] counts = marks.executeBatch();
        boolean[] first = new boolean[counts.length];
        for (int i = 0; i < counts.length; i++) {
            first[i] = counts[i] == 1;
        }
        if (anyName) {
            names.executeBatch();
        }
        if (anyErased) {
            forget.executeBatch();
        }
        return first;
    }

    @Override
    public void close() throws SQLException {
        marks.close();
        names.close();
        forget.close();
    }
}
