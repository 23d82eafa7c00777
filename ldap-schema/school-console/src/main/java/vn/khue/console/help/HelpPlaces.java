package vn.khue.console.help;

import java.util.List;
import java.util.Set;

/** Where the person may help. Immutable. */
public record HelpPlaces(List<HelpedClass> classes, List<HelpedUnit> units) {

    /** A class, with what the person may do there. */
    public record HelpedClass(String id, String name, String unit, String unitName, int pupils, Set<HelpAct> acts) {}

    /** A unit, with what the person may do for its staff. */
    public record HelpedUnit(String id, String name, Set<HelpAct> acts) {}

    public HelpPlaces {
        classes = List.copyOf(classes);
        units = List.copyOf(units);
    }
}
