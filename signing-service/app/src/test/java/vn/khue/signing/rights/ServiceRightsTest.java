package vn.khue.signing.rights;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
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
import vn.khue.directory.Person;
import vn.khue.directory.PersonName;
import vn.khue.directory.PersonStatus;
import vn.khue.directory.Position;
import vn.khue.directory.Role;
import vn.khue.directory.Sex;
import vn.khue.directory.Standing;
import vn.khue.directory.Validity;
import vn.khue.signing.refusal.Refusal;

/** Every cell on requests and certificates of hosts: role × action × relation × own or other unit. What is not listed is denied. */
class ServiceRightsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);
    private static final UUID ME = UUID.fromString("00000000-0000-4000-8000-000000000001");
    private static final UUID OTHER = UUID.fromString("00000000-0000-4000-8000-000000000002");
    private static final String HERE = "thcs-thi-tran-2";
    private static final String THERE = "th-thi-tran-1";

    private enum Relation {
        NONE,
        APPLICANT,
        APPROVER
    }

    /** Written from roles.md, not from the code: role, action, relations, where. */
    private static final List<String> ALLOWED_ON_REQUESTS = List.of(
            "QT_CNTT|READ_SERVICE_CERTIFICATES|NONE APPLICANT APPROVER|HERE",
            "QT_NEN_TANG|READ_SERVICE_CERTIFICATES|NONE APPLICANT APPROVER|HERE",
            "CAN_BO_RA|READ_SERVICE_CERTIFICATES|NONE APPLICANT APPROVER|HERE THERE",
            "CAN_BO_CA|READ_SERVICE_CERTIFICATES|NONE APPLICANT APPROVER|HERE THERE",
            "AN_NINH|READ_SERVICE_CERTIFICATES|NONE APPLICANT APPROVER|HERE THERE",
            "KIEM_TOAN|READ_SERVICE_CERTIFICATES|NONE APPLICANT APPROVER|HERE THERE",
            "QT_CNTT|REQUEST_SERVICE_CERTIFICATE|NONE APPLICANT APPROVER|HERE",
            "QT_NEN_TANG|REQUEST_SERVICE_CERTIFICATE|NONE APPLICANT APPROVER|HERE",
            "CAN_BO_RA|APPROVE_SERVICE_CERTIFICATE|NONE APPROVER|HERE THERE",
            "CAN_BO_CA|ISSUE_SERVICE_CERTIFICATE|NONE|HERE THERE",
            "CAN_BO_RA|REFUSE_SERVICE_CERTIFICATE|NONE APPROVER|HERE THERE",
            "CAN_BO_CA|REFUSE_SERVICE_CERTIFICATE|NONE APPROVER|HERE THERE",
            "QT_CNTT|END_ACME_BINDING|NONE APPLICANT APPROVER|HERE",
            "QT_NEN_TANG|END_ACME_BINDING|NONE APPLICANT APPROVER|HERE",
            "CAN_BO_RA|END_ACME_BINDING|NONE APPLICANT APPROVER|HERE THERE",
            "CAN_BO_CA|END_ACME_BINDING|NONE APPLICANT APPROVER|HERE THERE",
            "AN_NINH|END_ACME_BINDING|NONE APPLICANT APPROVER|HERE THERE");

    private static final Set<String> ALLOWED_ON_CERTIFICATES = Set.of(
            "CAN_BO_CA SUSPEND_CERTIFICATE",
            "AN_NINH SUSPEND_CERTIFICATE",
            "CAN_BO_CA RESUME_CERTIFICATE",
            "CAN_BO_CA REVOKE_CERTIFICATE",
            "AN_NINH RELEASE_CERTIFICATE");

    /** Who reads which certificates: role, whose, where. */
    private static final List<String> ALLOWED_TO_READ = List.of(
            "HIEU_TRUONG|OWN NOBODYS|HERE",
            "PHO_HIEU_TRUONG|OWN NOBODYS|HERE",
            "GIAO_VIEN|OWN NOBODYS|HERE",
            "GV_CHU_NHIEM|OWN NOBODYS|HERE",
            "VAN_THU|OWN NOBODYS|HERE",
            "QT_CNTT|OWN NOBODYS|HERE",
            "QT_NEN_TANG|OWN NOBODYS|HERE",
            "CAN_BO_RA|OWN OTHERS NOBODYS|HERE THERE",
            "CAN_BO_CA|OWN OTHERS NOBODYS|HERE THERE",
            "AN_NINH|OWN OTHERS NOBODYS|HERE THERE",
            "KIEM_TOAN|OWN OTHERS NOBODYS|HERE THERE");

    private final SigningRights rights = new SigningRights();

    @Test
    void everyCellOnRequests() {
        Set<String> expected = new TreeSet<>();
        for (String line : ALLOWED_ON_REQUESTS) {
            String[] cell = line.split("\\|");
            for (String relation : cell[2].split(" ")) {
                for (String where : cell[3].split(" ")) {
                    expected.add(String.join(" ", cell[0], cell[1], relation, where));
                }
            }
        }
        Set<String> found = new TreeSet<>();
        int cells = 0;
        for (Role role : Role.values()) {
            for (SigningAction action : SigningAction.values()) {
                for (Relation relation : Relation.values()) {
                    for (String unit : List.of(HERE, THERE)) {
                        cells++;
                        Subject subject = new Subject.OfServiceRequest(
                                unit,
                                relation == Relation.APPLICANT ? ME : OTHER,
                                relation == Relation.APPROVER ? Optional.of(ME) : Optional.empty());
                        if (allowed(standing(role), action, subject)) {
                            found.add(String.join(
                                    " ",
                                    role.name(),
                                    action.name(),
                                    relation.name(),
                                    unit.equals(HERE) ? "HERE" : "THERE"));
                        }
                    }
                }
            }
        }
        assertThat(cells).isEqualTo(23 * 51 * 3 * 2);
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void everyCellOnCertificates() {
        Set<SigningAction> changes = EnumSet.of(
                SigningAction.SUSPEND_CERTIFICATE,
                SigningAction.RESUME_CERTIFICATE,
                SigningAction.REVOKE_CERTIFICATE,
                SigningAction.RELEASE_CERTIFICATE);
        Set<String> found = new TreeSet<>();
        for (Role role : Role.values()) {
            for (SigningAction action : SigningAction.values()) {
                for (String unit : List.of(HERE, THERE)) {
                    boolean others =
                            allowed(standing(role), action, new Subject.OfCertificate(unit, Optional.of(OTHER)));
                    boolean nobodys =
                            allowed(standing(role), action, new Subject.OfCertificate(unit, Optional.empty()));
                    if (action == SigningAction.READ_CERTIFICATE) {
                        continue;
                    }
                    assertThat(others).isEqualTo(nobodys);
                    if (changes.contains(action)) {
                        assertThat(allowed(standing(role), action, new Subject.OfCertificate(unit, Optional.of(ME))))
                                .as("%s %s on the own certificate", role, action)
                                .isFalse();
                        if (others) {
                            found.add(role + " " + action);
                        }
                    } else if (action != SigningAction.READ_SERVICE_CERTIFICATES) {
                        assertThat(others).as("%s %s", role, action).isFalse();
                    }
                }
            }
        }
        assertThat(found).isEqualTo(new TreeSet<>(ALLOWED_ON_CERTIFICATES));
    }

    @Test
    void everyCellOfReadingACertificate() {
        Set<String> expected = new TreeSet<>();
        for (String line : ALLOWED_TO_READ) {
            String[] cell = line.split("\\|");
            for (String whose : cell[1].split(" ")) {
                for (String where : cell[2].split(" ")) {
                    expected.add(String.join(" ", cell[0], whose, where));
                }
            }
        }
        Map<String, Optional<UUID>> holders =
                Map.of("OWN", Optional.of(ME), "OTHERS", Optional.of(OTHER), "NOBODYS", Optional.empty());
        Set<String> found = new TreeSet<>();
        for (Role role : Role.values()) {
            holders.forEach((whose, holder) -> {
                for (String unit : List.of(HERE, THERE)) {
                    if (allowed(
                            standing(role), SigningAction.READ_CERTIFICATE, new Subject.OfCertificate(unit, holder))) {
                        found.add(String.join(" ", role.name(), whose, unit.equals(HERE) ? "HERE" : "THERE"));
                    }
                }
            });
        }
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void nobodyIsOfficerOfBothKindsWhereverTheyHoldTheRoles() {
        Subject request = new Subject.OfServiceRequest(THERE, OTHER, Optional.empty());
        for (String second : List.of(HERE, "van-hanh")) {
            Standing both = new Standing(
                    person(),
                    TODAY,
                    List.of(appointment(Position.CAN_BO_RA, HERE), appointment(Position.CAN_BO_CA, second)),
                    List.of(),
                    List.of());
            assertThat(rights.decide(both, HERE, SigningAction.APPROVE_SERVICE_CERTIFICATE, request, List.of()))
                    .isEqualTo(new Decision.Denied(Refusal.OFFICER_OF_BOTH_KINDS));
            assertThat(rights.decide(both, second, SigningAction.ISSUE_SERVICE_CERTIFICATE, request, List.of()))
                    .isEqualTo(new Decision.Denied(Refusal.OFFICER_OF_BOTH_KINDS));
        }
    }

    @Test
    void theReasonNamesTheRule() {
        assertThat(decide(
                        Role.CAN_BO_RA,
                        SigningAction.APPROVE_SERVICE_CERTIFICATE,
                        new Subject.OfServiceRequest(THERE, ME, Optional.empty())))
                .isEqualTo(new Decision.Denied(Refusal.OWN_REQUEST));
        assertThat(decide(
                        Role.CAN_BO_CA,
                        SigningAction.ISSUE_SERVICE_CERTIFICATE,
                        new Subject.OfServiceRequest(THERE, OTHER, Optional.of(ME))))
                .isEqualTo(new Decision.Denied(Refusal.SECOND_PERSON_NEEDED));
        assertThat(decide(
                        Role.QT_CNTT,
                        SigningAction.REQUEST_SERVICE_CERTIFICATE,
                        new Subject.OfServiceRequest(THERE, OTHER, Optional.empty())))
                .isEqualTo(new Decision.Denied(Refusal.OTHER_UNIT));
        assertThat(decide(
                        Role.QT_CNTT,
                        SigningAction.APPROVE_SERVICE_CERTIFICATE,
                        new Subject.OfServiceRequest(HERE, OTHER, Optional.empty())))
                .isEqualTo(new Decision.Denied(Refusal.ROLE_NOT_ALLOWED));
    }

    private Decision decide(Role role, SigningAction action, Subject subject) {
        return rights.decide(standing(role), HERE, action, subject, List.of());
    }

    private boolean allowed(Standing standing, SigningAction action, Subject subject) {
        return rights.decide(standing, HERE, action, subject, List.of()) instanceof Decision.Allowed;
    }

    private static Standing standing(Role role) {
        List<Appointment> appointments = Arrays.stream(Position.values())
                .filter(position -> position.role() == role)
                .map(position -> appointment(position, HERE))
                .toList();
        Optional<ClassRole> inClass =
                switch (role) {
                    case HOC_SINH -> Optional.of(ClassRole.PUPIL);
                    case GV_CHU_NHIEM -> Optional.of(ClassRole.FORM_TEACHER);
                    default -> Optional.empty();
                };
        List<Enrolment> enrolments = inClass.stream()
                .map(classRole -> new Enrolment(
                        UUID.randomUUID(), ME, "9a1", HERE, classRole, Validity.since(LocalDate.of(2026, 8, 1))))
                .toList();
        return new Standing(person(), TODAY, appointments, enrolments, List.of());
    }

    private static Appointment appointment(Position position, String unit) {
        return new Appointment(
                UUID.randomUUID(),
                ME,
                unit,
                position,
                AppointmentKind.CHINH,
                Validity.since(LocalDate.of(2026, 8, 1)),
                Optional.empty());
    }

    private static Person person() {
        return new Person(
                ME,
                "ich.nv",
                PersonName.of("Nguyễn Văn Ích"),
                Optional.empty(),
                Sex.values()[0],
                Optional.empty(),
                PersonStatus.ACTIVE);
    }
}
