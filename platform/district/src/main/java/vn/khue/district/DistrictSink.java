package vn.khue.district;

import vn.khue.directory.Appointment;
import vn.khue.directory.ClassGroup;
import vn.khue.directory.Enrolment;
import vn.khue.directory.Guardianship;
import vn.khue.directory.Person;
import vn.khue.directory.Unit;
import vn.khue.directory.UnitEdge;

/** Takes the district's records one by one, in an order that is always the same. */
public interface DistrictSink {

    void add(Unit unit);

    void add(UnitEdge edge);

    void add(Person person);

    void add(Appointment appointment);

    void add(ClassGroup classGroup);

    void add(Enrolment enrolment);

    void add(Guardianship guardianship);
}
