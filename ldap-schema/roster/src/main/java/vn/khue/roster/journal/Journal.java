package vn.khue.roster.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;
import vn.khue.roster.RosterException;
import vn.khue.roster.brake.Brake;
import vn.khue.roster.staging.StagingErrors;

/** Reads the journal and moves runs from state to state. Thread-safe. */
public final class Journal {

    private final DataSource database;

    public Journal(DataSource database) {
        this.database = database;
    }

    /**
     * The run of that number.
     *
     * @throws RosterException with reason NOT_FOUND if there is none
     */
    public Run run(long number) {
        List<Run> found = runs("where number = ?", number);
        if (found.isEmpty()) {
            throw new RosterException(
                    RosterException.Reason.NOT_FOUND,
                    "expected a run of number " + number + ", found none; ./khue roster status lists them");
        }
        return found.get(0);
    }

    /** The latest runs, the last one first. */
    public List<Run> latest(int limit) {
        return runs("order by number desc limit ?", limit);
    }

    /** The runs that were applied from that number on and not taken back, the last one first. */
    public List<Run> appliedFrom(long number) {
        return runs(
                "where number >= ? and kind <> 'UNDO' and state in ('APPLYING', 'DONE') order by number desc", number);
    }

    /** What stops that run. */
    public List<Brake> brakes(long run) {
        return list(
                "select rule, unit, found, allowed from roster_brake where run = ? order by rule, unit",
                row -> new Brake(row.getString(1), row.getString(2), row.getDouble(3), row.getDouble(4)),
                run);
    }

    /** What a person should look at, at most so many. */
    public List<Finding> findings(long run, int limit) {
        return list(
                "select severity, code, unit, file, line, row_key, subject from roster_finding where run = ? order by seq limit ?",
                row -> new Finding(
                        Finding.Severity.valueOf(row.getString(1)),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getLong(5),
                        row.getString(6),
                        row.getString(7)),
                run,
                limit);
    }

    /** How many findings of each code, the grave ones first. */
    public List<Count> findingCounts(long run) {
        return list(
                "select severity || ' ' || code, unit, '', count(*) from roster_finding where run = ? group by 1, 2 order by 1, 2",
                Journal::count,
                run);
    }

    /** How many changes of each kind in each school, and how far they are. */
    public List<Count> counts(long run) {
        return list(
                "select kind, unit, state, count(*) from roster_change where run = ? group by kind, unit, state"
                        + " order by unit, kind, state",
                Journal::count,
                run);
    }

    /** Changes after that sequence number, in order, at most so many. */
    public List<PlannedChange> changes(long run, int after, int limit) {
        return list(SELECT + "where run = ? and seq > ? order by seq limit ?", Journal::change, run, after, limit);
    }

    /** Changes not done yet of one phase after that sequence number, in order, at most so many. */
    public List<PlannedChange> pending(long run, int phase, int after, int limit) {
        return list(
                SELECT + "where run = ? and state = 'PENDING' and phase = ? and seq > ? order by seq limit ?",
                Journal::change,
                run,
                phase,
                after,
                limit);
    }

    /** Changes that carry a note: left alone in whole or in part. */
    public List<PlannedChange> noted(long run, int limit) {
        return list(SELECT + "where run = ? and note is not null order by seq limit ?", Journal::change, run, limit);
    }

    /** The phases that still have work. */
    public List<Integer> openPhases(long run) {
        return list(
                "select distinct phase from roster_change where run = ? and state = 'PENDING' order by phase",
                row -> row.getInt(1),
                run);
    }

    /** Moves a run on; says whether it was in one of the states from which it may move. */
    public boolean move(long run, RunState to, Instant now, String by, RunState... from) {
        String states =
                String.join(",", java.util.Arrays.stream(from).map(Enum::name).toList());
        return update(
                        "update roster_run set state = ?, ended_at = case when ? in ('DONE', 'UNDONE') then ? else ended_at end,"
                                + " applied_by = coalesce(?, applied_by) where number = ? and state = any(string_to_array(?, ','))",
                        to.name(),
                        to.name(),
                        OffsetDateTime.ofInstant(now, ZoneOffset.UTC),
                        by,
                        run,
                        states)
                == 1;
    }

    private static final String SELECT =
            "select run, seq, phase, unit, kind, subject_kind, subject, before, after, reason, state, note from roster_change ";

    private static PlannedChange change(ResultSet row) throws SQLException {
        return new PlannedChange(
                row.getLong(1),
                row.getInt(2),
                row.getInt(3),
                row.getString(4),
                ChangeKind.valueOf(row.getString(5)),
                SubjectKind.valueOf(row.getString(6)),
                row.getString(7),
                Optional.ofNullable(row.getString(8)).map(Image::of),
                Optional.ofNullable(row.getString(9)).map(Image::of),
                row.getString(10),
                ChangeState.valueOf(row.getString(11)),
                Optional.ofNullable(row.getString(12)));
    }

    private static Count count(ResultSet row) throws SQLException {
        return new Count(row.getString(1), row.getString(2), row.getString(3), row.getLong(4));
    }

    private List<Run> runs(String which, Object... parameters) {
        return list(
                "select number, kind, source, file_name, file_sha256, day, state, planned_by, planned_at, undoes, passed_by"
                        + " from roster_run " + which,
                row -> {
                    long undoes = row.getLong(10);
                    return new Run(
                            row.getLong(1),
                            RunKind.valueOf(row.getString(2)),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5),
                            row.getDate(6).toLocalDate(),
                            RunState.valueOf(row.getString(7)),
                            row.getString(8),
                            row.getObject(9, OffsetDateTime.class).toInstant(),
                            undoes == 0 ? OptionalLong.empty() : OptionalLong.of(undoes),
                            Optional.ofNullable(row.getString(11)));
                },
                parameters);
    }

    private int update(String sql, Object... parameters) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, parameters);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw StagingErrors.from("write the journal", e);
        }
    }

    private <T> List<T> list(String sql, Row<T> reader, Object... parameters) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, parameters);
            List<T> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(reader.read(rows));
                }
            }
            return found;
        } catch (SQLException e) {
            throw StagingErrors.from("read the journal", e);
        }
    }

    private static void set(PreparedStatement statement, Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
    }

    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /**
     * A number of changes or findings.
     *
     * @param what kind of the change, or severity and code of the finding
     * @param unit id of the school, or empty
     * @param state of the changes; empty for findings
     */
    public record Count(String what, String unit, String state, long number) {}
}
