package vn.khue.district;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khue.directory.Appointment;
import vn.khue.directory.ClassRole;
import vn.khue.directory.EdgeKind;
import vn.khue.directory.Enrolment;
import vn.khue.directory.Guardianship;
import vn.khue.directory.Person;
import vn.khue.directory.PersonStatus;
import vn.khue.directory.Position;
import vn.khue.directory.Unit;
import vn.khue.directory.UnitEdge;
import vn.khue.directory.UnitKind;
import vn.khue.directory.name.LoginName;

class DistrictTest {

    private static final LocalDate LAST_OF_PHONG = LocalDate.of(2025, 6, 30);
    private static final LocalDate FIRST_OF_COMMUNES = LocalDate.of(2025, 7, 1);
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final long SEED = 42;

    private static Records full;
    private static DemoCast fullCast;

    @BeforeAll
    static void tellTheWholeDistrict() {
        full = new Records();
        fullCast = new District(SEED, Scale.FULL).tell(full);
    }

    @Test
    void sameSeedTellsTheSameAndAnotherSeedDoesNot() {
        assertThat(told(SEED, Scale.ONE_SCHOOL)).isEqualTo(told(SEED, Scale.ONE_SCHOOL));
        assertThat(told(SEED, Scale.ONE_SCHOOL)).isNotEqualTo(told(SEED + 1, Scale.ONE_SCHOOL));
    }

