package vn.khue.console.people;

import java.util.List;
import java.util.Set;
import vn.khue.console.help.HelpAct;

/**
 * Where people are helped: a class, or a unit with its staff.
 *
 * @param name of the class, or of the unit
 * @param unit to which it belongs, or which it is
 * @param acts what the person may do there
 */
public record Place(GroupKind kind, String id, String name, String unit, String unitName, Set<HelpAct> acts) {

    /** Address of its page. */
    public String path() {
        return "/" + kind.word() + "/" + id;
    }

    /** What may be done to chosen people, in the order in which it is offered. */
    public List<HelpAct> actsToPeople() {
        return List.of(HelpAct.values()).stream()
                .filter(act -> act.toPeople() && acts.contains(act))
                .toList();
    }

    public boolean may(HelpAct act) {
        return acts.contains(act);
    }
}
