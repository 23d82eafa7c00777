package vn.khue.sso.gate;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.khue.directory.Appointment;
import vn.khue.directory.AppointmentKind;
import vn.khue.directory.Person;
import vn.khue.directory.PersonName;
import vn.khue.directory.PersonStatus;
import vn.khue.directory.Position;
import vn.khue.directory.Sex;
import vn.khue.directory.Validity;
import vn.khue.sso.realm.DemoAccount;
import vn.khue.sso.realm.DemoAccounts;

/** Somebody new with a position at the school, a password and a second factor, whom no other test touches. */
final class TrialOfficer {
    private TrialOfficer() {}

    static Person appointed(Surroundings around, Gate gate, Position position) {
        UUID id = UUID.randomUUID();
        var person = new Person(
                id,
                "moi." + id.toString().substring(0, 8),
                PersonName.of("Đinh Thị Bền"),
                Optional.empty(),
                Sex.UNKNOWN,
                Optional.empty(),
                PersonStatus.ACTIVE);
        around.writer.add(person);
        around.writer.add(new Appointment(
                UUID.randomUUID(),
                id,
                Village.SCHOOL,
                position,
                AppointmentKind.CHINH,
                Validity.since(around.village.today.minusYears(1)),
                Optional.empty()));
        new DemoAccounts(gate.server, Gate.administrator())
                .ensure(List.of(new DemoAccount(person.uid(), Gate.PASSWORD, Optional.of(Gate.TOTP))));
        return person;
    }
}
