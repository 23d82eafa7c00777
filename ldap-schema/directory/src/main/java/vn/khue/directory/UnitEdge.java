package vn.khue.directory;

import java.util.Objects;
import java.util.UUID;

/**
 * One unit stands over another for some days.
 *
 * @param id never changes
 * @param parent id of the unit above
 * @param child id of the unit below
 */
public record UnitEdge(UUID id, String parent, String child, EdgeKind kind, Validity validity) {

    /**
     * @throws IllegalArgumentException if a unit would stand over itself
     */
    public UnitEdge {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(validity, "validity");
        if (parent.equals(child)) {
            throw new IllegalArgumentException("expected two units, found " + parent + " over itself");
        }
    }
}
