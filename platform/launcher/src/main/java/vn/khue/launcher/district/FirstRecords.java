package vn.khue.launcher.district;

import vn.khue.directory.Appointment;
import vn.khue.directory.ClassGroup;
import vn.khue.directory.Enrolment;
import vn.khue.directory.Guardianship;
import vn.khue.directory.Person;
import vn.khue.directory.Unit;
import vn.khue.directory.UnitEdge;
import vn.khue.directory.slapd.FirstLoad;
import vn.khue.district.DistrictSink;

/** The district as the first load of a slapd. */
record FirstRecords(FirstLoad.Records records) implements DistrictSink {

    @Override
    public void add(Unit unit) {
        records.add(unit);
    }

    @Override
    public void add(UnitEdge edge) {
        records.add(edge);
    }

    @Override
    public void add(Person person) {
        records.add(person);
    }

    @Override
    public void add(Appointment appointment) {
        records.add(appointment);
    }

    @Override
    public void add(ClassGroup classGroup) {
        records.add(classGroup);
    }

    @Override
    public void add(Enrolment enrolment) {
        records.add(enrolment);
    }

    @Override
    public void add(Guardianship guardianship) {
        records.add(guardianship);
    }
}
