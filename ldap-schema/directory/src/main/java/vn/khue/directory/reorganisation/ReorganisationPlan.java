package vn.khue.directory.reorganisation;

import java.util.List;
import vn.khue.directory.UnitEdge;

/** What would become of an order, read from the directory as it is now. Nothing is changed by planning. */
public sealed interface ReorganisationPlan {

    /**
     * It can be applied.
     *
     * @param reorganisation what would be kept
     * @param closes the edges that would end, as they are now, sorted by child, then kind
     * @param opens the edges that would begin, sorted by child, then kind
     * @param unchanged moves of units that stand under the wanted one on that day already
     * @param leftBehind edges of the old parents that go on although others of the same kind close; perhaps forgotten
     */
    record Ready(
            Reorganisation reorganisation,
            List<UnitEdge> closes,
            List<UnitEdge> opens,
            List<Move> unchanged,
            List<UnitEdge> leftBehind)
            implements ReorganisationPlan {

        public Ready {
            closes = List.copyOf(closes);
            opens = List.copyOf(opens);
            unchanged = List.copyOf(unchanged);
            leftBehind = List.copyOf(leftBehind);
        }
    }

    /**
     * It cannot be applied as it is.
     *
     * @param problems all that stand in the way, never empty
     */
    record Refused(List<Problem> problems) implements ReorganisationPlan {

        public Refused {
            problems = List.copyOf(problems);
        }
    }

    /**
     * One reason.
     *
     * @param unit id of the unit it is about
     */
    record Problem(Kind kind, String unit) {

        /** What is wrong. */
        public enum Kind {
            /** There is no such unit. */
            UNKNOWN_UNIT,
            /** The unit that would stand over others has no name on that day: it is closed, or not yet open. */
            PARENT_NOT_OPEN,
            /** The unit is moved twice by edges of one kind. */
            MOVED_TWICE,
            /** The unit would stand over itself, at once or through others. */
            CIRCLE,
            /** An edge over the unit begins on that day or later, so a change after this one was written already. */
            LATER_CHANGE
        }
    }
}
