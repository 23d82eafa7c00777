package vn.khue.roster.plan;

import java.util.List;
import vn.khue.roster.source.InputError;

/** What became of a file. */
public sealed interface PlanResult {

    /**
     * A plan was written down.
     *
     * @param run number of the run
     * @param rows how many rows the file had
     */
    record Planned(long run, long rows) implements PlanResult {}

    /**
     * The file has errors; nothing was written down.
     *
     * @param errors the first thousand
     * @param count all of them
     */
    record Unreadable(List<InputError> errors, long count) implements PlanResult {
        public Unreadable {
            errors = List.copyOf(errors);
        }
    }
}
