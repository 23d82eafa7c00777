package vn.khue.signing.rights;

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
import vn.khue.directory.CourtLimit;
import vn.khue.directory.Enrolment;
import vn.khue.directory.GuardianKind;
import vn.khue.directory.GuardianScope;
import vn.khue.directory.Guardianship;
import vn.khue.directory.Person;
import vn.khue.directory.PersonName;
import vn.khue.directory.PersonStatus;
import vn.khue.directory.Position;
import vn.khue.directory.Role;
import vn.khue.directory.Sex;
import vn.khue.directory.Standing;
import vn.khue.directory.Validity;
import vn.khue.signing.refusal.Refusal;

/** Every cell on cards: role × action × whose × pupil's or staff's × where. What is not listed is denied. */
class CardRightsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 27);
    private static final UUID ME = UUID.fromString("00000000-0000-4000-8000-000000000001");
    private static final UUID OTHER = UUID.fromString("00000000-0000-4000-8000-000000000002");
    private static final UUID CHILD = UUID.fromString("00000000-0000-4000-8000-000000000003");
    private static final String HERE = "thcs-thi-tran-2";
    private static final String THERE = "th-thi-tran-1";

    /** Written from roles.md, not from the code: role, action, whose, which cards, where. THERE: another unit that one's own serves. */
    private static final List<String> ALLOWED = List.of(
            "CAN_BO_THE|ISSUE_CARD|OTHERS|PUPIL STAFF|HERE THERE",
            "CAN_BO_RA|ISSUE_CARD|OTHERS|STAFF|HERE THERE",
            "CAN_BO_THE|READ_CARD|OWN OTHERS|PUPIL STAFF|HERE THERE",
            "AN_NINH|READ_CARD|OWN OTHERS|PUPIL STAFF|HERE THERE",
            "KIEM_TOAN|READ_CARD|OWN OTHERS|PUPIL STAFF|HERE THERE",
            "QT_CNTT|READ_CARD|OWN OTHERS|PUPIL STAFF|HERE",
            "HOC_SINH|READ_CARD|OWN|PUPIL STAFF|HERE",
            "GIAO_VIEN|READ_CARD|OWN|PUPIL STAFF|HERE",
            "GV_CHU_NHIEM|READ_CARD|OWN|PUPIL STAFF|HERE",
            "CAN_BO_THE|SUSPEND_CARD|OTHERS|PUPIL STAFF|HERE THERE",
            "AN_NINH|SUSPEND_CARD|OTHERS|PUPIL STAFF|HERE THERE",
            "CAN_BO_THE|RESUME_CARD|OTHERS|PUPIL STAFF|HERE THERE",
            "CAN_BO_THE|REVOKE_CARD|OTHERS|PUPIL STAFF|HERE THERE",
            "CAN_BO_THE|REPORT_CARD_LOST|OWN OTHERS|PUPIL STAFF|HERE THERE",
            "HOC_SINH|REPORT_CARD_LOST|OWN|PUPIL STAFF|HERE",
            "GIAO_VIEN|REPORT_CARD_LOST|OWN|PUPIL STAFF|HERE",
            "GV_CHU_NHIEM|REPORT_CARD_LOST|OWN|PUPIL STAFF|HERE",
            "HOC_SINH|HOLD_CARD_ON_PHONE|OWN|PUPIL STAFF|HERE",
            "GIAO_VIEN|HOLD_CARD_ON_PHONE|OWN|PUPIL STAFF|HERE",
            "GV_CHU_NHIEM|HOLD_CARD_ON_PHONE|OWN|PUPIL STAFF|HERE",
            "CAN_BO_THE|END_CARD_ON_PHONE|OWN OTHERS|PUPIL STAFF|HERE THERE",
            "HOC_SINH|END_CARD_ON_PHONE|OWN|PUPIL STAFF|HERE",
            "GIAO_VIEN|END_CARD_ON_PHONE|OWN|PUPIL STAFF|HERE",
            "GV_CHU_NHIEM|END_CARD_ON_PHONE|OWN|PUPIL STAFF|HERE",
            "HIEU_TRUONG|OFFER_CARD|OWN|PUPIL STAFF|HERE",
            "HIEU_TRUONG|TAKE_CARD|OWN|PUPIL STAFF|HERE",
            "PHO_HIEU_TRUONG|OFFER_CARD|OWN|PUPIL STAFF|HERE",
            "PHO_HIEU_TRUONG|TAKE_CARD|OWN|PUPIL STAFF|HERE",
            "TO_TRUONG|OFFER_CARD|OWN|PUPIL STAFF|HERE",
            "TO_TRUONG|TAKE_CARD|OWN|PUPIL STAFF|HERE",
            "TO_PHO|OFFER_CARD|OWN|PUPIL STAFF|HERE",
            "TO_PHO|TAKE_CARD|OWN|PUPIL STAFF|HERE",
            "GIAO_VIEN|OFFER_CARD|OWN|PUPIL STAFF|HERE",
            "GIAO_VIEN|TAKE_CARD|OWN|PUPIL STAFF|HERE",
            "GV_CHU_NHIEM|OFFER_CARD|OWN|PUPIL STAFF|HERE",
            "GV_CHU_NHIEM|TAKE_CARD|OWN|PUPIL STAFF|HERE",
            "VAN_THU|OFFER_CARD|OWN|PUPIL STAFF|HERE",
            "VAN_THU|TAKE_CARD|OWN|PUPIL STAFF|HERE",
            "KE_TOAN|OFFER_CARD|OWN|PUPIL STAFF|HERE",
            "KE_TOAN|TAKE_CARD|OWN|PUPIL STAFF|HERE",
            "THU_VIEN|OFFER_CARD|OWN|PUPIL STAFF|HERE",
            "THU_VIEN|TAKE_CARD|OWN|PUPIL STAFF|HERE",
            "THIET_BI|OFFER_CARD|OWN|PUPIL STAFF|HERE",
            "THIET_BI|TAKE_CARD|OWN|PUPIL STAFF|HERE",
            "Y_TE|OFFER_CARD|OWN|PUPIL STAFF|HERE",
            "Y_TE|TAKE_CARD|OWN|PUPIL STAFF|HERE",
            "GIAO_VU|OFFER_CARD|OWN|PUPIL STAFF|HERE",
            "GIAO_VU|TAKE_CARD|OWN|PUPIL STAFF|HERE",
            "QT_CNTT|OFFER_CARD|OWN|PUPIL STAFF|HERE",
            "QT_CNTT|TAKE_CARD|OWN|PUPIL STAFF|HERE",
            "HOC_SINH|OFFER_CARD|OWN|PUPIL STAFF|HERE",
            "HOC_SINH|TAKE_CARD|OWN|PUPIL STAFF|HERE",
            "CHUYEN_VIEN_XA|OFFER_CARD|OWN|PUPIL STAFF|HERE",
            "CHUYEN_VIEN_XA|TAKE_CARD|OWN|PUPIL STAFF|HERE",
            "CHUYEN_VIEN_SO|OFFER_CARD|OWN|PUPIL STAFF|HERE",
            "CHUYEN_VIEN_SO|TAKE_CARD|OWN|PUPIL STAFF|HERE",
            "QT_NEN_TANG|OFFER_CARD|OWN|PUPIL STAFF|HERE",
            "QT_NEN_TANG|TAKE_CARD|OWN|PUPIL STAFF|HERE",
            "CAN_BO_CA|OFFER_CARD|OWN|PUPIL STAFF|HERE",
            "CAN_BO_CA|TAKE_CARD|OWN|PUPIL STAFF|HERE",
            "CAN_BO_RA|OFFER_CARD|OWN|PUPIL STAFF|HERE THERE",
            "CAN_BO_RA|TAKE_CARD|OWN|PUPIL STAFF|HERE THERE",
            "AN_NINH|OFFER_CARD|OWN|PUPIL STAFF|HERE THERE",
            "AN_NINH|TAKE_CARD|OWN|PUPIL STAFF|HERE THERE",
            "KIEM_TOAN|OFFER_CARD|OWN|PUPIL STAFF|HERE THERE",
            "KIEM_TOAN|TAKE_CARD|OWN|PUPIL STAFF|HERE THERE",
            "CAN_BO_THE|OFFER_CARD|OWN|PUPIL STAFF|HERE THERE",
            "CAN_BO_THE|TAKE_CARD|OWN|PUPIL STAFF|HERE THERE",
            "AN_NINH|RELEASE_CARD|OTHERS|PUPIL STAFF|HERE THERE");

    private final SigningRights rights = new SigningRights();

    @Test
    void everyCell() {
        Set<String> expected = new TreeSet<>();
        for (String line : ALLOWED) {
            String[] cell = line.split("\\|");
            for (String whose : cell[2].split(" ")) {
                for (String which : cell[3].split(" ")) {
                    for (String where : cell[4].split(" ")) {
                        expected.add(String.join(" ", cell[0], cell[1], whose, which, where));
                    }
                }
            }
        }
        Set<String> found = new TreeSet<>();
        int cells = 0;
        for (Role role : Role.values()) {
            for (SigningAction action : SigningAction.values()) {
                for (UUID holder : List.of(ME, OTHER)) {
                    for (boolean staff : new boolean[] {true, false}) {
                        for (String unit : List.of(HERE, THERE)) {
                            cells++;
                            if (allowed(
                                    role,
                                    action,
                                    new Subject.OfCard(unit, new TreeSet<>(List.of(unit, HERE)), holder, staff))) {
                                found.add(String.join(
                                        " ",
                                        role.name(),
                                        action.name(),
                                        holder.equals(ME) ? "OWN" : "OTHERS",
                                        staff ? "STAFF" : "PUPIL",
                                        unit.equals(HERE) ? "HERE" : "THERE"));
                            }
                        }
                    }
                }
            }
        }
        assertThat(cells).isEqualTo(23 * 51 * 2 * 2 * 2);
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void nobodyActsWhereTheirUnitDoesNotServe() {
        for (Role role : Role.values()) {
            for (SigningAction action : SigningAction.values()) {
                assertThat(allowed(role, action, new Subject.OfCard(THERE, Set.of(THERE), OTHER, true)))
                        .as("%s %s", role, action)
                        .isFalse();
            }
        }
    }

    @Test
    void anActOnACardNeedsTheCard() {
        for (SigningAction action : SigningAction.values()) {
            if (action.name().contains("CARD")) {
                assertThat(allowed(Role.CAN_BO_THE, action, new Subject.OfUnit(HERE)))
                        .isFalse();
            }
        }
    }

    /** Guardians, by what the guardianship gives that day: role besides × action × scope × whose child × pupil's or staff's. */
    @Test
    void everyCellOnChildren() {
        int allowed = 0;
        for (Role role : Role.values()) {
            for (SigningAction action : SigningAction.values()) {
                for (GuardianScope scope : GuardianScope.values()) {
                    for (UUID child : List.of(CHILD, OTHER)) {
                        for (boolean pupil : new boolean[] {true, false}) {
                            Decision decision = rights.decide(
                                    guardian(role, PersonStatus.ACTIVE, scope, Set.of()),
                                    THERE,
                                    action,
                                    new Subject.OfChild(HERE, child, pupil),
                                    List.of());
                            boolean expected = action == SigningAction.REPORT_CHILDS_CARD_LOST
                                    && scope == GuardianScope.ACCOUNT
                                    && child.equals(CHILD)
                                    && pupil;
                            assertThat(decision)
                                    .as("%s %s %s %s %s", role, action, scope, child, pupil)
                                    .isEqualTo(
                                            expected
                                                    ? new Decision.Allowed(Role.PHU_HUYNH)
                                                    : new Decision.Denied(Refusal.ROLE_NOT_ALLOWED));
                            allowed += expected ? 1 : 0;
                        }
                    }
                }
            }
        }
        assertThat(allowed).as("whatever one is besides").isEqualTo(Role.values().length);
    }

    @Test
    void aGuardiansRightEndsWithTheAccountAndByCourt() {
        Subject child = new Subject.OfChild(HERE, CHILD, true);
        assertThat(rights.decide(
                        guardian(Role.PHU_HUYNH, PersonStatus.SUSPENDED, GuardianScope.ACCOUNT, Set.of()),
                        HERE,
                        SigningAction.REPORT_CHILDS_CARD_LOST,
                        child,
                        List.of()))
                .isInstanceOf(Decision.Denied.class);
        assertThat(rights.decide(
                        guardian(
                                Role.PHU_HUYNH,
                                PersonStatus.ACTIVE,
                                GuardianScope.ACCOUNT,
                                Set.of(new CourtLimit(
                                        Set.of(GuardianScope.ACCOUNT), Validity.since(TODAY), Optional.empty()))),
                        HERE,
                        SigningAction.REPORT_CHILDS_CARD_LOST,
                        child,
                        List.of()))
                .isInstanceOf(Decision.Denied.class);
    }

    private static Standing guardian(Role besides, PersonStatus status, GuardianScope scope, Set<CourtLimit> limits) {
        Standing plain = standing(besides);
        Person person = plain.person();
        return new Standing(
                new Person(
                        person.id(),
                        person.uid(),
                        person.name(),
                        Optional.empty(),
                        Sex.values()[0],
                        Optional.empty(),
                        status),
                TODAY,
                plain.appointments(),
                plain.enrolments(),
                List.of(new Guardianship(
                        UUID.randomUUID(),
                        ME,
                        CHILD,
                        GuardianKind.MOTHER,
                        Set.of(scope),
                        Validity.since(LocalDate.of(2020, 8, 1)),
                        limits)));
    }

    /** Whoever works in the school and is named today, and nobody else. */
    @Test
    void everyCellOnRosterPacks() {
        Set<Role> staff = Set.of(
                Role.HIEU_TRUONG,
                Role.PHO_HIEU_TRUONG,
                Role.TO_TRUONG,
                Role.TO_PHO,
                Role.GIAO_VIEN,
                Role.GV_CHU_NHIEM,
                Role.VAN_THU,
                Role.KE_TOAN,
                Role.THU_VIEN,
                Role.THIET_BI,
                Role.Y_TE,
                Role.GIAO_VU,
                Role.QT_CNTT);
        for (Role role : Role.values()) {
            for (SigningAction action : SigningAction.values()) {
                for (String unit : List.of(HERE, THERE)) {
                    for (boolean named : new boolean[] {true, false}) {
                        assertThat(allowed(role, action, new Subject.OfVerifier(unit, named)))
                                .as("%s %s %s %s", role, action, unit, named)
                                .isEqualTo(action == SigningAction.LOAD_ROSTER_PACK
                                        && named
                                        && unit.equals(HERE)
                                        && staff.contains(role));
                    }
                }
            }
        }
    }

    @Test
    void anOfficerDoesNothingWithTheOwnCardButReportIt() {
        for (SigningAction action : List.of(
                SigningAction.ISSUE_CARD,
                SigningAction.SUSPEND_CARD,
                SigningAction.RESUME_CARD,
                SigningAction.REVOKE_CARD)) {
            assertThat(rights.decide(
                            standing(Role.CAN_BO_THE),
                            HERE,
                            action,
                            new Subject.OfCard(HERE, Set.of(HERE), ME, true),
                            List.of()))
                    .isEqualTo(new Decision.Denied(Refusal.OWN_REQUEST));
        }
    }

    private boolean allowed(Role role, SigningAction action, Subject subject) {
        return rights.decide(standing(role), HERE, action, subject, List.of()) instanceof Decision.Allowed;
    }

    private static Standing standing(Role role) {
        Person person = new Person(
                ME,
                "me",
                PersonName.of("Trần Thị Mỹ Hạnh"),
                Optional.empty(),
                Sex.values()[0],
                Optional.empty(),
                PersonStatus.ACTIVE);
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
                inClass.map(held -> new Enrolment(UUID.randomUUID(), ME, "lop-8a3", HERE, held, since)).stream()
                        .toList(),
                List.of());
    }
}
