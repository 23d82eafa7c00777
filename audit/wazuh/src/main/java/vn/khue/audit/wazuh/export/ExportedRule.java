package vn.khue.audit.wazuh.export;

import java.util.Collections;
import java.util.EnumSet;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import vn.khue.audit.detection.sigma.SigmaLevel;

/**
 * What became of one rule that raises alerts.
 *
 * @param id of the rule in 4.x that alerts; nothing where it is not there
 * @param in4 what it loses in 4.x, with that of the rules it stands on
 * @param hiddenBy rules that take events from it or from what it stands on
 * @param in5 what it loses in 5.x; empty where it is there
 */
public record ExportedRule(
        String name, SigmaLevel level, OptionalInt id, Set<Loss> in4, SortedSet<String> hiddenBy, Set<Loss> in5) {

    public ExportedRule {
        in4 = Collections.unmodifiableSet(in4.isEmpty() ? EnumSet.noneOf(Loss.class) : EnumSet.copyOf(in4));
        hiddenBy = Collections.unmodifiableSortedSet(new TreeSet<>(hiddenBy));
        in5 = Collections.unmodifiableSet(in5.isEmpty() ? EnumSet.noneOf(Loss.class) : EnumSet.copyOf(in5));
    }

    /** Of 4.x: nothing is lost. */
    public boolean whole() {
        return in4.isEmpty();
    }
}
