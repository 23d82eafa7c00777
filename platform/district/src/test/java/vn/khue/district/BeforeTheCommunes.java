package vn.khue.district;

import vn.khue.directory.Appointment;
import vn.khue.directory.ClassGroup;
import vn.khue.directory.Enrolment;
import vn.khue.directory.Guardianship;
import vn.khue.directory.Person;
import vn.khue.directory.Unit;
import vn.khue.directory.UnitEdge;
import vn.khue.directory.Validity;

/** Tells the district as it was written down before anybody knew of the communes: the schools stay with the Phòng without end. */
record BeforeTheCommunes(DistrictSink next) implements DistrictSink {

    @Override
    public void add(Unit unit) {
        next.add(unit);
    }

    @Override
    public void add(UnitEdge edge) {
        if (edge.parent().equals(UnitMap.PHONG)) {
            next.add(new UnitEdge(
                    edge.id(),
                    edge.parent(),
                    edge.child(),
                    edge.kind(),
                    Validity.since(edge.validity().from())));
        } else if (!edge.validity().from().equals(UnitMap.FIRST_OF_COMMUNES)) {
            next.add(edge);
        }
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
}
