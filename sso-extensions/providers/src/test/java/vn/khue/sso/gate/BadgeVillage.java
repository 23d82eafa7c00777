package vn.khue.sso.gate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import vn.khue.directory.Appointment;
import vn.khue.directory.AppointmentKind;
import vn.khue.directory.ClassGroup;
import vn.khue.directory.ClassRole;
import vn.khue.directory.Dated;
import vn.khue.directory.DirectoryWriter;
import vn.khue.directory.Enrolment;
import vn.khue.directory.Person;
import vn.khue.directory.PersonName;
import vn.khue.directory.PersonStatus;
import vn.khue.directory.Position;
import vn.khue.directory.Sex;
import vn.khue.directory.Unit;
import vn.khue.directory.UnitKind;
import vn.khue.directory.Validity;

/** Two primary schools, all invented: in the first two classes with their teachers and an IT officer, in the second a class. */
final class BadgeVillage {
    static final String SCHOOL = "th-hoa-mai";
    static final String OTHER_SCHOOL = "th-hoa-lan";
    static final String CLASS = "th-hoa-mai-2026-1a";
    static final String OTHER_CLASS = "th-hoa-mai-2026-1b";
    static final String OTHER_SCHOOLS_CLASS = "th-hoa-lan-2026-1a";

    final LocalDate today = LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh"));
    final Person formTeacher = person("co.mai", "Nguyễn Thị Mai");
    final Person subjectTeacher = person("thay.tuan", "Trần Anh Tuấn");
    final Person otherTeacher = person("co.cuc", "Lê Thị Cúc");
    final Person officer = person("anh.it", "Phạm Quốc Bảo");
    final Person otherOfficer = person("chi.it", "Vũ Thị Hoa");
    final Person otherSchoolsTeacher = person("co.lan", "Đặng Thị Lan");
    final Person pupil = person("be.an", "Nguyễn Minh An");
    final Person neighbour = person("be.binh", "Trần Gia Bình");
    final Person guessed = person("be.chi", "Lê Mai Chi");
    final Person lost = person("be.dung", "Phạm Tiến Dũng");
    final Person photographed = person("be.giang", "Vũ Hà Giang");
    final Person leaving = person("be.hoa", "Đỗ Quỳnh Hoa");
    final Person elsewhere = person("be.khanh", "Hồ Gia Khánh");
    final Person stepping = person("be.linh", "Bùi Khánh Linh");
    private final DirectoryWriter writer;

    private BadgeVillage(DirectoryWriter writer) {
        this.writer = writer;
        school(SCHOOL, "Trường Tiểu học Hoa Mai");
        school(OTHER_SCHOOL, "Trường Tiểu học Hoa Lan");
        writer.add(new ClassGroup(CLASS, SCHOOL, "2026-2027", 1, "1A"));
        writer.add(new ClassGroup(OTHER_CLASS, SCHOOL, "2026-2027", 1, "1B"));
        writer.add(new ClassGroup(OTHER_SCHOOLS_CLASS, OTHER_SCHOOL, "2026-2027", 1, "1A"));
        enrol(formTeacher, CLASS, SCHOOL, ClassRole.FORM_TEACHER);
        enrol(subjectTeacher, CLASS, SCHOOL, ClassRole.SUBJECT_TEACHER);
        enrol(otherTeacher, OTHER_CLASS, SCHOOL, ClassRole.FORM_TEACHER);
        enrol(otherSchoolsTeacher, OTHER_SCHOOLS_CLASS, OTHER_SCHOOL, ClassRole.FORM_TEACHER);
        appoint(officer, SCHOOL);
        appoint(otherOfficer, OTHER_SCHOOL);
        for (Person child : List.of(pupil, neighbour, guessed, lost, photographed, leaving, stepping)) {
            enrol(child, CLASS, SCHOOL, ClassRole.PUPIL);
        }
        enrol(elsewhere, OTHER_SCHOOLS_CLASS, OTHER_SCHOOL, ClassRole.PUPIL);
    }

    static BadgeVillage settle(DirectoryWriter writer) {
        return new BadgeVillage(writer);
    }

    List<Person> staff() {
        return List.of(formTeacher, subjectTeacher, otherTeacher, officer, otherOfficer, otherSchoolsTeacher);
    }

    void suspend(Person person) {
        writer.update(person.withStatus(PersonStatus.SUSPENDED));
    }

    /** The numbers of the jar, but schools may be open at every minute, so that no test depends on when it runs. */
    static Path policy(Path file) {
        try (var numbers = Files.newBufferedReader(
                Path.of("src/main/resources/vn/khue/sso/badge/policy.properties"), StandardCharsets.UTF_8)) {
            var text = new StringBuilder();
            numbers.lines().forEach(line -> text.append(line).append('\n'));
            return Files.writeString(file, text.append("earliest=00:00\nlatest=24:00\nclosed-days=\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void school(String id, String name) {
        writer.add(new Unit(
                id,
                UnitKind.TIEU_HOC,
                List.of(new Dated<>(name, Validity.since(today.minusYears(5)))),
                List.of(),
                OptionalInt.empty()));
    }

    private void enrol(Person person, String classGroup, String school, ClassRole role) {
        writer.add(person);
        writer.add(new Enrolment(
                id("enrolment " + person.uid()),
                person.id(),
                classGroup,
                school,
                role,
                Validity.since(today.minusMonths(2))));
    }

    private void appoint(Person person, String school) {
        writer.add(person);
        writer.add(new Appointment(
                id("appointment " + person.uid()),
                person.id(),
                school,
                Position.QT_CNTT,
                AppointmentKind.CHINH,
                Validity.since(today.minusYears(1)),
                Optional.empty()));
    }

    private static Person person(String uid, String name) {
        return new Person(
                id(uid),
                uid,
                PersonName.of(name),
                Optional.empty(),
                Sex.UNKNOWN,
                Optional.empty(),
                PersonStatus.ACTIVE);
    }

    private static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
