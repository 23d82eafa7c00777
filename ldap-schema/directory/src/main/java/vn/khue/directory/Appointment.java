package vn.khue.directory;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * A person holds a position in a unit for some days (R5.11). Whoever signs a document needs one that covers the day.
 *
 * @param id never changes
 * @param person Khuê id of the holder
 * @param unit id of the unit
 * @param decision number and date of the decision of appointment, as people write it
 */
public record Appointment(
        UUID id,
        UUID person,
        String unit,
        Position position,
        AppointmentKind kind,
        Validity validity,
        Optional<String> decision) {

    public Appointment {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(person, "person");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(position, "position");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(validity, "validity");
        Objects.requireNonNull(decision, "decision");
    }
}
