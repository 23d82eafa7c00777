package vn.khue.roster.plan;

import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What a person has decided about rows that a plan held back.
 *
 * @param same the row of that key is that person
 * @param fresh the rows of these keys are new people
 */
public record Decisions(Map<String, UUID> same, Set<String> fresh) {

    /** Nothing was decided. */
    public static final Decisions NONE = new Decisions(Map.of(), Set.of());

    public Decisions {
        same = Map.copyOf(same);
        fresh = Set.copyOf(fresh);
    }
}
