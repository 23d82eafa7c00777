package vn.khue.directory;

import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * A guardian stands for a child for some days.
 *
 * @param id never changes
 * @param guardian Khuê id of the adult
 * @param child Khuê id of the child
 * @param scope what the guardian may do; may be empty where a court has taken all
 */
public record Guardianship(
        UUID id, UUID guardian, UUID child, GuardianKind kind, Set<GuardianScope> scope, Validity validity) {

    /**
     * @throws IllegalArgumentException if someone would be their own guardian
     */
    public Guardianship {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(validity, "validity");
        scope = Set.copyOf(scope);
        if (guardian.equals(child)) {
            throw new IllegalArgumentException("expected a guardian and a child, found one person as both: " + child);
        }
    }
}
