package vn.khue.directory;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * A guardian stands for a child for some days.
 *
 * @param id never changes
 * @param guardian Khuê id of the adult
 * @param child Khuê id of the child
 * @param scope what the guardian may do where no court says otherwise; may be empty
 * @param limits what courts take away, each with its own days
 */
public record Guardianship(
        UUID id,
        UUID guardian,
        UUID child,
        GuardianKind kind,
        Set<GuardianScope> scope,
        Validity validity,
        Set<CourtLimit> limits) {

    /**
     * @throws IllegalArgumentException if someone would be their own guardian
     */
    public Guardianship {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(validity, "validity");
        scope = Set.copyOf(scope);
        limits = Set.copyOf(limits);
        if (guardian.equals(child)) {
            throw new IllegalArgumentException("expected a guardian and a child, found one person as both: " + child);
        }
    }

    /**
     * A guardianship that no court limits.
     *
     * @throws IllegalArgumentException if someone would be their own guardian
     */
    public Guardianship(
            UUID id, UUID guardian, UUID child, GuardianKind kind, Set<GuardianScope> scope, Validity validity) {
        this(id, guardian, child, kind, scope, validity, Set.of());
    }

    /** What the guardian may do on that day: nothing outside the validity, and nothing that a court has taken. */
    public Set<GuardianScope> scopeOn(LocalDate day) {
        if (!validity.covers(day)) {
            return Set.of();
        }
        var left = EnumSet.noneOf(GuardianScope.class);
        left.addAll(scope);
        limits.stream().filter(limit -> limit.validity().covers(day)).forEach(limit -> left.removeAll(limit.taken()));
        return Set.copyOf(left);
    }

    /** The same guardianship with this scope and these limits in place of those before. */
    public Guardianship with(Set<GuardianScope> otherScope, Set<CourtLimit> otherLimits) {
        return new Guardianship(id, guardian, child, kind, otherScope, validity, otherLimits);
    }

    /** The same guardianship with no more scope than is left on that day, for callers that look at {@link #scope()} alone. */
    Guardianship narrowedTo(LocalDate day) {
        return new Guardianship(id, guardian, child, kind, scopeOn(day), validity, limits);
    }
}
