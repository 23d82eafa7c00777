package vn.khue.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import vn.khue.directory.Appointment;
import vn.khue.directory.AppointmentKind;
import vn.khue.directory.ClassRole;
import vn.khue.directory.Dated;
import vn.khue.directory.DirectoryException;
import vn.khue.directory.Enrolment;
import vn.khue.directory.Person;
import vn.khue.directory.PersonName;
import vn.khue.directory.PersonStatus;
import vn.khue.directory.Position;
import vn.khue.directory.Sex;
import vn.khue.directory.Unit;
import vn.khue.directory.UnitKind;
import vn.khue.directory.Validity;
import vn.khue.directory.server.RunningServer;
import vn.khue.directory.server.ServerKind;

/** A running server of one kind with a writer and a reader, and records to put there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ServerTest {

    static final LocalDate LAST_OF_PHONG = LocalDate.of(2025, 6, 30);
    static final LocalDate FIRST_OF_XA = LocalDate.of(2025, 7, 1);
    static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    static final Validity ALWAYS = Validity.since(LocalDate.of(2000, 9, 5));

    @TempDir
    static Path folder;

    @Parameter
    ServerKind kind;

    RunningServer server;
    LdapDirectoryWriter writer;
    LdapDirectory directory;

    @BeforeParameterizedClassInvocation
    void start() throws Exception {
        server = kind.start(folder.resolve(UUID.randomUUID().toString()), 0);
        writer = new LdapDirectoryWriter(server.adminEndpoint());
        directory = new LdapDirectory(server.adminEndpoint());
    }

    @AfterParameterizedClassInvocation
    void stop() {
        if (server != null) {
            writer.close();
            directory.close();
            server.close();
        }
    }

    static Person person(String uid, String name) {
        return new Person(
                UUID.randomUUID(),
                uid,
                PersonName.of(name),
                Optional.empty(),
                Sex.UNKNOWN,
                Optional.empty(),
                PersonStatus.ACTIVE);
    }

    Person added(String uid, String name) {
        Person person = person(uid, name);
        writer.add(person);
        return person;
    }

    Unit addedUnit(String id, UnitKind unitKind, String name) {
        var unit = new Unit(id, unitKind, List.of(new Dated<>(name, ALWAYS)), List.of(), OptionalInt.empty());
        writer.add(unit);
        return unit;
    }

    Appointment appointed(Person person, String unit, Position position, Validity validity) {
        var appointment = new Appointment(
                UUID.randomUUID(), person.id(), unit, position, AppointmentKind.CHINH, validity, Optional.empty());
        writer.add(appointment);
        return appointment;
    }

    Enrolment enrolled(Person person, String classGroup, String unit, Validity validity) {
        var enrolment = new Enrolment(UUID.randomUUID(), person.id(), classGroup, unit, ClassRole.PUPIL, validity);
        writer.add(enrolment);
        return enrolment;
    }

    static void assertReason(DirectoryException.Reason reason, Runnable act) {
        assertThatThrownBy(act::run)
                .isInstanceOfSatisfying(
                        DirectoryException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
