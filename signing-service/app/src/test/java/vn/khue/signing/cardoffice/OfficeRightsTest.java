package vn.khue.signing.cardoffice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.khue.directory.Appointment;
import vn.khue.directory.AppointmentKind;
import vn.khue.directory.ClassRole;
import vn.khue.directory.Enrolment;
import vn.khue.directory.Person;
import vn.khue.directory.PersonName;
import vn.khue.directory.PersonStatus;
import vn.khue.directory.Position;
import vn.khue.directory.Role;
import vn.khue.directory.Sex;
import vn.khue.directory.Standing;
import vn.khue.directory.Validity;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.rights.Decision;

/** Every cell of the card office: role × action × reach × where × whose request. What is not listed is denied. */
class OfficeRightsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 27);
    private static final UUID ME = UUID.fromString("00000000-0000-4000-8000-000000000001");
    private static final UUID OTHER = UUID.fromString("00000000-0000-4000-8000-000000000002");
    private static final String HERE = "thcs-thi-tran-2";
    private static final String BELOW = "th-thi-tran-1";
    private static final String FAR = "thcs-xa-khac";
    private static final String MY_CLASS = "lop-8a3";
    private static final String OTHER_CLASS = "lop-8a4";

    private enum Where {
        /** The own unit, and in it the class of which one is form teacher. */
        OWN_CLASS,
        HERE,
        /** Another unit, which the own serves. */
        BELOW,
        /** One that it does not. */
        FAR
    }

    /** Written from roles.md, not from the code: role, actions, reaches, where. */
    private static final List<String> ALLOWED = List.of(
            "CAN_BO_THE|SEE_NUMBERS SEE_PEOPLE REQUEST_CARDS APPROVE_CARDS STEER_BATCH REQUEST_VOID APPROVE_VOID PRINT HAND_OVER"
                    + "|CLASS SCHOOL|OWN_CLASS HERE BELOW",
            "CAN_BO_THE|CHANGE_PHOTOS RECORD_CONSENT EXPORT_PERSON|CLASS|OWN_CLASS HERE BELOW",
            "CAN_BO_THE|SEE_NUMBERS SEE_PEOPLE|DISTRICT|OWN_CLASS HERE BELOW",
            "HIEU_TRUONG|SEE_NUMBERS SEE_PEOPLE APPROVE_CARDS|CLASS SCHOOL|OWN_CLASS HERE",
            "PHO_HIEU_TRUONG|SEE_NUMBERS SEE_PEOPLE APPROVE_CARDS|CLASS SCHOOL|OWN_CLASS HERE",
            "GV_CHU_NHIEM|SEE_NUMBERS SEE_PEOPLE REQUEST_CARDS HAND_OVER|CLASS|OWN_CLASS",
            "QT_CNTT|SEE_NUMBERS SEE_PEOPLE PRINT|CLASS SCHOOL|OWN_CLASS HERE",
            "CHUYEN_VIEN_SO|SEE_NUMBERS SEE_PEOPLE REQUEST_CARDS APPROVE_CARDS STEER_BATCH|DISTRICT|OWN_CLASS HERE BELOW",
            "CHUYEN_VIEN_SO|SEE_NUMBERS|CLASS SCHOOL|OWN_CLASS HERE BELOW",
            "CHUYEN_VIEN_XA|SEE_NUMBERS|CLASS SCHOOL DISTRICT|OWN_CLASS HERE BELOW",
            "KIEM_TOAN|SEE_NUMBERS|CLASS SCHOOL DISTRICT|OWN_CLASS HERE BELOW",
            "CAN_BO_THE|SEE_STAFF PRINT|STAFF|OWN_CLASS HERE BELOW",
            "CAN_BO_RA|SEE_STAFF|STAFF|OWN_CLASS HERE BELOW",
            "QT_CNTT|SEE_STAFF PRINT|STAFF|OWN_CLASS HERE");

    /** Whose card school IT may put a key onto: roles.md, "never principals, clerks or administrators". */
    private static final Set<Role> HELPED_BY_SCHOOL_IT = Set.of(
            Role.TO_TRUONG,
            Role.TO_PHO,
            Role.GIAO_VIEN,
            Role.GV_CHU_NHIEM,
            Role.KE_TOAN,
            Role.THU_VIEN,
            Role.THIET_BI,
            Role.Y_TE,
            Role.GIAO_VU);

    private final OfficeRights rights = new OfficeRights();

    @Test
    void everyCell() {
        Set<String> expected = new TreeSet<>();
        for (String line : ALLOWED) {
            String[] cell = line.split("\\|");
            for (String action : cell[1].split(" ")) {
                for (String reach : cell[2].split(" ")) {
                    for (String where : cell[3].split(" ")) {
                        expected.add(String.join(" ", cell[0], action, reach, where));
                    }
                }
            }
        }
        Set<String> found = new TreeSet<>();
        Set<String> own = new TreeSet<>();
        int cells = 0;
        for (Role role : Role.values()) {
            for (OfficeAction action : OfficeAction.values()) {
                for (Reach reach : Reach.values()) {
                    for (Where where : Where.values()) {
                        cells++;
                        String cell = String.join(" ", role.name(), action.name(), reach.name(), where.name());
                        if (decide(role, action, reach, where, OTHER) instanceof Decision.Allowed) {
                            found.add(cell);
                        }
                        if (decide(role, action, reach, where, ME) instanceof Decision.Allowed) {
                            own.add(cell);
                        }
                    }
                }
            }
        }
        assertThat(cells).isEqualTo(23 * 14 * 4 * 4);
        assertThat(found).isEqualTo(expected);
        // On one's own request everything but the second of four eyes.
        expected.removeIf(cell -> cell.contains(" APPROVE_"));
        assertThat(own).isEqualTo(expected);
    }

    /** Keys onto cards of staff: role × where × the holder's role × whose card it is. */
    @Test
    void everyCellOfPersonalising() {
        Set<String> expected = new TreeSet<>();
        Set<String> found = new TreeSet<>();
        int cells = 0;
        for (Role role : Role.values()) {
            for (Where where : Where.values()) {
                for (Role holder : Role.values()) {
                    cells++;
                    boolean served = where != Where.FAR;
                    boolean own = where == Where.HERE || where == Where.OWN_CLASS;
                    boolean officer = (role == Role.CAN_BO_THE || role == Role.CAN_BO_RA) && served;
                    boolean schoolIt = role == Role.QT_CNTT && own && HELPED_BY_SCHOOL_IT.contains(holder);
                    String cell = String.join(" ", role.name(), where.name(), holder.name());
                    if (holder != Role.HOC_SINH && (officer || schoolIt)) {
                        expected.add(cell);
                    }
                    if (personalise(role, where, OTHER, Set.of(holder)) instanceof Decision.Allowed) {
                        found.add(cell);
                    }
                    assertThat(personalise(role, where, ME, Set.of(holder)))
                            .as("the own card: " + cell)
                            .isInstanceOf(Decision.Denied.class);
                }
            }
        }
        assertThat(cells).isEqualTo(23 * 4 * 23);
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void oneOfSeveralRolesIsEnoughToBeOutOfSchoolItsHands() {
        assertThat(personalise(Role.QT_CNTT, Where.HERE, OTHER, Set.of(Role.GIAO_VIEN, Role.VAN_THU)))
                .isEqualTo(new Decision.Denied(Refusal.ROLE_NOT_ALLOWED));
        assertThat(personalise(Role.CAN_BO_THE, Where.BELOW, OTHER, Set.of()))
                .as("somebody who is nothing there")
                .isEqualTo(new Decision.Denied(Refusal.ROLE_NOT_ALLOWED));
        assertThat(personalise(Role.CAN_BO_THE, Where.HERE, ME, Set.of(Role.CAN_BO_THE)))
                .isEqualTo(new Decision.Denied(Refusal.OWN_REQUEST));
    }

    private Decision personalise(Role role, Where where, UUID holder, Set<Role> roles) {
        OfficeSubject staff = subject(Reach.STAFF, where, OTHER);
        return rights.decide(
                standing(role, PersonStatus.ACTIVE),
                HERE,
                OfficeAction.PERSONALISE,
                new OfficeSubject(
                        staff.unit(),
                        staff.servedBy(),
                        staff.reach(),
                        staff.classGroup(),
                        Optional.empty(),
                        Optional.of(new OfficeSubject.Holder(holder, roles))));
    }

    /** What offers a way to the office asks the same table. */
    @Test
    void aTabIsOfferedToWhoeverHasTheRightSomewhere() {
        for (Role role : Role.values()) {
            for (OfficeAction action : OfficeAction.values()) {
                if (action == OfficeAction.PERSONALISE) {
                    continue;
                }
                boolean somewhere = Arrays.stream(Reach.values())
                        .anyMatch(reach -> Arrays.stream(Where.values())
                                .anyMatch(where ->
                                        decide(role, action, reach, where, OTHER) instanceof Decision.Allowed));
                assertThat(rights.anywhere(standing(role, PersonStatus.ACTIVE), HERE, action))
                        .as(role + " " + action)
                        .isEqualTo(somewhere);
            }
        }
    }

    @Test
    void whoAskedIsTold() {
        assertThat(decide(Role.CAN_BO_THE, OfficeAction.APPROVE_CARDS, Reach.SCHOOL, Where.BELOW, ME))
                .isEqualTo(new Decision.Denied(Refusal.OWN_REQUEST));
        assertThat(decide(Role.CAN_BO_THE, OfficeAction.APPROVE_CARDS, Reach.SCHOOL, Where.FAR, OTHER))
                .isEqualTo(new Decision.Denied(Refusal.OTHER_UNIT));
        assertThat(decide(Role.HIEU_TRUONG, OfficeAction.CHANGE_PHOTOS, Reach.CLASS, Where.HERE, OTHER))
                .isEqualTo(new Decision.Denied(Refusal.ROLE_NOT_ALLOWED));
    }

    @Test
    void aRightEndsWithTheAccount() {
        for (PersonStatus status : List.of(PersonStatus.SUSPENDED, PersonStatus.LEFT)) {
            assertThat(rights.decide(
                            standing(Role.CAN_BO_THE, status),
                            HERE,
                            OfficeAction.SEE_NUMBERS,
                            subject(Reach.SCHOOL, Where.HERE, OTHER)))
                    .isEqualTo(new Decision.Denied(Refusal.NO_APPOINTMENT));
        }
    }

    private Decision decide(Role role, OfficeAction action, Reach reach, Where where, UUID asker) {
        return rights.decide(standing(role, PersonStatus.ACTIVE), HERE, action, subject(reach, where, asker));
    }

    private static OfficeSubject subject(Reach reach, Where where, UUID asker) {
        String unit =
                switch (where) {
                    case OWN_CLASS, HERE -> HERE;
                    case BELOW -> BELOW;
                    case FAR -> FAR;
                };
        Set<String> servedBy =
                switch (where) {
                    case OWN_CLASS, HERE -> Set.of(HERE);
                    case BELOW -> Set.of(BELOW, HERE);
                    case FAR -> Set.of(FAR);
                };
        Optional<String> group = reach == Reach.CLASS
                ? Optional.of(where == Where.OWN_CLASS ? MY_CLASS : OTHER_CLASS)
                : Optional.empty();
        // A class is somebody's own, a school or a district never: there the two are one cell.
        return new OfficeSubject(unit, servedBy, reach, group, Optional.of(asker));
    }

    private static Standing standing(Role role, PersonStatus status) {
        Person person = new Person(
                ME,
                "me",
                PersonName.of("Trần Thị Mỹ Hạnh"),
                Optional.empty(),
                Sex.values()[0],
                Optional.empty(),
                status);
        Validity since = Validity.since(LocalDate.of(2020, 8, 1));
        Optional<Position> position = Arrays.stream(Position.values())
                .filter(each -> each.role() == role)
                .findFirst();
        Optional<ClassRole> inClass = role == Role.HOC_SINH
                ? Optional.of(ClassRole.PUPIL)
                : role == Role.GV_CHU_NHIEM ? Optional.of(ClassRole.FORM_TEACHER) : Optional.empty();
        return new Standing(
                person,
                TODAY,
                position
                        .map(held -> new Appointment(
                                UUID.randomUUID(), ME, HERE, held, AppointmentKind.CHINH, since, Optional.empty()))
                        .stream()
                        .toList(),
                inClass.map(held -> new Enrolment(UUID.randomUUID(), ME, MY_CLASS, HERE, held, since)).stream()
                        .toList(),
                List.of());
    }
}
