package vn.khue.roster.scim;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import tools.jackson.databind.JsonNode;
import vn.khue.roster.RosterException;
import vn.khue.roster.journal.Policy;
import vn.khue.roster.source.Coverage;
import vn.khue.roster.source.InputErrors;
import vn.khue.roster.source.RosterSource;
import vn.khue.roster.source.RowSink;
import vn.khue.roster.staging.SqlScript;
import vn.khue.roster.staging.StagingErrors;

/**
 * The mirror of one source as it is at one moment, read like a file. Who left is told until a plan that told it was applied, and only
 * if an earlier plan of this source knew of them: a source takes back what it said, once. For one thread, read once.
 */
public final class MirrorSnapshot implements RosterSource, AutoCloseable {

    /** Before the name of the source in the journal's name of a run's source. */
    private static final String PREFIX = "scim:";

    private static final int BLOCK = 500;

    private final Connection connection;
    private final String source;
    private final Coverage coverage;
    private final LocalDate day;
    private final ScimJson json = new ScimJson(ScimLimits.standard());
    private final long revision;
    private final Set<String> units;

    private MirrorSnapshot(
            Connection connection, String source, Coverage coverage, LocalDate day, long revision, Set<String> units) {
        this.connection = connection;
        this.source = source;
        this.coverage = coverage;
        this.day = day;
        this.revision = revision;
        this.units = Set.copyOf(units);
    }

    /**
     * Holds the mirror as it is now.
     *
     * @param coverage COMPLETE if whoever is not in the mirror has left
     * @param day whose school year classes have that name none
     * @throws RosterException with reason NOT_FOUND if there is no such source
     */
    public static MirrorSnapshot open(DataSource database, String source, Coverage coverage, LocalDate day) {
        try {
            Connection connection = database.getConnection();
            try {
                return open(connection, source, coverage, day);
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw StagingErrors.from("open a mirror", e);
        }
    }

    private static MirrorSnapshot open(Connection connection, String source, Coverage coverage, LocalDate day)
            throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("set transaction isolation level repeatable read, read only");
        }
        try (PreparedStatement query =
                connection.prepareStatement("select revision, units from scim_source where name = ?")) {
            query.setString(1, source);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    throw new RosterException(
                            RosterException.Reason.NOT_FOUND,
                            "expected the name of a SCIM source, found none of that name;"
                                    + " ./khue roster scim list names them");
                }
                Set<String> units = new HashSet<>();
                for (Object unit : (Object[]) row.getArray(2).getArray()) {
                    units.add((String) unit);
                }
                return new MirrorSnapshot(connection, source, coverage, day, row.getLong(1), units);
            }
        }
    }

    /** The name of the source in the journal, {@code scim:csdl}. */
    public String journalName() {
        return PREFIX + source;
    }

    /** What the journal calls this state of the mirror; the scripts beside this class read the revision back from it. */
    public String fileName() {
        return source + "@" + revision;
    }

    /** Ids of the schools that the source may speak of; empty for all. */
    public Set<String> units() {
        return units;
    }

    @Override
    public Coverage read(RowSink rows, InputErrors errors) {
        try {
            var school = new SchoolRows(Policy.read(connection).schoolYears().of(day), rows, errors);
            each(
                    "users.sql",
                    row -> school.user(
                            row.getLong(1), row.getObject(2, UUID.class), document(row, 3), row.getBoolean(4)));
            each("groups.sql", row -> school.group(row.getLong(1), row.getObject(2, UUID.class), document(row, 3)));
            each(
                    "members.sql",
                    row -> school.member(
                            row.getLong(1),
                            row.getObject(2, UUID.class),
                            row.getObject(3, UUID.class),
                            row.getString(4),
                            row.getBoolean(5),
                            row.getBoolean(6)));
            return coverage;
        } catch (SQLException e) {
            throw StagingErrors.from("read a mirror", e);
        }
    }

    private JsonNode document(ResultSet row, int column) throws SQLException {
        return json.stored(row.getString(column));
    }

    private interface Row {
        void take(ResultSet row) throws SQLException;
    }

    private void each(String script, Row work) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(SqlScript.read(MirrorSnapshot.class, script))) {
            query.setFetchSize(BLOCK);
            query.setString(1, source);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    work.take(rows);
                }
            }
        }
    }

    @Override
    public void close() {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
            connection.close();
        } catch (SQLException e) {
            throw StagingErrors.from("close a mirror", e);
        }
    }
}
