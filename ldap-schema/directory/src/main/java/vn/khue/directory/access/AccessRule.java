package vn.khue.directory.access;

import com.unboundid.ldap.sdk.Filter;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One olcAccess line.
 *
 * @param attributes names, compared without case; empty for all
 * @param filter only entries that it matches; empty for all
 * @param clauses the first that is about the caller decides; where none is, nothing is granted
 */
record AccessRule(Target target, Optional<Filter> filter, Set<String> attributes, List<Clause> clauses) {

    /** What someone is granted. */
    record Clause(Who who, Set<Privilege> grants) {}

    boolean names(String attribute) {
        return attributes.isEmpty() || attributes.contains(attribute);
    }

    Set<Privilege> grantsTo(Optional<String> caller) {
        return clauses.stream()
                .filter(clause -> clause.who().is(caller))
                .findFirst()
                .map(Clause::grants)
                .orElse(Set.of());
    }
}
