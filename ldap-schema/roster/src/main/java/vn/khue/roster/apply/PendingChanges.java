package vn.khue.roster.apply;

import java.util.List;
import java.util.function.Consumer;
import vn.khue.roster.journal.Journal;
import vn.khue.roster.journal.PlannedChange;

/** Gives the changes of a run that are not done yet, phase by phase, in chunks that fit into memory. Thread-safe. */
final class PendingChanges {

    private static final int CHUNK = 5_000;

    private final Journal journal;

    PendingChanges(Journal journal) {
        this.journal = journal;
    }

    /** Gives each chunk once the one before it has been worked on. */
    void each(long run, Consumer<List<PlannedChange>> work) {
        for (int phase : journal.openPhases(run)) {
            int last = 0;
            List<PlannedChange> chunk = journal.pending(run, phase, last, CHUNK);
            while (!chunk.isEmpty()) {
                work.accept(chunk);
                last = chunk.get(chunk.size() - 1).seq();
                chunk = journal.pending(run, phase, last, CHUNK);
            }
        }
    }
}
