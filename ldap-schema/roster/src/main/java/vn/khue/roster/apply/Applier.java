package vn.khue.roster.apply;

import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import vn.khue.directory.Directory;
import vn.khue.directory.DirectoryWriter;
import vn.khue.roster.RosterException;
import vn.khue.roster.brake.Brake;
import vn.khue.roster.journal.Doer;
import vn.khue.roster.journal.Journal;
import vn.khue.roster.journal.Run;
import vn.khue.roster.journal.RunState;
import vn.khue.roster.staging.StagingErrors;

/**
 * Carries out a run that was written down. A change stands in the journal, committed, before the directory is touched; after that it is
 * marked as done together with its event in one transaction. After a crash the changes not marked are tried again: each looks at its
 * entry first, so nothing is done twice and no event is doubled. Thread-safe; one run is applied by one caller at a time, in all
 * processes.
 */
public final class Applier {

    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

    private final DataSource database;
    private final Journal journal;
    private final PendingChanges pending;
    private final BatchMarks marks;
    private final RunMarks runs;
    private final Directory directory;
    private final DirectoryWriter writer;
    private final ApplySettings settings;
    private final Clock clock;

    public Applier(
            DataSource database, Directory directory, DirectoryWriter writer, ApplySettings settings, Clock clock) {
        this.database = database;
        this.journal = new Journal(database);
        this.pending = new PendingChanges(journal);
        var events = new RosterEvents(clock);
        this.marks = new BatchMarks(database, events, clock);
        this.runs = new RunMarks(database, events, clock);
        this.directory = directory;
        this.writer = writer;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Applies the run, or goes on with it where it broke off. A run that is done stays as it is.
     *
     * @param pass someone who answers for passing the brake
     * @throws RosterException with reason WRONG_STATE if the run was taken back or is being applied elsewhere
     * @throws vn.khue.directory.DirectoryException if the directory does not answer; apply again later
     */
    public ApplyResult apply(long number, Doer doer, Optional<BrakePass> pass) {
        try (RunLock lock = RunLock.take(database, number)) {
            return locked(number, doer, pass);
        } catch (SQLException e) {
            throw StagingErrors.from("keep a lock", e);
        }
    }

    private ApplyResult locked(long number, Doer doer, Optional<BrakePass> pass) throws SQLException {
        Run run = journal.run(number);
        if (run.state() == RunState.UNDONE) {
            throw new RosterException(
                    RosterException.Reason.WRONG_STATE,
                    "expected a run to apply, found run " + number + " that was taken back; plan the file again");
        }
        if (run.state() == RunState.DONE) {
            return result(number);
        }
        List<Brake> brakes = journal.brakes(number);
        if (!brakes.isEmpty() && run.passedBy().isEmpty()) {
            if (pass.isEmpty()) {
                return new ApplyResult.Stopped(brakes);
            }
            runs.passed(number, pass.get(), brakes.size());
        }
        journal.move(number, RunState.APPLYING, clock.instant(), doer.id(), RunState.PLANNED);
        try (var writers = new ParallelWriters(entries(), marks, settings, doer)) {
            pending.each(number, writers::write);
        }
        ApplyResult.Applied result = result(number);
        runs.ended(run, doer, result.done());
        return result;
    }

    /**
     * Ends a run that broke off, without doing more of it: what was written but not marked is marked, what was not written is left.
     *
     * @throws RosterException with reason WRONG_STATE if it is being applied elsewhere
     */
    public void settle(long number, Doer doer) {
        try (RunLock lock = RunLock.take(database, number)) {
            EntryWriter entries = entries();
            pending.each(number, chunk -> {
                List<Outcome> outcomes = chunk.stream()
                        .map(change -> entries.isAfter(change)
                                ? new Outcome.Done()
                                : (Outcome) new Outcome.LeftAlone("NOT_REACHED"))
                        .toList();
                marks.mark(chunk, outcomes, doer);
            });
            runs.ended(journal.run(number), doer, result(number).done());
        } catch (SQLException e) {
            throw StagingErrors.from("keep a lock", e);
        }
    }

    private EntryWriter entries() {
        return new EntryWriter(directory, writer, LocalDate.now(clock.withZone(VIETNAM)));
    }

    private ApplyResult.Applied result(long number) {
        long done = 0;
        long left = 0;
        for (Journal.Count count : journal.counts(number)) {
            done += count.state().equals("DONE") ? count.number() : 0;
            left += count.state().equals("SKIPPED") ? count.number() : 0;
        }
        return new ApplyResult.Applied(done, left);
    }
}
