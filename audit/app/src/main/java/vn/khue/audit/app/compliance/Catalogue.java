package vn.khue.audit.app.compliance;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Controls of a standard.
 *
 * @param inForce false for one that is kept for a time of transition
 * @param source from where its entries are known
 * @param note what a reader must know of them
 */
public record Catalogue(String id, Words name, boolean inForce, Words source, Words note, List<Control> controls) {

    public Catalogue {
        if (id == null || !id.matches(Control.ID) || name == null || source == null || note == null) {
            throw new IllegalArgumentException("catalogue " + id + ": expected id, name, source and note, found fewer");
        }
        controls = controls == null ? List.of() : List.copyOf(controls);
        Set<String> ids = new HashSet<>();
        for (Control each : controls) {
            if (!ids.add(each.id())) {
                throw new IllegalArgumentException("catalogue " + id + ": control " + each.id() + " stands twice");
            }
        }
        if (controls.isEmpty()) {
            throw new IllegalArgumentException("catalogue " + id + ": expected controls, found none");
        }
    }

    Optional<Control> control(String wanted) {
        return controls.stream().filter(each -> each.id().equals(wanted)).findFirst();
    }
}
