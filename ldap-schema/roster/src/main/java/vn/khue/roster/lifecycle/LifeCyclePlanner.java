package vn.khue.roster.lifecycle;

import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import javax.sql.DataSource;
import vn.khue.directory.Census;
import vn.khue.roster.brake.Brake;
import vn.khue.roster.journal.Doer;
import vn.khue.roster.journal.Policy;
import vn.khue.roster.journal.RunKind;
import vn.khue.roster.plan.ImportPlanner;
import vn.khue.roster.plan.PlanTransaction;
import vn.khue.roster.source.Coverage;
import vn.khue.roster.staging.DirectoryStage;
import vn.khue.roster.staging.StagingErrors;

/**
 * Plans what needs no file. Sleep stands in place of disabling accounts that rest for 45 days (R4.28): pupils' accounts are locked for
 * the summer, and only those are opened again by waking or by the first file that names the pupil. Thread-safe.
 */
public final class LifeCyclePlanner {

    private static final String NOBODY = "khue";

    private final DataSource database;
    private final Census census;
    private final byte[] key;
    private final Clock clock;

    public LifeCyclePlanner(DataSource database, Census census, byte[] key, Clock clock) {
        this.database = database;
        this.census = census;
        this.key = key.clone();
        this.clock = clock;
    }

    /**
     * Writes a run down and gives its number.
     *
     * @param kind SLEEP, WAKE or RETENTION
     * @param day as of which people are looked at
     */
    public long plan(RunKind kind, LocalDate day, Doer doer) {
        String script =
                switch (kind) {
                    case SLEEP -> "sleep.sql";
                    case WAKE -> "wake.sql";
                    case RETENTION -> "retention.sql";
                    case IMPORT, ROLLOVER, UNDO ->
                        throw new IllegalArgumentException("expected SLEEP, WAKE or RETENTION, found " + kind);
                };
        try (var transaction = new PlanTransaction(database.getConnection())) {
            transaction.begin(day, Policy.read(transaction.connection()).schoolYears(), key);
            new DirectoryStage(transaction.connection()).take(census);
            transaction.script(LifeCyclePlanner.class, "standing.sql");
            transaction.script(LifeCyclePlanner.class, script);
            transaction.script(LifeCyclePlanner.class, "changes.sql");
            long run = transaction.run(
                    kind, NOBODY, "", "", Coverage.PARTIAL, day, doer, clock.instant(), Optional.empty());
            transaction.script(ImportPlanner.class, "store.sql");
            transaction.script(Brake.class, "brake.sql");
            transaction.commit();
            return run;
        } catch (SQLException e) {
            throw StagingErrors.from("make a plan", e);
        }
    }
}
