package vn.khue.audit.wazuh.export;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One rule of 4.x.
 *
 * @param level 1 is kept for what others count, and is below what Wazuh writes down as an alert (3)
 * @param parents ids it stands under; empty where it stands under a group
 * @param parentGroup group whose rules it stands under
 * @param matchedGroup group whose earlier events it counts
 * @param clauses of its own
 * @param exceptions that the line must not hold
 * @param same fields that have to be the same in all events counted
 * @param different fields that have to differ
 * @param groups it belongs to
 */
record WazuhRule(
        int id,
        int level,
        OptionalInt frequency,
        OptionalInt timeframe,
        List<Integer> parents,
        Optional<String> parentGroup,
        Optional<String> matchedGroup,
        List<Clause> clauses,
        List<Clause> exceptions,
        Optional<String> hours,
        List<String> same,
        List<String> different,
        String description,
        List<String> techniques,
        List<String> groups) {

    WazuhRule {
        parents = List.copyOf(parents);
        clauses = List.copyOf(clauses);
        exceptions = List.copyOf(exceptions);
        same = List.copyOf(same);
        different = List.copyOf(different);
        techniques = List.copyOf(techniques);
        groups = List.copyOf(groups);
    }

    /** Under another rule, about one event. */
    static WazuhRule single(
            int id,
            int level,
            int parent,
            List<Clause> clauses,
            List<Clause> exceptions,
            Optional<String> hours,
            String description,
            List<String> techniques,
            List<String> groups) {
        return new WazuhRule(
                id,
                level,
                OptionalInt.empty(),
                OptionalInt.empty(),
                List.of(parent),
                Optional.empty(),
                Optional.empty(),
                clauses,
                exceptions,
                hours,
                List.of(),
                List.of(),
                description,
                techniques,
                groups);
    }
}
