package vn.khue.district;

import java.util.Optional;
import vn.khue.directory.Appointment;
import vn.khue.directory.ClassGroup;
import vn.khue.directory.DirectoryWriter;
import vn.khue.directory.Enrolment;
import vn.khue.directory.Guardianship;
import vn.khue.directory.Person;
import vn.khue.directory.Unit;
import vn.khue.directory.UnitEdge;

/** Holds one unit back until all else is written, so that its presence says that nothing is missing. For one thread. */
final class HeldBack {

    private final String id;
    private Optional<Unit> held = Optional.empty();

    HeldBack(String id) {
        this.id = id;
    }

    /** Passes all but that unit on. */
    DistrictSink before(DistrictSink next) {
        return new DistrictSink() {
            @Override
            public void add(Unit unit) {
                if (unit.id().equals(id)) {
                    held = Optional.of(unit);
                } else {
                    next.add(unit);
                }
            }

            @Override
            public void add(UnitEdge edge) {
                next.add(edge);
            }

            @Override
            public void add(Person person) {
                next.add(person);
            }

            @Override
            public void add(Appointment appointment) {
                next.add(appointment);
            }

            @Override
            public void add(ClassGroup classGroup) {
                next.add(classGroup);
            }

            @Override
            public void add(Enrolment enrolment) {
                next.add(enrolment);
            }

            @Override
            public void add(Guardianship guardianship) {
                next.add(guardianship);
            }
        };
    }

    void write(DirectoryWriter writer) {
        held.ifPresent(writer::add);
    }
}
