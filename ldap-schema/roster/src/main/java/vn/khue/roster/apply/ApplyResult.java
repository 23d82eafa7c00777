package vn.khue.roster.apply;

import java.util.List;
import vn.khue.roster.brake.Brake;

/** What became of applying a run. */
public sealed interface ApplyResult {

    /**
     * Every change is done or was left alone for a reason that stands with it.
     *
     * @param done how many are done, also by earlier tries
     * @param leftAlone how many were left alone
     */
    record Applied(long done, long leftAlone) implements ApplyResult {}

    /** Nothing was done: the run does more than the policy lets pass, and nobody answers for it. */
    record Stopped(List<Brake> brakes) implements ApplyResult {
        public Stopped {
            brakes = List.copyOf(brakes);
        }
    }
}
