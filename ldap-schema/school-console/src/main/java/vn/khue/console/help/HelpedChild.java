package vn.khue.console.help;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A child of the reader, and what the guardianship allows the reader to do today.
 *
 * @param acts as the gate says
 */
public record HelpedChild(HelpedPerson person, Set<HelpAct> acts) {

    /** What parents do on their page; whoever is a teacher of the child besides does the rest on the class's. */
    private static final Set<HelpAct> OF_PARENTS = Set.copyOf(EnumSet.of(HelpAct.RESET_PASSWORD, HelpAct.VOID_BADGE));

    /** What there is to do for the child, in the order in which it is offered. */
    public List<HelpAct> offered() {
        return List.of(HelpAct.values()).stream()
                .filter(act -> OF_PARENTS.contains(act) && acts.contains(act) && act.fits(person))
                .toList();
    }
}
