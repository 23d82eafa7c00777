package vn.khue.roster.undo;

import java.util.List;
import vn.khue.roster.journal.PlannedChange;

/**
 * What became of taking a run back.
 *
 * @param run the run that was taken back
 * @param by the run that did it
 * @param restored how many entries are as they were before
 * @param leftAlone changes that were not taken back, in whole or in part, because someone changed the entry since; each with a note
 * @param erased people whom the run erased: they do not come back
 */
public record UndoResult(long run, long by, long restored, List<PlannedChange> leftAlone, List<String> erased) {
    public UndoResult {
        leftAlone = List.copyOf(leftAlone);
        erased = List.copyOf(erased);
    }
}
