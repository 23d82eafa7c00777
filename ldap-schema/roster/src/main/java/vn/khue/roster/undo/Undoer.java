package vn.khue.roster.undo;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import vn.khue.roster.RosterException;
import vn.khue.roster.apply.Applier;
import vn.khue.roster.apply.ApplyResult;
import vn.khue.roster.journal.Doer;
import vn.khue.roster.journal.Journal;
import vn.khue.roster.journal.Run;
import vn.khue.roster.journal.RunKind;
import vn.khue.roster.journal.RunState;
import vn.khue.roster.staging.StagingErrors;

/**
 * Takes runs back. Taking back is a run of its own, written down before it begins, so it can be resumed as any other. A value that
 * someone changed since is left alone and named. Thread-safe.
 */
public final class Undoer {

    private static final int NAMED = 10_000;
    private static final String INVERSE = """
            insert into roster_change (run, seq, phase, unit, kind, subject_kind, subject, before, after, reason)
            select ?, row_number() over (order by phase desc, seq desc), 10 - phase, unit, 'UNDO', subject_kind, subject,
                after, before, kind
            from roster_change where run = ? and state = 'DONE' and kind <> 'ERASE'
                and (before is not null or after is not null)
            """;

    private final DataSource database;
    private final Journal journal;
    private final Applier applier;
    private final Clock clock;

    public Undoer(DataSource database, Applier applier, Clock clock) {
        this.database = database;
        this.journal = new Journal(database);
        this.applier = applier;
        this.clock = clock;
    }

    /**
     * Takes one run back, also one that broke off.
     *
     * @throws RosterException with reason WRONG_STATE if it was never applied, was taken back, or is itself an undo
     */
    public UndoResult undo(long number, Doer doer) {
        Run run = journal.run(number);
        boolean applied = run.state() == RunState.APPLYING || run.state() == RunState.DONE;
        if (!applied || run.kind() == RunKind.UNDO) {
            throw new RosterException(
                    RosterException.Reason.WRONG_STATE,
                    "expected a run that was applied, found run " + number + " of kind " + run.kind() + " in state "
                            + run.state() + "; only what was done can be taken back");
        }
        if (run.state() == RunState.APPLYING) {
            applier.settle(number, doer);
        }
        try {
            long by = written(run, doer);
            ApplyResult result = applier.apply(by, doer, Optional.empty());
            long restored = result instanceof ApplyResult.Applied done ? done.done() : 0;
            return new UndoResult(number, by, restored, journal.noted(by, NAMED), erased(number));
        } catch (SQLException e) {
            throw StagingErrors.from("write down an undo", e);
        }
    }

    /** Takes back that run and every later one that was applied, the last one first. */
    public List<UndoResult> undoFrom(long number, Doer doer) {
        journal.run(number);
        List<UndoResult> results = new ArrayList<>();
        for (Run run : journal.appliedFrom(number)) {
            results.add(undo(run.number(), doer));
        }
        return results;
    }

    private long written(Run run, Doer doer) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Optional<Long> begun = begun(connection, run.number());
                if (begun.isPresent()) {
                    return begun.get();
                }
                long made;
                try (PreparedStatement insert = connection.prepareStatement(
                        "insert into roster_run (kind, source, file_name, file_sha256, coverage, day, state, planned_by,"
                                + " planned_at, undoes) values ('UNDO', ?, ?, ?, 'PARTIAL', ?, 'PLANNED', ?, ?, ?)"
                                + " returning number")) {
                    insert.setString(1, run.source());
                    insert.setString(2, run.fileName());
                    insert.setString(3, run.fileSha256());
                    insert.setDate(4, java.sql.Date.valueOf(run.day()));
                    insert.setString(5, doer.id());
                    insert.setObject(6, OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
                    insert.setLong(7, run.number());
                    try (ResultSet number = insert.executeQuery()) {
                        number.next();
                        made = number.getLong(1);
                    }
                }
                try (PreparedStatement inverse = connection.prepareStatement(INVERSE)) {
                    inverse.setLong(1, made);
                    inverse.setLong(2, run.number());
                    inverse.executeUpdate();
                }
                connection.commit();
                return made;
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    /** An undo of that run that was written down and broke off. The run's row is locked, so that two callers do not both begin. */
    private static Optional<Long> begun(Connection connection, long number) throws SQLException {
        try (PreparedStatement lock =
                        connection.prepareStatement("select 1 from roster_run where number = ? for update");
                PreparedStatement query = connection.prepareStatement(
                        "select number from roster_run where undoes = ? order by number desc limit 1")) {
            lock.setLong(1, number);
            lock.executeQuery().close();
            query.setLong(1, number);
            try (ResultSet found = query.executeQuery()) {
                return found.next() ? Optional.of(found.getLong(1)) : Optional.empty();
            }
        }
    }

    private List<String> erased(long number) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "select subject from roster_change where run = ? and kind = 'ERASE' and state = 'DONE' order by seq")) {
            query.setLong(1, number);
            List<String> found = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            return found;
        }
    }
}
