package vn.khue.roster.apply;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import javax.sql.DataSource;
import vn.khue.audit.event.JdbcOutbox;
import vn.khue.directory.Directory;
import vn.khue.directory.DirectoryWriter;
import vn.khue.roster.RosterException;
import vn.khue.roster.brake.Brake;
import vn.khue.roster.journal.Doer;
import vn.khue.roster.journal.Journal;
import vn.khue.roster.journal.PlannedChange;
import vn.khue.roster.journal.Run;
import vn.khue.roster.journal.RunKind;
import vn.khue.roster.journal.RunState;
import vn.khue.roster.staging.StagingErrors;

/**
 * Carries out a run that was written down. A change stands in the journal, committed, before the directory is touched; after that it is
 * marked as done together with its event in one transaction. After a crash the changes not marked are tried again: each looks at its
 * entry first, so nothing is done twice and no event is doubled. Thread-safe; one run is applied by one caller at a time, in all
 * processes.
 */
public final class Applier {

    private static final int CHUNK = 5_000;
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

    private final DataSource database;
    private final Journal journal;
    private final Directory directory;
    private final DirectoryWriter writer;
    private final ApplySettings settings;
    private final RosterEvents events;
    private final Clock clock;

    public Applier(
            DataSource database, Directory directory, DirectoryWriter writer, ApplySettings settings, Clock clock) {
        this.database = database;
        this.journal = new Journal(database);
        this.directory = directory;
        this.writer = writer;
        this.settings = settings;
        this.events = new RosterEvents(clock);
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
        try (Connection lock = database.getConnection()) {
            lock(lock, number);
            try {
                return locked(number, doer, pass);
            } finally {
                unlock(lock, number);
            }
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
            record(number, pass.get(), brakes.size());
        }
        journal.move(number, RunState.APPLYING, clock.instant(), doer.id(), RunState.PLANNED);
        carryOut(number, doer);
        ApplyResult result = result(number);
        end(run, doer, result);
        return result;
    }

    /**
     * Ends a run that broke off, without doing more of it: what was written but not marked is marked, what was not written is left.
     *
     * @throws RosterException with reason WRONG_STATE if it is being applied elsewhere
     */
    public void settle(long number, Doer doer) {
        try (Connection lock = database.getConnection()) {
            lock(lock, number);
            try {
                var entries = new EntryWriter(directory, writer, LocalDate.now(clock.withZone(VIETNAM)));
                each(number, chunk -> {
                    List<Outcome> outcomes = chunk.stream()
                            .map(change -> entries.isAfter(change)
                                    ? new Outcome.Done()
                                    : (Outcome) new Outcome.LeftAlone("NOT_REACHED"))
                            .toList();
                    mark(chunk, outcomes, doer);
                });
                end(journal.run(number), doer, result(number));
            } finally {
                unlock(lock, number);
            }
        } catch (SQLException e) {
            throw StagingErrors.from("keep a lock", e);
        }
    }

    private void each(long number, Consumer<List<PlannedChange>> work) {
        for (int phase : journal.openPhases(number)) {
            int last = 0;
            List<PlannedChange> chunk = journal.pending(number, phase, last, CHUNK);
            while (!chunk.isEmpty()) {
                work.accept(chunk);
                last = chunk.get(chunk.size() - 1).seq();
                chunk = journal.pending(number, phase, last, CHUNK);
            }
        }
    }

    private void carryOut(long number, Doer doer) {
        ExecutorService writers = Executors.newFixedThreadPool(settings.writers());
        try {
            each(number, chunk -> chunk(writers, chunk, doer));
        } finally {
            writers.shutdownNow();
        }
    }

    /** All batches of a chunk, and the first failure once every batch has ended. */
    private void chunk(ExecutorService writers, List<PlannedChange> chunk, Doer doer) {
        List<Future<?>> batches = new ArrayList<>();
        for (int i = 0; i < chunk.size(); i += settings.batch()) {
            List<PlannedChange> batch = chunk.subList(i, Math.min(chunk.size(), i + settings.batch()));
            batches.add(writers.submit(() -> batch(batch, doer)));
        }
        RuntimeException failure = null;
        for (Future<?> batch : batches) {
            try {
                batch.get();
            } catch (ExecutionException e) {
                failure = failure != null
                        ? failure
                        : e.getCause() instanceof RuntimeException known
                                ? known
                                : new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new RosterException(
                        RosterException.Reason.WRONG_STATE, "expected to finish, was interrupted; apply again", e);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void batch(List<PlannedChange> batch, Doer doer) {
        var entries = new EntryWriter(directory, writer, LocalDate.now(clock.withZone(VIETNAM)));
        List<Outcome> outcomes = new ArrayList<>(batch.size());
        RuntimeException failure = null;
        for (PlannedChange change : batch) {
            try {
                outcomes.add(entries.write(change));
            } catch (RuntimeException e) {
                failure = e;
                break;
            }
        }
        mark(batch.subList(0, outcomes.size()), outcomes, doer);
        if (failure != null) {
            throw failure;
        }
    }

    private void mark(List<PlannedChange> batch, List<Outcome> outcomes, Doer doer) {
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

    private void record(long number, BrakePass pass, int brakes) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement update = connection.prepareStatement(
                    "update roster_run set passed_by = ?, passed_reason = ?, passed_at = ? where number = ?")) {
                update.setString(1, pass.by().toString());
                update.setString(2, pass.reason());
                update.setObject(3, OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
                update.setLong(4, number);
                update.executeUpdate();
                JdbcOutbox.append(
                        connection, events.run("PASS_BRAKE", number, "ANSWERED_FOR", brakes, Doer.person(pass.by())));
                connection.commit();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private void end(Run run, Doer doer, ApplyResult result) throws SQLException {
        long done = result instanceof ApplyResult.Applied applied ? applied.done() : 0;
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement update = connection.prepareStatement(
                            "update roster_run set state = 'DONE', ended_at = ? where number = ? and state = 'APPLYING'");
                    PreparedStatement undone = connection.prepareStatement(
                            "update roster_run set state = 'UNDONE', ended_at = ? where number = ?")) {
                OffsetDateTime now = OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
                update.setObject(1, now);
                update.setLong(2, run.number());
                boolean first = update.executeUpdate() == 1;
                if (run.kind() == RunKind.UNDO) {
                    undone.setObject(1, now);
                    undone.setLong(2, run.undoes().orElseThrow());
                    undone.executeUpdate();
                }
                if (first) {
                    JdbcOutbox.append(
                            connection,
                            events.run("APPLY", run.number(), run.kind().name(), done, doer));
                }
                connection.commit();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
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

    private static void lock(Connection connection, long number) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet got =
                        statement.executeQuery("select pg_try_advisory_lock(" + LOCKS + ", " + (int) number + ")")) {
            got.next();
            if (!got.getBoolean(1)) {
                throw new RosterException(
                        RosterException.Reason.WRONG_STATE,
                        "expected run " + number + " to be free, found that it is being applied; wait until that ends");
            }
        }
    }

    private static void unlock(Connection connection, long number) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select pg_advisory_unlock(" + LOCKS + ", " + (int) number + ")");
        }
    }

    /** The first half of the name of our locks in the database. */
    private static final int LOCKS = 0x6B68;
}
