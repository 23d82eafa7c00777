package vn.khue.roster.plan;

import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import vn.khue.directory.Position;
import vn.khue.roster.SchoolYearRule;
import vn.khue.roster.journal.Doer;
import vn.khue.roster.journal.RunKind;
import vn.khue.roster.source.Coverage;
import vn.khue.roster.staging.SqlScript;

/** The one transaction in which a plan is made: its temporary tables, then its rows in the journal. For one thread. */
public final class PlanTransaction implements AutoCloseable {

    private final Connection connection;

    /** @param connection that nobody else uses; closed with this */
    public PlanTransaction(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(false);
    }

    /**
     * Makes the tables.
     *
     * @param key secret of the installation, from which names of new entries are made
     */
    public void begin(LocalDate day, SchoolYearRule years, byte[] key) throws SQLException {
        SqlScript.run(connection, SqlScript.class, "tables.sql");
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into ctx (day, school_year, first_month, complete, key) values (?, ?, ?, false, ?)")) {
            insert.setDate(1, Date.valueOf(day));
            insert.setString(2, years.of(day));
            insert.setInt(3, years.firstMonth());
            insert.setBytes(4, key);
            insert.executeUpdate();
        }
        try (Statement statement = connection.createStatement();
                PreparedStatement rules = connection.prepareStatement("insert into position_rule values (?, ?)")) {
            for (Position position : Position.values()) {
                rules.setString(1, position.name());
                rules.setString(2, PositionRule.of(position).name());
                rules.addBatch();
            }
            statement.execute("create temp table position_rule (position text, class text) on commit drop");
            rules.executeBatch();
        }
    }

    public Connection connection() {
        return connection;
    }

    /** Says whether who is missing has left. */
    public void coverage(Coverage coverage) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update ctx set complete = ?")) {
            update.setBoolean(1, coverage == Coverage.COMPLETE);
            update.executeUpdate();
        }
    }

    /** Runs a script that lies beside a class. */
    public void script(Class<?> beside, String name) throws SQLException {
        SqlScript.run(connection, beside, name);
    }

    /** Writes the run down and gives its number. */
    public long run(
            RunKind kind,
            String source,
            String fileName,
            String fileSha256,
            Coverage coverage,
            LocalDate day,
            Doer doer,
            Instant now,
            Optional<Long> undoes)
            throws SQLException {
        long number;
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into roster_run (kind, source, file_name, file_sha256, coverage, day, state, planned_by, planned_at,"
                        + " undoes) values (?, ?, ?, ?, ?, ?, 'PLANNED', ?, ?, ?) returning number")) {
            insert.setString(1, kind.name());
            insert.setString(2, source);
            insert.setString(3, fileName);
            insert.setString(4, fileSha256);
            insert.setString(5, coverage.name());
            insert.setDate(6, Date.valueOf(day));
            insert.setString(7, doer.id());
            insert.setObject(8, OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
            insert.setObject(9, undoes.orElse(null), java.sql.Types.BIGINT);
            try (ResultSet made = insert.executeQuery()) {
                made.next();
                number = made.getLong(1);
            }
        }
        try (PreparedStatement update = connection.prepareStatement("update ctx set run = ?")) {
            update.setLong(1, number);
            update.executeUpdate();
        }
        return number;
    }

    public void commit() throws SQLException {
        connection.commit();
    }

    /** Takes back what was not committed. */
    @Override
    public void close() throws SQLException {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } finally {
            connection.close();
        }
    }
}
