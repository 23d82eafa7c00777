package vn.khue.district;

import java.util.concurrent.atomic.AtomicInteger;
import vn.khue.directory.Appointment;
import vn.khue.directory.ClassGroup;
import vn.khue.directory.Enrolment;
import vn.khue.directory.Guardianship;
import vn.khue.directory.Person;
import vn.khue.directory.Unit;
import vn.khue.directory.UnitEdge;

/** Passes so many records on and drops the rest, as a load that was cut off. */
final class Cut implements DistrictSink {

    private final DistrictSink next;
    private final AtomicInteger told;
    private final int most;

    Cut(DistrictSink next, AtomicInteger told, int most) {
        this.next = next;
        this.told = told;
        this.most = most;
    }

    @Override
    public void add(Unit unit) {
        pass(() -> next.add(unit));
    }

    @Override
    public void add(UnitEdge edge) {
        pass(() -> next.add(edge));
    }

    @Override
    public void add(Person person) {
        pass(() -> next.add(person));
    }

    @Override
    public void add(Appointment appointment) {
        pass(() -> next.add(appointment));
    }

    @Override
    public void add(ClassGroup classGroup) {
        pass(() -> next.add(classGroup));
    }

    @Override
    public void add(Enrolment enrolment) {
        pass(() -> next.add(enrolment));
    }

    @Override
    public void add(Guardianship guardianship) {
        pass(() -> next.add(guardianship));
    }

    private void pass(Runnable record) {
        if (told.incrementAndGet() <= most) {
            record.run();
        }
    }
}
