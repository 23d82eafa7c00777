package vn.khue.sso.rights;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vn.khue.directory.Appointment;
import vn.khue.directory.AppointmentKind;
import vn.khue.directory.ClassRole;
import vn.khue.directory.CourtLimit;
import vn.khue.directory.Enrolment;
import vn.khue.directory.GuardianKind;
import vn.khue.directory.GuardianScope;
import vn.khue.directory.Guardianship;
import vn.khue.directory.Person;
import vn.khue.directory.PersonName;
import vn.khue.directory.PersonStatus;
import vn.khue.directory.Position;
import vn.khue.directory.Sex;
import vn.khue.directory.Standing;
import vn.khue.directory.Validity;

/** Every actor, every act, every target: what is allowed is written down here, all else must be denied. */
class HelpRightsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);
    private static final Validity NOW = Validity.since(TODAY.minusMonths(2));
    private static final Validity ENDED = Validity.between(TODAY.minusYears(1), TODAY.minusDays(1));
    private static final Validity NOT_YET = Validity.since(TODAY.plusDays(1));
    private static final String SCHOOL = "th-1";
    private static final String OTHER_SCHOOL = "th-2";
    private static final String CLASS = "th-1-1a";
    private static final String OTHER_CLASS = "th-1-1b";
    private static final String FAR_CLASS = "th-2-1a";

    private static final Set<Position> HELPED = EnumSet.of(
            Position.TO_TRUONG,
            Position.TO_PHO,
            Position.GIAO_VIEN,
            Position.KE_TOAN,
            Position.THU_VIEN,
            Position.THIET_BI,
            Position.Y_TE,
            Position.GIAO_VU);
    private static final List<HelpAct> OF_A_PUPIL = List.of(
            HelpAct.RESET_PASSWORD,
            HelpAct.VOID_SLIP,
            HelpAct.UNLOCK,
            HelpAct.END_SESSIONS,
            HelpAct.ISSUE_BADGE,
            HelpAct.VOID_BADGE,
            HelpAct.RESET_PICTURES);
    private static final List<HelpAct> OF_STAFF =
            List.of(HelpAct.RESET_PASSWORD, HelpAct.VOID_SLIP, HelpAct.UNLOCK, HelpAct.END_SESSIONS);
    private static final List<HelpAct> OF_WHO_IS_NOT_ACTIVE =
            List.of(HelpAct.VOID_SLIP, HelpAct.END_SESSIONS, HelpAct.VOID_BADGE);
    private static final List<String> PUPILS_OF_THE_CLASS =
            List.of("pupil", "pupil of 15", "pupil of 16", "pupil born some day in 2010", "pupil of unknown age");

    private final HelpRights rights = new HelpRights();
    private int cells;

    @Test
    void theFormTeacherCaresForPupilsOfTheOwnClassWhoAreNothingElse() {
        assertThat(allowed(actor(enrolled("actor", CLASS, SCHOOL, ClassRole.FORM_TEACHER, NOW))))
                .isEqualTo(formTeachers());
    }

    @Test
    void aSubjectTeacherSeesTheListOfAnOwnClassAndItsWindowAndNothingElse() {
        assertThat(allowed(actor(enrolled("actor", CLASS, SCHOOL, ClassRole.SUBJECT_TEACHER, NOW))))
                .isEqualTo(cells(
                        List.of(HelpAct.LIST_CLASS, HelpAct.OPEN_WINDOW, HelpAct.CLOSE_WINDOW), List.of("class")));
    }

    @Test
    void schoolItCaresForPupilsAndStaffOfTheOwnSchoolAndOpensNoWindow() {
        var expected = new TreeSet<String>();
        var pupils = new ArrayList<>(PUPILS_OF_THE_CLASS);
        pupils.add("pupil of another class");
        expected.addAll(cells(OF_A_PUPIL, pupils));
        expected.addAll(cells(OF_A_PUPIL, List.of("pupil who teaches elsewhere")));
        expected.addAll(cells(OF_WHO_IS_NOT_ACTIVE, List.of("suspended pupil", "pupil who left")));
        expected.addAll(cells(List.of(HelpAct.LIST_CLASS), List.of("class", "other class")));
        expected.addAll(cells(
                OF_STAFF,
                Stream.concat(
                                HELPED.stream().map(Position::name),
                                Stream.of("teacher by a class alone", "teacher who is a parent"))
                        .toList()));
        expected.addAll(cells(
                List.of(
                        HelpAct.LIST_STAFF,
                        HelpAct.LIST_PLACES,
                        HelpAct.SET_NETWORKS,
                        HelpAct.SET_HOURS,
                        HelpAct.ENROL_DEVICE,
                        HelpAct.REVOKE_DEVICE),
                List.of("school")));

        assertThat(allowed(actor(appointed("actor", Position.QT_CNTT, SCHOOL, NOW))))
                .isEqualTo(expected);
    }

    @Test
    void schoolItOfAnotherSchoolHelpsThereAlone() {
        assertThat(allowed(actor(appointed("actor", Position.QT_CNTT, OTHER_SCHOOL, NOW))))
                .isEqualTo(union(
                        cells(OF_A_PUPIL, List.of("pupil of another school")),
                        cells(OF_STAFF, List.of("teacher of another school", "pupil who teaches elsewhere")),
                        cells(List.of(HelpAct.LIST_CLASS), List.of("other school's class")),
                        cells(
                                List.of(
                                        HelpAct.LIST_STAFF,
                                        HelpAct.LIST_PLACES,
                                        HelpAct.SET_NETWORKS,
                                        HelpAct.SET_HOURS,
                                        HelpAct.ENROL_DEVICE,
                                        HelpAct.REVOKE_DEVICE),
                                List.of("other school"))));
        assertThat(allowed(actor(appointed("actor", Position.QT_CNTT, "th-3", NOW))))
                .isEmpty();
    }

    @Test
    void aFormTeacherOfAnotherClassOrSchoolHelpsThereAlone() {
        assertThat(allowed(actor(enrolled("actor", OTHER_CLASS, SCHOOL, ClassRole.FORM_TEACHER, NOW))))
                .isEqualTo(union(
                        cells(OF_A_PUPIL, List.of("pupil of another class")),
                        cells(
                                List.of(HelpAct.LIST_CLASS, HelpAct.OPEN_WINDOW, HelpAct.CLOSE_WINDOW),
                                List.of("other class"))));
        assertThat(allowed(actor(enrolled("actor", FAR_CLASS, OTHER_SCHOOL, ClassRole.FORM_TEACHER, NOW))))
                .isEqualTo(union(
                        cells(OF_A_PUPIL, List.of("pupil of another school")),
                        cells(
                                List.of(HelpAct.LIST_CLASS, HelpAct.OPEN_WINDOW, HelpAct.CLOSE_WINDOW),
                                List.of("other school's class"))));
    }

    @Test
    void noOtherPositionMayAnything() {
        for (Position position : Position.values()) {
            if (!Set.of(Position.QT_CNTT, Position.CHUYEN_VIEN_SO, Position.QT_NEN_TANG, Position.AN_NINH)
                    .contains(position)) {
                assertThat(allowed(actor(appointed("actor", position, SCHOOL, NOW))))
                        .as(position.name())
                        .isEmpty();
            }
        }
    }

    @Test
    void aSecurityOfficerAnswersAlertsAboutEverybodyButThemselvesAndDoesNothingElse() {
        var people = new ArrayList<String>();
        targets().forEach((name, target) -> {
            if (target instanceof HelpTarget.OfPerson && !name.startsWith("oneself")) {
                people.add(name);
            }
        });
        var active = new ArrayList<>(people);
        active.removeAll(List.of("suspended pupil", "pupil who left"));

        assertThat(allowed(actor(appointed("actor", Position.AN_NINH, "so", NOW))))
                .isEqualTo(union(
                        cells(List.of(HelpAct.END_SESSIONS, HelpAct.LOCK_ACCOUNT), people),
                        cells(List.of(HelpAct.RELEASE_ACCOUNT), active)));
        assertThat(people).hasSizeGreaterThan(30);
    }

    @Test
    void aDepartmentsOfficerAsksForStaffOfSchoolsAndApprovesWhatAColleagueAsked() {
        var staff = new ArrayList<>(HELPED.stream().map(Position::name).toList());
        staff.addAll(List.of("HIEU_TRUONG", "PHO_HIEU_TRUONG", "VAN_THU", "QT_CNTT", "CHUYEN_VIEN_XA"));
        staff.addAll(List.of(
                "teacher by a class alone",
                "teacher who is a parent",
                "teacher who is a principal elsewhere",
                "teacher of another school",
                "pupil who teaches elsewhere",
                "pupil who is a principal elsewhere"));

        assertThat(allowed(actor(appointed("actor", Position.CHUYEN_VIEN_SO, "so", NOW))))
                .isEqualTo(union(
                        cells(List.of(HelpAct.ASK_FACTOR_RESET), staff),
                        cells(List.of(HelpAct.APPROVE_FACTOR_RESET), List.of("reset of a principal")),
                        cells(
                                List.of(HelpAct.REFUSE_FACTOR_RESET),
                                List.of(
                                        "reset of a principal",
                                        "reset that oneself asked for",
                                        "reset asked by who is no officer any more",
                                        "reset of who became an administrator",
                                        "reset of who is suspended"))));
    }

    @Test
    void aPlatformAdministratorDoesTheSameForAdministratorsAlone() {
        assertThat(allowed(actor(appointed("actor", Position.QT_NEN_TANG, "so", NOW))))
                .isEqualTo(union(
                        cells(
                                List.of(HelpAct.ASK_FACTOR_RESET),
                                List.of(
                                        "CHUYEN_VIEN_SO",
                                        "CAN_BO_RA",
                                        "CAN_BO_CA",
                                        "CAN_BO_THE",
                                        "AN_NINH",
                                        "KIEM_TOAN",
                                        "QT_NEN_TANG")),
                        cells(
                                List.of(HelpAct.APPROVE_FACTOR_RESET, HelpAct.REFUSE_FACTOR_RESET),
                                List.of("reset of a security officer"))));
    }

    @Test
    void aGuardianWhoseScopeCoversTheAccountResetsPasswordAndVoidsBadgeOfAChildUnderSixteen() {
        assertThat(allowed(guardian(Set.of(GuardianScope.ACCOUNT), NOW, Set.of())))
                .isEqualTo(union(
                        cells(
                                List.of(HelpAct.RESET_PASSWORD, HelpAct.VOID_BADGE),
                                List.of("pupil", "pupil of 15", "pupil of another class", "pupil of another school")),
                        cells(
                                List.of(HelpAct.RESET_PASSWORD, HelpAct.VOID_BADGE),
                                List.of("pupil whose enrolment ended")),
                        cells(List.of(HelpAct.VOID_BADGE), List.of("suspended pupil", "pupil who left"))));
    }

    @Test
    void aGuardianWithoutThatScopeOrWhoseTimeIsOverOrWhomACourtLimitsMayNothing() {
        assertThat(allowed(guardian(Set.of(GuardianScope.RECORDS, GuardianScope.CONSENT), NOW, Set.of())))
                .isEmpty();
        assertThat(allowed(guardian(Set.of(GuardianScope.ACCOUNT), ENDED, Set.of())))
                .isEmpty();
        assertThat(allowed(guardian(Set.of(GuardianScope.ACCOUNT), NOT_YET, Set.of())))
                .isEmpty();
        var limit = new CourtLimit(Set.of(GuardianScope.ACCOUNT), NOW, Optional.of("12/2026/QĐ-TA"));
        assertThat(allowed(guardian(Set.of(GuardianScope.ACCOUNT, GuardianScope.RECORDS), NOW, Set.of(limit))))
                .isEmpty();
        var over = new CourtLimit(Set.of(GuardianScope.ACCOUNT), ENDED, Optional.of("11/2026/QĐ-TA"));
        assertThat(allowed(guardian(Set.of(GuardianScope.ACCOUNT), NOW, Set.of(over))))
                .as("a limit that is over limits nothing")
                .contains("RESET_PASSWORD pupil");
    }

    @Test
    void aRightEndsWithWhatItCameFromAndDoesNotBeginBefore() {
        for (Validity validity : List.of(ENDED, NOT_YET)) {
            for (Position position : List.of(Position.CHUYEN_VIEN_SO, Position.QT_NEN_TANG, Position.AN_NINH)) {
                assertThat(allowed(actor(appointed("actor", position, "so", validity))))
                        .isEmpty();
            }
            assertThat(allowed(actor(enrolled("actor", CLASS, SCHOOL, ClassRole.FORM_TEACHER, validity))))
                    .isEmpty();
            assertThat(allowed(actor(enrolled("actor", CLASS, SCHOOL, ClassRole.SUBJECT_TEACHER, validity))))
                    .isEmpty();
            assertThat(allowed(actor(appointed("actor", Position.QT_CNTT, SCHOOL, validity))))
                    .isEmpty();
        }
    }

    @Test
    void pupilsAndWhoeverIsNothingMayNothing() {
        assertThat(allowed(actor(enrolled("actor", CLASS, SCHOOL, ClassRole.PUPIL, NOW))))
                .isEmpty();
        assertThat(allowed(standing(person("actor", "1990-01-01", PersonStatus.ACTIVE))))
                .isEmpty();
    }

    @Test
    void whoIsNotActiveMayNothing() {
        for (PersonStatus status : PersonStatus.values()) {
            if (status != PersonStatus.ACTIVE) {
                Person person = person("actor", "1990-01-01", status);
                assertThat(allowed(standing(person, enrolled("actor", CLASS, SCHOOL, ClassRole.FORM_TEACHER, NOW))))
                        .as(status.name())
                        .isEmpty();
                assertThat(allowed(standing(person, appointed("actor", Position.QT_CNTT, SCHOOL, NOW))))
                        .as(status.name())
                        .isEmpty();
                Standing mother = guardian(Set.of(GuardianScope.ACCOUNT), NOW, Set.of());
                assertThat(allowed(new Standing(person, TODAY, List.of(), List.of(), mother.guardianships())))
                        .as(status.name())
                        .isEmpty();
            }
        }
    }

    @Test
    void whatMayBeDoneInAPlaceIsWhatTheMatrixSays() {
        Standing teacher = actor(enrolled("actor", CLASS, SCHOOL, ClassRole.FORM_TEACHER, NOW));
        Standing officer = actor(appointed("actor", Position.QT_CNTT, SCHOOL, NOW));

        assertThat(names(rights.in(teacher, CLASS, SCHOOL))).isEqualTo(actsOn(teacher, "pupil", "class"));
        assertThat(names(rights.in(officer, CLASS, SCHOOL))).isEqualTo(actsOn(officer, "pupil", "class"));
        assertThat(rights.in(teacher, OTHER_CLASS, SCHOOL)).isEmpty();
        assertThat(names(rights.to(guardian(Set.of(GuardianScope.ACCOUNT), NOW, Set.of()), standingOf("pupil"))))
                .containsExactlyInAnyOrder("RESET_PASSWORD", "VOID_BADGE");
        assertThat(names(rights.at(officer, SCHOOL))).isEqualTo(actsOn(officer, "GIAO_VIEN", "school"));
        assertThat(rights.at(teacher, SCHOOL)).isEmpty();
        assertThat(rights.at(officer, OTHER_SCHOOL)).isEmpty();
    }

    @Test
    void aBadgeIsIssuedForTheSchoolThatGivesTheRight() {
        Standing twoSchools = standing(
                person("pupil", "2016-05-01", PersonStatus.ACTIVE),
                enrolled("pupil", FAR_CLASS, OTHER_SCHOOL, ClassRole.PUPIL, NOW),
                enrolled("pupil", CLASS, SCHOOL, ClassRole.PUPIL, NOW));

        assertThat(rights.schoolOfBadge(actor(appointed("actor", Position.QT_CNTT, SCHOOL, NOW)), twoSchools))
                .contains(SCHOOL);
        assertThat(rights.schoolOfBadge(actor(appointed("actor", Position.QT_CNTT, "th-3", NOW)), twoSchools))
                .isEmpty();
    }

    @Test
    void everyTargetIsTriedWithEveryAct() {
        allowed(actor(enrolled("actor", CLASS, SCHOOL, ClassRole.FORM_TEACHER, NOW)));

        assertThat(cells).isEqualTo(targets().size() * HelpAct.values().length).isGreaterThan(600);
    }

    private static Set<String> formTeachers() {
        return union(
                cells(OF_A_PUPIL, PUPILS_OF_THE_CLASS),
                cells(OF_WHO_IS_NOT_ACTIVE, List.of("suspended pupil", "pupil who left")),
                cells(List.of(HelpAct.LIST_CLASS, HelpAct.OPEN_WINDOW, HelpAct.CLOSE_WINDOW), List.of("class")));
    }

    private static Map<String, HelpTarget> targets() {
        var targets = new LinkedHashMap<String, HelpTarget>();
        targets.put("pupil", pupil("pupil", "2016-05-01", PersonStatus.ACTIVE, CLASS, SCHOOL, NOW));
        // Sixteen tomorrow, sixteen today.
        targets.put("pupil of 15", pupil("nearly", "2010-11-27", PersonStatus.ACTIVE, CLASS, SCHOOL, NOW));
        targets.put("pupil of 16", pupil("grown", "2010-11-26", PersonStatus.ACTIVE, CLASS, SCHOOL, NOW));
        targets.put("pupil born some day in 2010", pupil("partly", "2010", PersonStatus.ACTIVE, CLASS, SCHOOL, NOW));
        targets.put("pupil of unknown age", pupil("ageless", "", PersonStatus.ACTIVE, CLASS, SCHOOL, NOW));
        targets.put("suspended pupil", pupil("suspended", "2016-05", PersonStatus.SUSPENDED, CLASS, SCHOOL, NOW));
        targets.put("pupil who left", pupil("left", "2016", PersonStatus.LEFT, CLASS, SCHOOL, NOW));
        targets.put(
                "pupil whose enrolment ended", pupil("moved", "2016-05-01", PersonStatus.ACTIVE, CLASS, SCHOOL, ENDED));
        targets.put(
                "pupil of another class",
                pupil("neighbour", "2016-05-01", PersonStatus.ACTIVE, OTHER_CLASS, SCHOOL, NOW));
        targets.put(
                "pupil of another school",
                pupil("far", "2016-05-01", PersonStatus.ACTIVE, FAR_CLASS, OTHER_SCHOOL, NOW));
        targets.put(
                "pupil who teaches elsewhere",
                of(
                        "adult",
                        enrolled("adult", CLASS, SCHOOL, ClassRole.PUPIL, NOW),
                        appointed("adult", Position.GIAO_VIEN, OTHER_SCHOOL, NOW)));
        targets.put(
                "pupil who is a principal elsewhere",
                of(
                        "principal and pupil",
                        enrolled("principal and pupil", CLASS, SCHOOL, ClassRole.PUPIL, NOW),
                        appointed("principal and pupil", Position.HIEU_TRUONG, "th-9", NOW)));
        for (Position position : Position.values()) {
            targets.put(position.name(), of(position.name(), appointed(position.name(), position, SCHOOL, NOW)));
        }
        targets.put(
                "teacher by a class alone",
                of("by class", enrolled("by class", CLASS, SCHOOL, ClassRole.SUBJECT_TEACHER, NOW)));
        targets.put(
                "teacher who is a parent",
                new HelpTarget.OfPerson(new Standing(
                        person("parent", "1985-01-01", PersonStatus.ACTIVE),
                        TODAY,
                        List.of(appointed("parent", Position.GIAO_VIEN, SCHOOL, NOW)),
                        List.of(),
                        List.of(guardianship("parent", "pupil", Set.of(GuardianScope.ACCOUNT), NOW, Set.of())))));
        targets.put(
                "teacher who is a principal elsewhere",
                of(
                        "both",
                        appointed("both", Position.GIAO_VIEN, SCHOOL, NOW),
                        appointed("both", Position.HIEU_TRUONG, "th-9", NOW)));
        targets.put(
                "teacher whose appointment ended",
                of("retired", appointed("retired", Position.GIAO_VIEN, SCHOOL, ENDED)));
        targets.put(
                "teacher of another school",
                of("far teacher", appointed("far teacher", Position.GIAO_VIEN, OTHER_SCHOOL, NOW)));
        targets.put(
                "oneself",
                of(
                        "actor",
                        appointed("actor", Position.GIAO_VIEN, SCHOOL, NOW),
                        enrolled("actor", CLASS, SCHOOL, ClassRole.PUPIL, NOW)));
        targets.put("oneself as a pupil alone", of("actor", enrolled("actor", CLASS, SCHOOL, ClassRole.PUPIL, NOW)));
        Position department = Position.CHUYEN_VIEN_SO;
        Standing colleague = officer("colleague", department, NOW);
        Standing principal = officer("some principal", Position.HIEU_TRUONG, NOW);
        Standing security = officer("security", Position.AN_NINH, NOW);
        targets.put("reset of a principal", new HelpTarget.OfFactorReset(principal, colleague, department));
        targets.put(
                "reset that oneself asked for",
                new HelpTarget.OfFactorReset(principal, officer("actor", department, NOW), department));
        targets.put(
                "reset of oneself",
                new HelpTarget.OfFactorReset(officer("actor", Position.HIEU_TRUONG, NOW), colleague, department));
        targets.put(
                "reset asked by who is no officer any more",
                new HelpTarget.OfFactorReset(principal, officer("colleague", department, ENDED), department));
        targets.put(
                "reset of who became an administrator", new HelpTarget.OfFactorReset(security, colleague, department));
        targets.put(
                "reset of who is suspended",
                new HelpTarget.OfFactorReset(
                        standing(
                                person("some principal", "1980-01-01", PersonStatus.SUSPENDED),
                                appointed("some principal", Position.HIEU_TRUONG, SCHOOL, NOW)),
                        colleague,
                        department));
        targets.put(
                "reset of a security officer",
                new HelpTarget.OfFactorReset(
                        security, officer("administrator", Position.QT_NEN_TANG, NOW), Position.QT_NEN_TANG));
        targets.put("class", new HelpTarget.OfClass(CLASS, SCHOOL));
        targets.put("other class", new HelpTarget.OfClass(OTHER_CLASS, SCHOOL));
        targets.put("other school's class", new HelpTarget.OfClass(FAR_CLASS, OTHER_SCHOOL));
        targets.put("school", new HelpTarget.OfUnit(SCHOOL));
        targets.put("other school", new HelpTarget.OfUnit(OTHER_SCHOOL));
        return targets;
    }

    private static Standing standingOf(String target) {
        return ((HelpTarget.OfPerson) targets().get(target)).person();
    }

    private Set<String> allowed(Standing actor) {
        var allowed = new TreeSet<String>();
        for (HelpAct act : HelpAct.values()) {
            targets().forEach((name, target) -> {
                cells++;
                if (rights.may(actor, act, target)) {
                    allowed.add(act + " " + name);
                }
            });
        }
        return allowed;
    }

    private Set<String> actsOn(Standing actor, String... targets) {
        return allowed(actor).stream()
                .filter(cell -> Arrays.asList(targets).contains(cell.substring(cell.indexOf(' ') + 1)))
                .map(cell -> cell.substring(0, cell.indexOf(' ')))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> names(Set<HelpAct> acts) {
        return acts.stream().map(HelpAct::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> cells(List<HelpAct> acts, List<String> targets) {
        return acts.stream()
                .flatMap(act -> targets.stream().map(target -> act + " " + target))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @SafeVarargs
    private static Set<String> union(Set<String>... parts) {
        return Arrays.stream(parts).flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Standing actor(Object what) {
        return standing(person("actor", "1990-01-01", PersonStatus.ACTIVE), what);
    }

    /** A guardian of every pupil. */
    private static Standing guardian(Set<GuardianScope> scope, Validity validity, Set<CourtLimit> limits) {
        return standing(
                person("actor", "1985-01-01", PersonStatus.ACTIVE),
                Stream.of(
                                "pupil",
                                "nearly",
                                "grown",
                                "partly",
                                "ageless",
                                "suspended",
                                "left",
                                "moved",
                                "neighbour",
                                "far",
                                "adult",
                                "by class",
                                "GIAO_VIEN")
                        .map(child -> (Object) guardianship("actor", child, scope, validity, limits))
                        .toArray());
    }

    private static Standing officer(String uid, Position position, Validity validity) {
        return standing(person(uid, "1980-01-01", PersonStatus.ACTIVE), appointed(uid, position, SCHOOL, validity));
    }

    private static HelpTarget pupil(
            String uid, String born, PersonStatus status, String classGroup, String unit, Validity validity) {
        return new HelpTarget.OfPerson(
                standing(person(uid, born, status), enrolled(uid, classGroup, unit, ClassRole.PUPIL, validity)));
    }

    private static HelpTarget of(String uid, Object... what) {
        return new HelpTarget.OfPerson(standing(person(uid, "1980-01-01", PersonStatus.ACTIVE), what));
    }

    /** As the directory gives it: what covers the day, and nothing else. */
    private static Standing standing(Person person, Object... what) {
        return new Standing(
                person,
                TODAY,
                Arrays.stream(what)
                        .filter(Appointment.class::isInstance)
                        .map(Appointment.class::cast)
                        .filter(held -> held.validity().covers(TODAY))
                        .toList(),
                Arrays.stream(what)
                        .filter(Enrolment.class::isInstance)
                        .map(Enrolment.class::cast)
                        .filter(held -> held.validity().covers(TODAY))
                        .toList(),
                Arrays.stream(what)
                        .filter(Guardianship.class::isInstance)
                        .map(Guardianship.class::cast)
                        .toList());
    }

    private static Appointment appointed(String uid, Position position, String unit, Validity validity) {
        return new Appointment(
                id("appointment " + uid + position + unit),
                id(uid),
                unit,
                position,
                AppointmentKind.CHINH,
                validity,
                Optional.empty());
    }

    private static Enrolment enrolled(String uid, String classGroup, String unit, ClassRole role, Validity validity) {
        return new Enrolment(id("enrolment " + uid + classGroup), id(uid), classGroup, unit, role, validity);
    }

    private static Guardianship guardianship(
            String guardian, String child, Set<GuardianScope> scope, Validity validity, Set<CourtLimit> limits) {
        return new Guardianship(
                id("guardianship " + guardian + child),
                id(guardian),
                id(child),
                GuardianKind.MOTHER,
                scope,
                validity,
                limits);
    }

    private static Person person(String uid, String born, PersonStatus status) {
        return new Person(
                id(uid),
                "p" + Integer.toHexString(uid.hashCode()),
                PersonName.of("Nguyễn Văn An"),
                Optional.of(born).filter(date -> !date.isEmpty()),
                Sex.UNKNOWN,
                Optional.empty(),
                status);
    }

    private static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
