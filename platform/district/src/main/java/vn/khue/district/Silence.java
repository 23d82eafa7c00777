package vn.khue.district;

import vn.khue.directory.Appointment;
import vn.khue.directory.ClassGroup;
import vn.khue.directory.Enrolment;
import vn.khue.directory.Guardianship;
import vn.khue.directory.Person;
import vn.khue.directory.Unit;
import vn.khue.directory.UnitEdge;

/** Hears and keeps nothing: for asking who is who without loading anyone. */
final class Silence implements DistrictSink {

    @Override
    public void add(Unit unit) {}

    @Override
    public void add(UnitEdge edge) {}

    @Override
    public void add(Person person) {}

    @Override
    public void add(Appointment appointment) {}

    @Override
    public void add(ClassGroup classGroup) {}

    @Override
    public void add(Enrolment enrolment) {}

    @Override
    public void add(Guardianship guardianship) {}
}
