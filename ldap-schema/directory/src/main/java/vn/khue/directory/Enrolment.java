package vn.khue.directory;

import java.util.Objects;
import java.util.UUID;

/**
 * A person belongs to a class for some days, as pupil or teacher.
 *
 * @param id never changes
 * @param person Khuê id
 * @param classGroup id of the class
 * @param unit id of the class's school; a class never changes school, so this is written once and never differs from it
 */
public record Enrolment(UUID id, UUID person, String classGroup, String unit, ClassRole role, Validity validity) {

    public Enrolment {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(person, "person");
        Objects.requireNonNull(classGroup, "classGroup");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(validity, "validity");
    }
}
