package vn.khue.roster.plan;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import vn.khue.directory.Census;
import vn.khue.directory.Unit;
import vn.khue.roster.brake.Brake;
import vn.khue.roster.journal.Policy;
import vn.khue.roster.journal.RunKind;
import vn.khue.roster.match.Matching;
import vn.khue.roster.match.NearPairs;
import vn.khue.roster.source.Coverage;
import vn.khue.roster.source.InputError;
import vn.khue.roster.source.InputErrors;
import vn.khue.roster.source.Problem;
import vn.khue.roster.staging.DirectoryStage;
import vn.khue.roster.staging.RowStage;
import vn.khue.roster.staging.StagingErrors;
import vn.khue.roster.staging.Units;

/** Plans for a file. The same file, decisions and directory give the same plan. Thread-safe. */
public final class ImportPlanner {

    private final DataSource database;
    private final Census census;
    private final byte[] key;
    private final Clock clock;

    /** @param key secret of the installation, at least 32 bytes */
    public ImportPlanner(DataSource database, Census census, byte[] key, Clock clock) {
        this.database = database;
        this.census = census;
        this.key = key.clone();
        this.clock = clock;
    }

    /** Reads the file, compares, and writes the plan down; or tells all errors and writes nothing. */
    public PlanResult plan(ImportRequest request) {
        try (var transaction = new PlanTransaction(database.getConnection())) {
            transaction.begin(
                    request.day(), Policy.read(transaction.connection()).schoolYears(), key);
            var errors = new InputErrors();
            List<Unit> units = new ArrayList<>();
            census.units(units::add);
            var rows = new RowStage(transaction.connection(), Units.on(request.day(), units), request.units(), errors);
            Coverage coverage = request.file().read(rows, errors);
            if (!errors.isEmpty()) {
                return new PlanResult.Unreadable(errors.kept(), errors.count());
            }
            rows.flush();
            var present = new DirectoryStage(transaction.connection());
            present.take(census);
            if (rows.tellsCitizens()) {
                present.takeCitizens(census);
            }
            decide(transaction, request.decisions());
            transaction.coverage(coverage);
            transaction.script(Matching.class, "rows.sql");
            between(transaction, errors);
            if (!errors.isEmpty()) {
                return new PlanResult.Unreadable(errors.kept(), errors.count());
            }
            transaction.script(Matching.class, "match.sql");
            transaction.script(Matching.class, "pairs.sql");
            new NearPairs(transaction.connection()).measure();
            transaction.script(Matching.class, "suspects.sql");
            transaction.script(Matching.class, "people.sql");
            transaction.script(ImportPlanner.class, "import.sql");
            long run = transaction.run(
                    RunKind.IMPORT,
                    request.source(),
                    request.fileName(),
                    request.fileSha256(),
                    coverage,
                    request.day(),
                    request.doer(),
                    clock.instant(),
                    java.util.Optional.empty());
            transaction.script(ImportPlanner.class, "store.sql");
            transaction.script(Brake.class, "brake.sql");
            transaction.script(Brake.class, "shrink.sql");
            transaction.commit();
            return new PlanResult.Planned(run, rows.count());
        } catch (SQLException e) {
            throw StagingErrors.from("make a plan", e);
        }
    }

    private static void decide(PlanTransaction transaction, Decisions decisions) throws SQLException {
        try (PreparedStatement insert = transaction
                .connection()
                .prepareStatement("insert into decision values (?, ?) on conflict do nothing")) {
            for (Map.Entry<String, UUID> same : decisions.same().entrySet()) {
                insert.setString(1, same.getKey());
                insert.setObject(2, same.getValue());
                insert.addBatch();
            }
            for (String fresh : decisions.fresh()) {
                insert.setString(1, fresh);
                insert.setNull(2, java.sql.Types.OTHER);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Errors that show only between rows: doubled keys and references to nothing. */
    private static void between(PlanTransaction transaction, InputErrors errors) throws SQLException {
        try (Statement statement = transaction.connection().createStatement()) {
            statement.setFetchSize(1000);
            try (ResultSet wrong = statement.executeQuery(Matching.errors())) {
                while (wrong.next()) {
                    errors.add(new InputError(
                            wrong.getString(1),
                            wrong.getLong(2),
                            wrong.getString(3),
                            Problem.valueOf(wrong.getString(4)),
                            wrong.getString(5),
                            wrong.getString(6)));
                }
            }
        }
    }
}
