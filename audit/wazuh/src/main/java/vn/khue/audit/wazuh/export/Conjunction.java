package vn.khue.audit.wazuh.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One way to meet a rule: all clauses hold, and none of the exceptions.
 *
 * @param exceptions none of which holds
 * @param hours hours of arrival as Wazuh writes ranges, such as {@code 00:00-04:59}; empty for any
 */
record Conjunction(List<Clause> clauses, List<Clause> exceptions, Optional<String> hours) {

    static final Conjunction ALWAYS = new Conjunction(List.of(), List.of(), Optional.empty());

    Conjunction {
        clauses = List.copyOf(clauses);
        exceptions = List.copyOf(exceptions);
    }

    static Conjunction of(Clause clause) {
        return new Conjunction(List.of(clause), List.of(), Optional.empty());
    }

    Conjunction and(Conjunction other) {
        List<Clause> all = new ArrayList<>(clauses);
        other.clauses.stream().filter(clause -> !all.contains(clause)).forEach(all::add);
        List<Clause> but = new ArrayList<>(exceptions);
        but.addAll(other.exceptions);
        return new Conjunction(all, but, hours.or(other::hours));
    }

    /** The clause, where this is nothing but one. */
    Optional<Clause> single() {
        return clauses.size() == 1 && exceptions.isEmpty() && hours.isEmpty()
                ? Optional.of(clauses.get(0))
                : Optional.empty();
    }

    /** Whether whatever meets this meets the other. False where that is not certain. */
    boolean implies(Conjunction other) {
        return other.exceptions.isEmpty()
                && (other.hours.isEmpty() || other.hours.equals(hours))
                && other.clauses.stream()
                        .allMatch(wanted -> clauses.stream().anyMatch(clause -> clause.implies(wanted)));
    }

    private boolean holds(Clause clause) {
        return clauses.stream().anyMatch(each -> each.implies(clause));
    }

    /** Whether nothing can meet both. False where that is not certain. */
    boolean excludes(Conjunction other) {
        return clauses.stream().anyMatch(clause -> other.clauses.stream().anyMatch(clause::excludes))
                || exceptions.stream().anyMatch(other::holds)
                || other.exceptions.stream().anyMatch(this::holds);
    }
}
