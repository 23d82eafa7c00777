package vn.khue.roster.staging;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Collectors;
import vn.khue.directory.Appointment;
import vn.khue.directory.Census;
import vn.khue.directory.ClassGroup;
import vn.khue.directory.Enrolment;
import vn.khue.directory.Guardianship;
import vn.khue.directory.Person;

/** Streams the directory's present state into the temporary tables. For one thread. */
public final class DirectoryStage {

    private final Connection connection;

    public DirectoryStage(Connection connection) {
        this.connection = connection;
    }

    /** Takes everything that the census tells but units. */
    public void take(Census census) throws SQLException {
        var people = new CopyTable(connection, "d_person");
        var codes = new CopyTable(connection, "d_code");
        var names = new CopyTable(connection, "d_uid");
        var classes = new CopyTable(connection, "d_class");
        var enrolments = new CopyTable(connection, "d_enrolment");
        var appointments = new CopyTable(connection, "d_appointment");
        var guardians = new CopyTable(connection, "d_guardian");
        census.people(person -> quietly(() -> person(person, people, codes, names)));
        census.retiredNames(name -> quietly(() -> names.row(name.uid(), null)));
        census.classGroups(group -> quietly(() -> group(group, classes)));
        census.enrolments(enrolment -> quietly(() -> enrolment(enrolment, enrolments)));
        census.appointments(appointment -> quietly(() -> appointment(appointment, appointments)));
        census.guardianships(guardianship -> quietly(() -> guardianship(guardianship, guardians)));
        people.flush();
        codes.flush();
        names.flush();
        classes.flush();
        enrolments.flush();
        appointments.flush();
        guardians.flush();
    }

    /** Takes the keyed hashes of citizen numbers, which only a file with such numbers is compared with. */
    public void takeCitizens(Census census) throws SQLException {
        var citizens = new CopyTable(connection, "d_citizen");
        census.citizenHashes((person, hash) -> quietly(() -> citizens.row(person, hash)));
        citizens.flush();
    }

    private static void person(Person person, CopyTable people, CopyTable codes, CopyTable names) throws SQLException {
        people.row(
                person.id(),
                person.uid(),
                person.name().family(),
                person.name().middle(),
                person.name().given(),
                person.name().full(),
                NameKeys.spelling(person.name().full()),
                NameKeys.folded(person.name().full()),
                person.birthDate().orElse(null),
                person.sex().name(),
                person.mail().orElse(null),
                person.status().name(),
                person.codes().isEmpty()
                        ? null
                        : person.codes().stream().sorted().collect(Collectors.joining(" ")));
        for (String code : person.codes()) {
            codes.row(code, person.id(), code.startsWith(Person.TEMPORARY));
        }
        names.row(person.uid(), person.id());
    }

    private static void group(ClassGroup group, CopyTable classes) throws SQLException {
        classes.row(
                group.id(),
                group.unit(),
                group.schoolYear(),
                group.grade(),
                group.name(),
                ClassNames.label(group.name()));
    }

    private static void enrolment(Enrolment enrolment, CopyTable enrolments) throws SQLException {
        enrolments.row(
                enrolment.id(),
                enrolment.person(),
                enrolment.classGroup(),
                enrolment.unit(),
                enrolment.role(),
                enrolment.validity().from(),
                enrolment.validity().to().orElse(null));
    }

    private static void appointment(Appointment held, CopyTable appointments) throws SQLException {
        appointments.row(
                held.id(),
                held.person(),
                held.unit(),
                held.position(),
                held.kind(),
                held.validity().from(),
                held.validity().to().orElse(null),
                held.decision().orElse(null));
    }

    private static void guardianship(Guardianship guardianship, CopyTable guardians) throws SQLException {
        guardians.row(
                guardianship.id(),
                guardianship.guardian(),
                guardianship.child(),
                guardianship.kind(),
                guardianship.validity().from(),
                guardianship.validity().to().orElse(null));
    }

    private static void quietly(Step step) {
        try {
            step.run();
        } catch (SQLException e) {
            throw StagingErrors.from("take the directory's state", e);
        }
    }

    @FunctionalInterface
    private interface Step {
        void run() throws SQLException;
    }
}
