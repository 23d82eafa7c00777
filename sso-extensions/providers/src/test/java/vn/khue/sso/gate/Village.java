package vn.khue.sso.gate;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
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

/** One school and a few people, all invented. */
final class Village {
    static final String SCHOOL = "thcs-thi-tran-2";
    static final String SCHOOL_NAME = "Trường THCS Thị trấn 2";
    static final String CLASS = "thcs-thi-tran-2-2026-9a1";

    final LocalDate today = LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh"));
    final Person principal = person("hanh.ttm", "Trần Thị Mỹ Hạnh", PersonStatus.ACTIVE);
    final Person deputy = person("minh.lv", "Lê Văn Minh", PersonStatus.ACTIVE);
    final Person secondDeputy = person("thao.nt", "Ngô Thị Thảo", PersonStatus.ACTIVE);
    final Person clerk = person("phuc.dv", "Đỗ Văn Phúc", PersonStatus.ACTIVE);
    final Person accountant = person("sang.bv", "Bùi Văn Sang", PersonStatus.ACTIVE);
    final Person teacher = person("ngan.lt", "Lê Thu Ngân", PersonStatus.ACTIVE);
    final Person pupil = person("an.nv", "Nguyễn Văn An", PersonStatus.ACTIVE);
    final Person mother = person("lan.pt", "Phạm Thị Lan", PersonStatus.ACTIVE);
    final Person suspended = person("tam.vv", "Võ Văn Tám", PersonStatus.SUSPENDED);
    final Appointment clerkship;

    private Village(DirectoryWriter writer) {
        writer.add(new Unit(
                SCHOOL,
                UnitKind.THCS,
                List.of(
                        new Dated<>("Trường THCS cũ", Validity.between(today.minusYears(9), today.minusYears(2))),
                        new Dated<>(
                                SCHOOL_NAME, Validity.since(today.minusYears(2).plusDays(1)))),
                List.of(),
                OptionalInt.empty()));
        List.of(principal, deputy, secondDeputy, clerk, accountant, teacher, pupil, mother, suspended)
                .forEach(writer::add);
        writer.add(appointment(principal, Position.HIEU_TRUONG));
        writer.add(appointment(deputy, Position.PHO_HIEU_TRUONG));
        writer.add(appointment(secondDeputy, Position.PHO_HIEU_TRUONG));
        writer.add(appointment(accountant, Position.KE_TOAN));
        clerkship = appointment(clerk, Position.VAN_THU);
        writer.add(clerkship);
        writer.add(appointment(teacher, Position.GIAO_VIEN));
        writer.add(appointment(suspended, Position.KE_TOAN));
        writer.add(new ClassGroup(CLASS, SCHOOL, "2026-2027", 9, "9A1"));
        writer.add(enrolment(teacher, ClassRole.FORM_TEACHER));
        writer.add(enrolment(pupil, ClassRole.PUPIL));
        writer.add(new Guardianship(
                id("guardianship"),
                mother.id(),
                pupil.id(),
                GuardianKind.MOTHER,
                Set.of(GuardianScope.RECORDS),
                Validity.since(today.minusYears(5))));
        // A court has taken every right over this child: no claim may name it.
        writer.add(new Guardianship(
                id("guardianship without scope"),
                mother.id(),
                clerk.id(),
                GuardianKind.MOTHER,
                Set.of(),
                Validity.since(today.minusYears(5))));
    }

    static Village settle(DirectoryWriter writer) {
        return new Village(writer);
    }

    private Appointment appointment(Person person, Position position) {
        return new Appointment(
                id("appointment " + person.uid()),
                person.id(),
                SCHOOL,
                position,
                AppointmentKind.CHINH,
                Validity.since(today.minusYears(1)),
                Optional.empty());
    }

    private Enrolment enrolment(Person person, ClassRole role) {
        return new Enrolment(
                id("enrolment " + person.uid()),
                person.id(),
                CLASS,
                SCHOOL,
                role,
                Validity.since(today.minusMonths(2)));
    }

    private static Person person(String uid, String name, PersonStatus status) {
        return new Person(id(uid), uid, PersonName.of(name), Optional.empty(), Sex.UNKNOWN, Optional.empty(), status);
    }

    private static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
