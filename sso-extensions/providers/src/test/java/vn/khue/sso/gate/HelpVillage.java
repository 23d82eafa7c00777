package vn.khue.sso.gate;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import vn.khue.directory.Appointment;
import vn.khue.directory.AppointmentKind;
import vn.khue.directory.ClassGroup;
import vn.khue.directory.ClassRole;
import vn.khue.directory.Dated;
import vn.khue.directory.DirectoryWriter;
import vn.khue.directory.Enrolment;
import vn.khue.directory.GuardianKind;
import vn.khue.directory.GuardianScope;
import vn.khue.directory.Guardianship;
import vn.khue.directory.Person;
import vn.khue.directory.PersonName;
import vn.khue.directory.PersonStatus;
import vn.khue.directory.Position;
import vn.khue.directory.Sex;
import vn.khue.directory.Unit;
import vn.khue.directory.UnitKind;
import vn.khue.directory.Validity;

/** A lower secondary school, all invented, whose people sign in for the first time, forget passwords, and help one another. */
final class HelpVillage {
    static final String SCHOOL = "thcs-cay-da";
    static final String SCHOOL_NAME = "Trường THCS Cây Đa";
    static final String CLASS = "thcs-cay-da-6a";
    static final String OTHER_CLASS = "thcs-cay-da-6b";
    static final String FULL_CLASS = "thcs-cay-da-6c";

    final LocalDate today = LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh"));
    final Person formTeacher = person("co.hien", "Nguyễn Thị Hiền");
    final Person subjectTeacher = person("thay.long", "Trần Văn Long");
    final Person otherTeacher = person("co.nga", "Lê Thị Nga");
    final Person officer = person("anh.khoa", "Phạm Đăng Khoa");
    final Person principal = person("thay.hieu", "Vũ Trọng Hiếu");
    final Person clerk = person("co.thu", "Đỗ Thị Thu");
    final Person librarian = person("co.sach", "Hồ Thị Sách");
    final Person mother = person("me.chau", "Bùi Thị Châu");
    final Person first = child("em.anh", "Lê Ánh", 11);
    final Person second = child("em.an", "Nguyễn An", 11);
    final Person hasty = child("em.an2", "Trần Ân", 11);
    final Person twice = child("em.binh", "Phạm Bình", 11);
    final Person late = child("em.chi", "Vũ Chi", 11);
    final Person guessed = child("em.dat", "Đỗ Đạt", 11);
    final Person forgetful = child("em.giang", "Hồ Giang", 11);
    final Person locked = child("em.ha", "Bùi Hà", 11);
    final Person mothers = child("em.khoi", "Đặng Khôi", 11);
    final Person grown = child("em.lam", "Ngô Lam", 17);
    final Person neighbour = child("em.minh", "Dương Minh", 11);
    final List<Person> fullClass = IntStream.rangeClosed(1, 40)
            .mapToObj(number -> child("em.lop6c" + number, "Lý Thị Hoa", 11))
            .toList();
    private final DirectoryWriter writer;

    private HelpVillage(DirectoryWriter writer) {
        this.writer = writer;
        writer.add(new Unit(
                SCHOOL,
                UnitKind.THCS,
                List.of(new Dated<>(SCHOOL_NAME, Validity.since(today.minusYears(5)))),
                List.of(),
                OptionalInt.empty()));
        // The year that both halves of a year's days belong to, one way or the other.
        String year = (today.getYear() - (today.getMonthValue() < 8 ? 1 : 0)) + "-"
                + (today.getYear() + (today.getMonthValue() < 8 ? 0 : 1));
        writer.add(new ClassGroup(CLASS, SCHOOL, year, 6, "6A"));
        writer.add(new ClassGroup(OTHER_CLASS, SCHOOL, year, 6, "6B"));
        writer.add(new ClassGroup(FULL_CLASS, SCHOOL, year, 6, "6C"));
        List.of(formTeacher, subjectTeacher, otherTeacher, officer, principal, clerk, librarian, mother)
                .forEach(writer::add);
        enrol(formTeacher, CLASS, ClassRole.FORM_TEACHER);
        enrol(formTeacher, FULL_CLASS, ClassRole.FORM_TEACHER);
        enrol(subjectTeacher, CLASS, ClassRole.SUBJECT_TEACHER);
        enrol(otherTeacher, OTHER_CLASS, ClassRole.FORM_TEACHER);
        appoint(officer, Position.QT_CNTT);
        appoint(principal, Position.HIEU_TRUONG);
        appoint(clerk, Position.VAN_THU);
        appoint(librarian, Position.THU_VIEN);
        appoint(formTeacher, Position.GIAO_VIEN);
        for (Person pupil : classOf6A()) {
            writer.add(pupil);
            enrol(pupil, CLASS, ClassRole.PUPIL);
        }
        writer.add(neighbour);
        enrol(neighbour, OTHER_CLASS, ClassRole.PUPIL);
        for (Person pupil : fullClass) {
            writer.add(pupil);
            enrol(pupil, FULL_CLASS, ClassRole.PUPIL);
        }
        stand(mothers);
        stand(grown);
    }

    static HelpVillage settle(DirectoryWriter writer) {
        return new HelpVillage(writer);
    }

    List<Person> classOf6A() {
        return List.of(first, second, hasty, twice, late, guessed, forgetful, locked, mothers, grown);
    }

    /** Those who help, and the one whom nobody here may help. */
    List<Person> withPasswords() {
        return List.of(formTeacher, subjectTeacher, otherTeacher, officer, principal, librarian, mother);
    }

    private void enrol(Person person, String classGroup, ClassRole role) {
        writer.add(new Enrolment(
                id("enrolment " + person.uid() + classGroup),
                person.id(),
                classGroup,
                SCHOOL,
                role,
                Validity.since(today.minusMonths(2))));
    }

    private void appoint(Person person, Position position) {
        writer.add(new Appointment(
                id("appointment " + person.uid()),
                person.id(),
                SCHOOL,
                position,
                AppointmentKind.CHINH,
                Validity.since(today.minusYears(1)),
                Optional.empty()));
    }

    private void stand(Person child) {
        writer.add(new Guardianship(
                id("guardianship " + child.uid()),
                mother.id(),
                child.id(),
                GuardianKind.MOTHER,
                Set.of(GuardianScope.ACCOUNT),
                Validity.since(today.minusYears(5))));
    }

    private Person child(String uid, String name, int years) {
        return new Person(
                id(uid),
                uid,
                PersonName.of(name),
                Optional.of(today.minusYears(years).toString()),
                Sex.UNKNOWN,
                Optional.empty(),
                PersonStatus.ACTIVE);
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
