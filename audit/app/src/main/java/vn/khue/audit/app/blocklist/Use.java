package vn.khue.audit.app.blocklist;

import java.util.List;
import java.util.Optional;

/**
 * Who used addresses lately: what blocking them would do.
 *
 * @param counted empty where counting took too long, and nobody knows
 * @param schools networks of schools, as they are set up, that it meets
 */
record Use(Optional<Counted> counted, List<String> schools) {

    /** So many people behind one address are no household. */
    private static final int CROWD = 10;

    Use {
        schools = List.copyOf(schools);
    }

    /**
     * @param people who signed in from there
     * @param events all of them
     * @param failures of these
     * @param units in whose name they acted, those of most people first
     */
    record Counted(int people, long events, long failures, List<Unit> units) {
        Counted {
            units = List.copyOf(units);
        }
    }

    /** @param people who acted in its name */
    record Unit(String id, int people) {}

    int people() {
        return counted.map(Counted::people).orElse(0);
    }

    /** Whether a school's network is known to be there. */
    boolean school() {
        return !schools.isEmpty();
    }

    /** As the end of a message key: what a second officer has to think of. */
    public String warning() {
        if (school()) {
            return "school";
        } else if (counted.isEmpty()) {
            return "unknown";
        }
        return people() >= CROWD ? "crowd" : people() > 0 ? "some" : "none";
    }
}
