package vn.khue.sso.badge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.khue.directory.Appointment;
import vn.khue.directory.AppointmentKind;
import vn.khue.directory.ClassRole;
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
class BadgeRightsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);
    private static final String SCHOOL = "th-1";
    private static final String CLASS = "th-1-1a";
    private static final Set<String> FORM_TEACHER =
            Set.of("ISSUE pupil", "VOID pupil", "RESET_PICTURES pupil", "OPEN_WINDOW class", "CLOSE_WINDOW class");
    private static final Set<String> SUBJECT_TEACHER = Set.of("OPEN_WINDOW class", "CLOSE_WINDOW class");
    private static final Set<String> OFFICER = Set.of(
            "ISSUE pupil",
            "VOID pupil",
            "RESET_PICTURES pupil",
            "ISSUE classmate's neighbour",
            "VOID classmate's neighbour",
            "RESET_PICTURES classmate's neighbour",
            "SET_NETWORKS school",
            "SET_HOURS school",
            "ENROL_DEVICE school",
            "REVOKE_DEVICE school");

    private final BadgeRights rights = new BadgeRights();

    @Test
    void theFormTeacherCaresForTheOwnClassAndNoOther() {
        assertThat(allowed(enrolled(ClassRole.FORM_TEACHER, PersonStatus.ACTIVE)))
                .isEqualTo(FORM_TEACHER);
    }

    @Test
    void aSubjectTeacherOpensAndClosesTheWindowOfAnOwnClassAndNothingElse() {
        assertThat(allowed(enrolled(ClassRole.SUBJECT_TEACHER, PersonStatus.ACTIVE)))
                .isEqualTo(SUBJECT_TEACHER);
    }

    @Test
    void schoolItCaresForTheOwnSchoolAndOpensNoWindow() {
        assertThat(allowed(appointed(Position.QT_CNTT, SCHOOL))).isEqualTo(OFFICER);
    }

    @Test
    void schoolItOfAnotherSchoolMayNothingHere() {
        assertThat(allowed(appointed(Position.QT_CNTT, "th-3"))).isEmpty();
    }

    @Test
    void noOtherPositionMayAnything() {
        for (Position position : Position.values()) {
            if (position != Position.QT_CNTT) {
                assertThat(allowed(appointed(position, SCHOOL)))
                        .as(position.name())
                        .isEmpty();
            }
        }
    }

    @Test
    void pupilsAndParentsMayNothingNotEvenForThemselves() {
        assertThat(allowed(enrolled(ClassRole.PUPIL, PersonStatus.ACTIVE))).isEmpty();
        var guardianship = new Guardianship(
                id("guardianship"),
                id("actor"),
                id("pupil"),
                GuardianKind.MOTHER,
                Set.of(GuardianScope.values()),
                Validity.since(TODAY.minusYears(1)));
        assertThat(allowed(new Standing(
                        person("actor", PersonStatus.ACTIVE), TODAY, List.of(), List.of(), List.of(guardianship))))
                .isEmpty();
    }

    @Test
    void whoIsNotActiveMayNothing() {
        for (PersonStatus status : PersonStatus.values()) {
            if (status != PersonStatus.ACTIVE) {
                assertThat(allowed(enrolled(ClassRole.FORM_TEACHER, status)))
                        .as(status.name())
                        .isEmpty();
            }
        }
    }

    @Test
    void aBadgeIsIssuedForTheSchoolThatGivesTheRight() {
        Standing twoSchools = new Standing(
                person("pupil", PersonStatus.ACTIVE),
                TODAY,
                List.of(),
                List.of(
                        enrolment("pupil", "th-2-1a", "th-2", ClassRole.PUPIL),
                        enrolment("pupil", CLASS, SCHOOL, ClassRole.PUPIL)),
                List.of());
        Standing officer = appointed(Position.QT_CNTT, SCHOOL);

        assertThat(rights.mayAt(officer, twoSchools, SCHOOL)).isTrue();
        assertThat(rights.mayAt(officer, twoSchools, "th-2")).isFalse();
    }

    private Set<String> allowed(Standing actor) {
        var allowed = new TreeSet<String>();
        for (BadgeAct act : BadgeAct.values()) {
            targets().forEach((name, target) -> {
                if (rights.may(actor, act, target)) {
                    allowed.add(act + " " + name);
                }
            });
        }
        return allowed;
    }

    private static Map<String, BadgeTarget> targets() {
        var targets = new LinkedHashMap<String, BadgeTarget>();
        targets.put("pupil", new BadgeTarget.OfPupil(pupil("pupil", CLASS, SCHOOL, ClassRole.PUPIL)));
        targets.put(
                "classmate's neighbour",
                new BadgeTarget.OfPupil(pupil("neighbour", "th-1-1b", SCHOOL, ClassRole.PUPIL)));
        targets.put("other school's pupil", new BadgeTarget.OfPupil(pupil("far", "th-2-1a", "th-2", ClassRole.PUPIL)));
        targets.put("teacher", new BadgeTarget.OfPupil(pupil("teacher", CLASS, SCHOOL, ClassRole.SUBJECT_TEACHER)));
        targets.put("class", new BadgeTarget.OfClass(CLASS));
        targets.put("other class", new BadgeTarget.OfClass("th-1-1b"));
        targets.put("school", new BadgeTarget.OfSchool(SCHOOL));
        targets.put("other school", new BadgeTarget.OfSchool("th-2"));
        return targets;
    }

    private static Standing enrolled(ClassRole role, PersonStatus status) {
        return new Standing(
                person("actor", status), TODAY, List.of(), List.of(enrolment("actor", CLASS, SCHOOL, role)), List.of());
    }

    private static Standing appointed(Position position, String unit) {
        return new Standing(
                person("actor", PersonStatus.ACTIVE),
                TODAY,
                List.of(new Appointment(
                        id("appointment"),
                        id("actor"),
                        unit,
                        position,
                        AppointmentKind.CHINH,
                        Validity.since(TODAY.minusYears(1)),
                        Optional.empty())),
                List.of(),
                List.of());
    }

    private static Standing pupil(String uid, String classGroup, String unit, ClassRole role) {
        return new Standing(
                person(uid, PersonStatus.ACTIVE),
                TODAY,
                List.of(),
                List.of(enrolment(uid, classGroup, unit, role)),
                List.of());
    }

    private static Enrolment enrolment(String uid, String classGroup, String unit, ClassRole role) {
        return new Enrolment(
                id("enrolment " + uid + classGroup),
                id(uid),
                classGroup,
                unit,
                role,
                Validity.since(TODAY.minusMonths(2)));
    }

    private static Person person(String uid, PersonStatus status) {
        return new Person(
                id(uid), uid, PersonName.of("Nguyễn Văn An"), Optional.empty(), Sex.UNKNOWN, Optional.empty(), status);
    }

    private static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