    @Test
    void thereAreTheSchoolsOfCuChi() {
        Map<UnitKind, Long> byKind =
                full.units.stream().collect(Collectors.groupingBy(Unit::kind, Collectors.counting()));
        assertThat(byKind)
                .containsEntry(UnitKind.MAM_NON, 42L)
                .containsEntry(UnitKind.TIEU_HOC, 39L)
                .containsEntry(UnitKind.THCS, 23L)
                .containsEntry(UnitKind.XA, 7L)
                .containsEntry(UnitKind.SO, 1L)
                .containsEntry(UnitKind.PHONG, 1L)
                .containsEntry(UnitKind.VAN_HANH, 1L);
        assertThat(full.units).extracting(Unit::id).doesNotHaveDuplicates();
        assertThat(full.units)
                .filteredOn(unit -> unit.kind().isSchool())
                .extracting(unit -> unit.nameOn(TODAY).orElseThrow())
                .doesNotHaveDuplicates();
        for (LocalDate day : List.of(LAST_OF_PHONG, FIRST_OF_COMMUNES)) {
            assertThat(full.units)
                    .filteredOn(unit -> unit.kind().isSchool())
                    .extracting(unit -> unit.codeOn(day).orElseThrow())
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void sizesAreThoseOfTheDistrict() {
        long pupils = full.enrolments.stream()
                .filter(enrolment -> enrolment.role() == ClassRole.PUPIL)
                .count();
        assertThat(pupils).isBetween(65_000L, 75_000L);
        long staff = full.appointments.stream()
                .filter(appointment -> appointment.validity().covers(TODAY))
                .map(Appointment::person)
                .distinct()
                .count();
        assertThat(staff).isBetween(4_500L, 5_500L);
    }

    @Test
    void smallerScalesKeepTheShape() {
        Records tenth = new Records();
        new District(SEED, Scale.TENTH).tell(tenth);
        long pupils = tenth.enrolments.stream()
                .filter(enrolment -> enrolment.role() == ClassRole.PUPIL)
                .count();
        assertThat(pupils).isBetween(6_000L, 8_500L);
        assertThat(tenth.classes.stream().map(group -> group.unit()).distinct()).hasSize(104);
        Records one = new Records();
        new District(SEED, Scale.ONE_SCHOOL).tell(one);
        assertThat(one.classes.stream().map(group -> group.unit()).distinct()).hasSize(1);
        assertThat(one.units).hasSameSizeAs(full.units);
    }

    @Test
    void everySchoolHasOneManagerOnEachSideOfTheChange() {
        Map<String, UnitKind> kinds = full.units.stream().collect(Collectors.toMap(Unit::id, Unit::kind));
        for (Unit school :
                full.units.stream().filter(unit -> unit.kind().isSchool()).toList()) {
            assertThat(kinds.get(above(school, EdgeKind.QUAN_LY, LAST_OF_PHONG)))
                    .isEqualTo(UnitKind.PHONG);
            assertThat(kinds.get(above(school, EdgeKind.QUAN_LY, FIRST_OF_COMMUNES)))
                    .isEqualTo(UnitKind.XA);
            assertThat(kinds.get(above(school, EdgeKind.CHUYEN_MON, LAST_OF_PHONG)))
                    .isEqualTo(UnitKind.PHONG);
            assertThat(kinds.get(above(school, EdgeKind.CHUYEN_MON, FIRST_OF_COMMUNES)))
                    .isEqualTo(UnitKind.SO);
        }
        assertThat(full.edges.stream()
                        .filter(edge -> edge.kind() == EdgeKind.QUAN_LY
                                && edge.validity().covers(TODAY))
                        .map(UnitEdge::parent)
                        .filter(parent -> kinds.get(parent) == UnitKind.XA)
                        .distinct())
                .hasSize(7);
    }

    @Test
    void loginNamesFollowTheRuleAndAreUnique() {
        assertThat(full.people.stream().map(Person::uid).distinct().count()).isEqualTo(full.people.size());
        assertThat(full.people.stream().map(Person::id).distinct().count()).isEqualTo(full.people.size());
        assertThat(full.people.stream()
                        .filter(person ->
                                !person.uid().replaceFirst("[1-9][0-9]*$", "").equals(LoginName.stem(person.name())))
                        .map(Person::uid))
                .isEmpty();
    }

    @Test
    void namesAreComposedAndPlausible() {
        assertThat(full.people.stream()
                        .map(person -> person.name().full())
                        .filter(name -> !Normalizer.isNormalized(name, Normalizer.Form.NFC)))
                .isEmpty();
        assertThat(full.units)
                .flatExtracting(Unit::names)
                .extracting(name -> name.value())
                .allMatch(name -> Normalizer.isNormalized(name, Normalizer.Form.NFC));
        Map<String, Long> families = full.people.stream()
                .collect(Collectors.groupingBy(person -> person.name().family(), Collectors.counting()));
        double all = full.people.size();
        assertThat(families.get("Nguyễn") / all).isBetween(0.26, 0.36);
        assertThat(families.get("Trần") / all).isBetween(0.08, 0.14);
        assertThat(families).hasSizeGreaterThan(30);
    }

    @Test
    void everyClassHasOneFormTeacherAndEveryPupilOneClassAndAGuardian() {
        Map<String, Integer> formTeachers = new HashMap<>();
        Map<UUID, Integer> classesOfPupil = new HashMap<>();
        var classIds = full.classes.stream().map(group -> group.id()).collect(Collectors.toSet());
        var astray = new ArrayList<Enrolment>();
        for (Enrolment enrolment : full.enrolments) {
            if (!classIds.contains(enrolment.classGroup())
                    || !enrolment.classGroup().startsWith(enrolment.unit() + "-")) {
                astray.add(enrolment);
            }
            if (enrolment.role() == ClassRole.FORM_TEACHER) {
                formTeachers.merge(enrolment.classGroup(), 1, Integer::sum);
            } else if (enrolment.role() == ClassRole.PUPIL) {
                classesOfPupil.merge(enrolment.person(), 1, Integer::sum);
            }
        }
        assertThat(astray).isEmpty();
        assertThat(formTeachers).hasSameSizeAs(classIds);
        assertThat(formTeachers.values()).containsOnly(1);
        assertThat(new HashSet<>(classesOfPupil.values())).containsExactly(1);
        Set<UUID> guarded = full.guardianships.stream().map(Guardianship::child).collect(Collectors.toSet());
        assertThat(guarded.equals(classesOfPupil.keySet())).isTrue();
        assertThat(classIds).hasSameSizeAs(full.classes);
    }

    @Test
    void everySchoolHasAPrincipalOnEveryDayAndSomeHaveChanged() {
        Map<String, Set<UUID>> before = principals(LocalDate.of(2025, 7, 31));
        Map<String, Set<UUID>> after = principals(LocalDate.of(2025, 8, 1));
        assertThat(before).hasSize(104);
        assertThat(after).hasSize(104);
        assertThat(before.values()).allMatch(holders -> holders.size() == 1);
        assertThat(after.values()).allMatch(holders -> holders.size() == 1);
        long changed = before.keySet().stream()
                .filter(school -> !before.get(school).equals(after.get(school)))
                .count();
        assertThat(changed).isEqualTo(13);
        Map<UUID, PersonStatus> status = full.people.stream().collect(Collectors.toMap(Person::id, Person::status));
        assertThat(after.values())
                .allMatch(holders -> status.get(holders.iterator().next()) == PersonStatus.ACTIVE);
    }

    @Test
    void whoKeepsTheComputersSignsNothing() {
        Map<UUID, Set<Position>> positions = full.appointments.stream()
                .collect(Collectors.groupingBy(
                        Appointment::person, Collectors.mapping(Appointment::position, Collectors.toSet())));
        List<Set<Position>> keepers = positions.values().stream()
                .filter(held -> held.contains(Position.QT_CNTT) || held.contains(Position.VAN_THU))
                .toList();
        assertThat(keepers).hasSize(2 * 104);
        assertThat(keepers).allMatch(held -> held.size() == 1);
    }

    @ParameterizedTest
    @CsvSource({
        "principal, HIEU_TRUONG",
        "vice-principal, PHO_HIEU_TRUONG",
        "clerk, VAN_THU",
        "teacher, GIAO_VIEN",
        "school-it, QT_CNTT",
        "other-principal, HIEU_TRUONG",
        "other-clerk, VAN_THU",
        "security-officer, AN_NINH",
        "auditor, KIEM_TOAN",
        "registration-officer, CAN_BO_RA",
        "ca-officer, CAN_BO_CA",
        "card-officer, CAN_BO_THE",
        "platform-admin, QT_NEN_TANG"
    })
    void castHoldsItsPositions(String role, Position position) {
        DemoCast.Member member = fullCast.member(role).orElseThrow();
        assertThat(full.appointments)
                .anyMatch(appointment -> appointment.person().equals(member.id())
                        && appointment.unit().equals(member.unit())
                        && appointment.position() == position
                        && appointment.validity().covers(TODAY));
        assertThat(full.people.stream()
                        .filter(person -> person.id().equals(member.id())
                                && person.uid().equals(member.username())
                                && person.name().equals(member.name())
                                && person.status() == PersonStatus.ACTIVE)
                        .count())
                .isEqualTo(1);
    }

    @Test
    void castIsAFamilyAroundOneClassOfOneSchool() {
        DemoCast.Member student = fullCast.member("student").orElseThrow();
        DemoCast.Member parent = fullCast.member("parent").orElseThrow();
        assertThat(full.guardianships)
                .anyMatch(guardianship -> guardianship.child().equals(student.id())
                        && guardianship.guardian().equals(parent.id()));
        Enrolment pupil = full.enrolments.stream()
                .filter(enrolment -> enrolment.person().equals(student.id()) && enrolment.role() == ClassRole.PUPIL)
                .findFirst()
                .orElseThrow();
        UUID teacher = fullCast.member("teacher").orElseThrow().id();
        assertThat(full.enrolments)
                .anyMatch(enrolment -> enrolment.classGroup().equals(pupil.classGroup())
                        && enrolment.person().equals(teacher)
                        && enrolment.role() == ClassRole.FORM_TEACHER);
        assertThat(fullCast.member("principal").orElseThrow().unit()).startsWith("thcs-");
        assertThat(fullCast.member("other-principal").orElseThrow().unit())
                .startsWith("thcs-")
                .isNotEqualTo(fullCast.member("principal").orElseThrow().unit());
        assertThat(new HashSet<>(
                        fullCast.members().stream().map(DemoCast.Member::id).toList()))
                .hasSize(15);
    }

    @ParameterizedTest
    @ValueSource(strings = {"one-school", "tenth", "3"})
    void castIsKnownWithoutTelling(String scale) {
        var district = new District(SEED, Scale.of(scale));
        assertThat(district.cast()).isEqualTo(district.tell(new Records()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "105", "all", "-1", "1.5"})
    void otherScalesAreRefused(String scale) {
        assertThatThrownBy(() -> Scale.of(scale)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<Object> told(long seed, Scale scale) {
        var records = new Records();
        new District(seed, scale).tell(records);
        return records.all;
    }

    private static String above(Unit school, EdgeKind kind, LocalDate day) {
        List<String> parents = full.edges.stream()
                .filter(edge -> edge.child().equals(school.id())
                        && edge.kind() == kind
                        && edge.validity().covers(day))
                .map(UnitEdge::parent)
                .toList();
        assertThat(parents).hasSize(1);
        return parents.get(0);
    }

    private static Map<String, Set<UUID>> principals(LocalDate day) {
        return full.appointments.stream()
                .filter(appointment -> appointment.position() == Position.HIEU_TRUONG
                        && appointment.validity().covers(day))
                .collect(Collectors.groupingBy(
                        Appointment::unit, Collectors.mapping(Appointment::person, Collectors.toSet())));
    }
}
