package vn.khue.console.help;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The people of a class or of a unit, in the order of their given names.
 *
 * @param windowEnds until when badges work outside the school's hours; only for a class
 */
public record HelpedGroup(List<HelpedPerson> people, Optional<Instant> windowEnds) {

    public HelpedGroup {
        people = List.copyOf(people);
    }

    /** How many cannot sign in without help. */
    public long needingHelp() {
        return people.stream().filter(HelpedPerson::needsHelp).count();
    }
}
