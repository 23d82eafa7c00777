package vn.khue.roster;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import vn.khue.directory.Census;
import vn.khue.directory.Directory;
import vn.khue.directory.DirectoryWriter;
import vn.khue.roster.apply.Applier;
import vn.khue.roster.apply.ApplyResult;
import vn.khue.roster.apply.ApplySettings;
import vn.khue.roster.apply.BrakePass;
import vn.khue.roster.journal.Doer;
import vn.khue.roster.journal.Journal;
import vn.khue.roster.journal.RunKind;
import vn.khue.roster.lifecycle.LifeCyclePlanner;
import vn.khue.roster.plan.Decisions;
import vn.khue.roster.plan.ImportPlanner;
import vn.khue.roster.plan.ImportRequest;
import vn.khue.roster.plan.PlanResult;
import vn.khue.roster.rollover.RolloverPlanner;
import vn.khue.roster.scim.MirrorRetention;
import vn.khue.roster.scim.MirrorSnapshot;
import vn.khue.roster.source.Coverage;
import vn.khue.roster.undo.UndoResult;
import vn.khue.roster.undo.Undoer;

/**
 * Plan, apply and undo, for terminals and pages alike. Thread-safe. The database is migrated by
 * {@link vn.khue.roster.journal.RosterDatabase}; the directory is bound as the administrator, who alone sees codes and writes.
 */
public final class Roster {

    private static final int KEY_BYTES = 32;

    private final DataSource database;
    private final MirrorRetention retention;
    private final ImportPlanner planner;
    private final RolloverPlanner rollover;
    private final LifeCyclePlanner lifeCycle;
    private final Applier applier;
    private final Undoer undoer;
    private final Journal journal;

    /**
     * @param key secret of the installation, at least 32 bytes; the names of new entries are made from it, so another key gives others
     * @throws IllegalArgumentException if the key is shorter
     */
    public Roster(
            DataSource database,
            Census census,
            Directory directory,
            DirectoryWriter writer,
            byte[] key,
            ApplySettings settings,
            Clock clock) {
        if (key.length < KEY_BYTES) {
            throw new IllegalArgumentException(
                    "expected a key of at least " + KEY_BYTES + " bytes, found " + key.length + "; make a new secret");
        }
        this.database = database;
        this.retention = new MirrorRetention(database, clock);
        this.planner = new ImportPlanner(database, census, key, clock);
        this.rollover = new RolloverPlanner(database, census, key, clock);
        this.lifeCycle = new LifeCyclePlanner(database, census, key, clock);
        this.applier = new Applier(database, directory, writer, settings, clock);
        this.undoer = new Undoer(database, applier, clock);
        this.journal = new Journal(database);
    }

    /** Compares a file with the directory and writes down what would change. Changes nothing. */
    public PlanResult plan(ImportRequest request) {
        return planner.plan(request);
    }

    /**
     * Compares what a source pushed over SCIM with the directory and writes down what would change. Changes nothing.
     *
     * @param source name of the SCIM source
     * @param coverage COMPLETE if whoever is not in the mirror has left
     * @throws RosterException with reason NOT_FOUND if there is no such source
     */
    public PlanResult planScim(String source, Coverage coverage, LocalDate day, Decisions decisions, Doer doer) {
        retention.forget(source);
        try (MirrorSnapshot mirror = MirrorSnapshot.open(database, source, coverage, day)) {
            return planner.plan(new ImportRequest(
                    mirror.journalName(), mirror, mirror.fileName(), "", day, mirror.units(), decisions, doer));
        }
    }

    /**
     * Writes down the step into the next school year.
     *
     * @param fromYear the school year that ends
     * @param specials what goes another way than one grade up
     */
    public PlanResult planRollover(String fromYear, Optional<Path> specials, Doer doer) {
        return rollover.plan(fromYear, specials, doer);
    }

    /**
     * Writes down what happens to accounts without a file.
     *
     * @param kind SLEEP, WAKE or RETENTION
     * @return number of the run
     */
    public long planLifeCycle(RunKind kind, LocalDate day, Doer doer) {
        return lifeCycle.plan(kind, day, doer);
    }

    /**
     * Carries a run out, or goes on where it broke off.
     *
     * @param pass someone who answers for passing the brake
     */
    public ApplyResult apply(long run, Doer doer, Optional<BrakePass> pass) {
        return applier.apply(run, doer, pass);
    }

    /** Takes one run back. */
    public UndoResult undo(long run, Doer doer) {
        return undoer.undo(run, doer);
    }

    /** Takes back that run and every later one, the last one first. */
    public List<UndoResult> undoFrom(long run, Doer doer) {
        return undoer.undoFrom(run, doer);
    }

    /** What was planned and done. */
    public Journal journal() {
        return journal;
    }
}
