package vn.khue.district;

import java.util.ArrayList;
import java.util.List;
import vn.khue.directory.Appointment;
import vn.khue.directory.ClassGroup;
import vn.khue.directory.Enrolment;
import vn.khue.directory.Guardianship;
import vn.khue.directory.Person;
import vn.khue.directory.Unit;
import vn.khue.directory.UnitEdge;

/** Keeps all that a district tells. */
final class Records implements DistrictSink {

    final List<Unit> units = new ArrayList<>();
    final List<UnitEdge> edges = new ArrayList<>();
    final List<Person> people = new ArrayList<>();
    final List<Appointment> appointments = new ArrayList<>();
    final List<ClassGroup> classes = new ArrayList<>();
    final List<Enrolment> enrolments = new ArrayList<>();
    final List<Guardianship> guardianships = new ArrayList<>();
    final List<Object> all = new ArrayList<>();

    @Override
    public void add(Unit unit) {
        units.add(unit);
        all.add(unit);
    }

    @Override
    public void add(UnitEdge edge) {
        edges.add(edge);
        all.add(edge);
    }

    @Override
    public void add(Person person) {
        people.add(person);
        all.add(person);
    }

    @Override
    public void add(Appointment appointment) {
        appointments.add(appointment);
        all.add(appointment);
    }

    @Override
    public void add(ClassGroup classGroup) {
        classes.add(classGroup);
        all.add(classGroup);
    }

    @Override
    public void add(Enrolment enrolment) {
        enrolments.add(enrolment);
        all.add(enrolment);
    }

    @Override
    public void add(Guardianship guardianship) {
        guardianships.add(guardianship);
        all.add(guardianship);
    }
}
