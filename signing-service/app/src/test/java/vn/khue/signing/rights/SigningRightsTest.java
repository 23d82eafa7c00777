package vn.khue.signing.rights;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
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
import vn.khue.signing.delegation.Delegation;
import vn.khue.signing.delegation.DelegationType;
import vn.khue.signing.document.DocumentKind;
import vn.khue.signing.document.DocumentState;
import vn.khue.signing.refusal.Refusal;

/** Every cell: role × relation to the document × action × own or other unit × state. What is not listed must be denied. */
class SigningRightsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final UUID ME = UUID.fromString("00000000-0000-4000-8000-000000000001");
    private static final UUID OTHER = UUID.fromString("00000000-0000-4000-8000-000000000002");
    private static final String HERE = "thcs-thi-tran-2";
    private static final String THERE = "th-thi-tran-1";

    private enum Relation {
        NONE,
        SUBMITTER,
        SIGNER
    }

    private final SigningRights rights = new SigningRights();

    /** Allowed cells on documents of the own unit: role, relations, action, states. Written from roles.md, not from the code. */
    private static final List<String> ALLOWED_ON_DOCUMENTS = List.of(
            "HIEU_TRUONG|NONE SUBMITTER SIGNER|READ|*",
            "PHO_HIEU_TRUONG|NONE SUBMITTER SIGNER|READ|*",
            "VAN_THU|NONE SUBMITTER SIGNER|READ|*",
            "GIAO_VIEN|SUBMITTER|READ|*",
            "HIEU_TRUONG|SIGNER|SIGN|SUBMITTED",
            "PHO_HIEU_TRUONG|SIGNER|SIGN|SUBMITTED",
            "HIEU_TRUONG|SIGNER|RETURN|SUBMITTED",
            "PHO_HIEU_TRUONG|SIGNER|RETURN|SUBMITTED",
            "VAN_THU|NONE SUBMITTER|NUMBER|SIGNED",
            "VAN_THU|NONE SUBMITTER|SEAL|NUMBERED",
            "VAN_THU|NONE SUBMITTER SIGNER|PUBLISH|SEALED",
            "VAN_THU|NONE SUBMITTER SIGNER|RECALL|SIGNED NUMBERED SEALED PUBLISHED",
            "HIEU_TRUONG|NONE SUBMITTER SIGNER|RECALL|SIGNED NUMBERED SEALED PUBLISHED");

    /** Allowed on things of the own unit. */
    private static final Set<String> ALLOWED_IN_UNIT = Set.of(
            "HIEU_TRUONG READ_INBOX",
            "PHO_HIEU_TRUONG READ_INBOX",
            "VAN_THU READ_DESK",
            "HIEU_TRUONG READ_REGISTER",
            "PHO_HIEU_TRUONG READ_REGISTER",
            "VAN_THU READ_REGISTER",
            "CAN_BO_RA READ_REQUESTS",
            "GIAO_VIEN SUBMIT",
            "VAN_THU SUBMIT",
            "GIAO_VIEN REQUEST_OWN_CERTIFICATE",
            "GV_CHU_NHIEM REQUEST_OWN_CERTIFICATE",
            "PHO_HIEU_TRUONG REQUEST_OWN_CERTIFICATE",
            "HIEU_TRUONG REQUEST_OWN_CERTIFICATE",
            "HIEU_TRUONG REQUEST_SEAL_CERTIFICATE",
            "HIEU_TRUONG CHANGE_OWN_IMAGE",
            "PHO_HIEU_TRUONG CHANGE_OWN_IMAGE",
            "VAN_THU CHANGE_SEAL_IMAGE",
            "VAN_THU READ_SEAL_IMAGE",
            "HIEU_TRUONG READ_SEAL_IMAGE",
            "HIEU_TRUONG READ_DELEGATIONS",
            "PHO_HIEU_TRUONG READ_DELEGATIONS",
            "HIEU_TRUONG DELEGATE",
            "HIEU_TRUONG NAME_CARD_VERIFIER",
            "PHO_HIEU_TRUONG NAME_CARD_VERIFIER",
            "QT_CNTT READ_SERVICE_CERTIFICATES",
            "QT_NEN_TANG READ_SERVICE_CERTIFICATES",
            "CAN_BO_RA READ_SERVICE_CERTIFICATES",
            "CAN_BO_CA READ_SERVICE_CERTIFICATES",
            "AN_NINH READ_SERVICE_CERTIFICATES",
            "KIEM_TOAN READ_SERVICE_CERTIFICATES",
            "QT_CNTT REQUEST_SERVICE_CERTIFICATE",
            "QT_NEN_TANG REQUEST_SERVICE_CERTIFICATE",
            "CAN_BO_RA READ_AUTHORITY",
            "CAN_BO_CA READ_AUTHORITY",
            "AN_NINH READ_AUTHORITY",
            "KIEM_TOAN READ_AUTHORITY",
            "QT_NEN_TANG READ_AUTHORITY",
            "QT_NEN_TANG READ_TRUST_ANCHORS",
            "KIEM_TOAN READ_TRUST_ANCHORS",
            "QT_NEN_TANG PROPOSE_TRUST_ANCHOR");

    /** What officers may read of other units too. */
    private static final Set<String> ALLOWED_IN_OTHER_UNITS = Set.of(
            "CAN_BO_RA READ_SERVICE_CERTIFICATES",
            "CAN_BO_CA READ_SERVICE_CERTIFICATES",
            "AN_NINH READ_SERVICE_CERTIFICATES",
            "KIEM_TOAN READ_SERVICE_CERTIFICATES");

    /** With a delegation that covers everything there is to cover. */
    private Decision decide(Standing standing, String unit, SigningAction action, Subject subject) {
        return rights.decide(standing, unit, action, subject, List.of(delegation(HERE, ME, Set.of(), TODAY, TODAY)));
    }

    private static Delegation delegation(
            String unit, UUID to, Set<DocumentKind> kinds, LocalDate first, LocalDate last) {
        Instant made = Instant.parse("2026-09-01T01:00:00Z");
        return new Delegation(
                UUID.randomUUID(),
                unit,
                DelegationType.KT,
                OTHER,
                "Trần Thị Mỹ Hạnh",
                to,
                "Nguyễn Thị Lan",
                first,
                last,
                kinds,
                "Quyết định 12/QĐ-THCSTT2",
                made,
                Optional.of(made),
                Optional.empty());
    }

    @Test
    void aVicePrincipalSignsOnlyWithinADelegationAndNobodyElseByOne() {
        Delegation whole = delegation(HERE, ME, Set.of(), TODAY, TODAY);
        Instant now = Instant.parse("2026-11-23T01:00:00Z");
        Map<String, Delegation> outside = Map.of(
                "another unit", delegation(THERE, ME, Set.of(), TODAY, TODAY),
                "another person", delegation(HERE, OTHER, Set.of(), TODAY, TODAY),
                "another kind", delegation(HERE, ME, Set.of(DocumentKind.TB), TODAY, TODAY),
                "tomorrow", delegation(HERE, ME, Set.of(), TODAY.plusDays(1), TODAY.plusDays(9)),
                "yesterday", delegation(HERE, ME, Set.of(), TODAY.minusDays(9), TODAY.minusDays(1)),
                "not confirmed", with(whole, Optional.empty(), Optional.empty()),
                "ended", with(whole, Optional.of(now), Optional.of(now)));
        Subject named = document(HERE, Role.PHO_HIEU_TRUONG, Relation.SIGNER, DocumentState.SUBMITTED);
        outside.forEach((why, delegation) -> assertThat(rights.decide(
                        standing(Role.PHO_HIEU_TRUONG), HERE, SigningAction.SIGN, named, List.of(delegation)))
                .as(why)
                .isEqualTo(new Decision.Denied(Refusal.NO_DELEGATION)));
        assertThat(rights.decide(standing(Role.PHO_HIEU_TRUONG), HERE, SigningAction.SIGN, named, List.of()))
                .isEqualTo(new Decision.Denied(Refusal.NO_DELEGATION));
        for (Set<DocumentKind> kinds :
                List.of(Set.<DocumentKind>of(), Set.of(DocumentKind.QD), Set.of(DocumentKind.QD, DocumentKind.TB))) {
            assertThat(allowed(rights.decide(
                            standing(Role.PHO_HIEU_TRUONG),
                            HERE,
                            SigningAction.SIGN,
                            named,
                            List.of(delegation(HERE, ME, kinds, TODAY.minusDays(3), TODAY.plusDays(3))))))
                    .isTrue();
        }
        // Sending back needs none, and the principal signs of their own right.
        assertThat(allowed(rights.decide(standing(Role.PHO_HIEU_TRUONG), HERE, SigningAction.RETURN, named, List.of())))
                .isTrue();
        assertThat(allowed(rights.decide(
                        standing(Role.HIEU_TRUONG),
                        HERE,
                        SigningAction.SIGN,
                        document(HERE, Role.HIEU_TRUONG, Relation.SIGNER, DocumentState.SUBMITTED),
                        List.of())))
                .isTrue();
        for (Role role : Role.values()) {
            boolean signs = role == Role.HIEU_TRUONG || role == Role.PHO_HIEU_TRUONG;
            assertThat(allowed(rights.decide(
                            standing(role),
                            HERE,
                            SigningAction.SIGN,
                            document(HERE, role, Relation.SIGNER, DocumentState.SUBMITTED),
                            List.of(whole))))
                    .as(role.name())
                    .isEqualTo(signs);
        }
    }

    private static Delegation with(Delegation of, Optional<Instant> made, Optional<Instant> ended) {
        return new Delegation(
                of.id(),
                of.unit(),
                of.type(),
                of.from(),
                of.fromName(),
                of.to(),
                of.toName(),
                of.firstDay(),
                of.lastDay(),
                of.kinds(),
                of.basis(),
                of.proposedAt(),
                made,
                ended);
    }

    @Test
    void everyCellOnDocuments() {
        Set<String> expected = new TreeSet<>();
        for (String line : ALLOWED_ON_DOCUMENTS) {
            String[] cell = line.split("\\|");
            List<String> states = cell[3].equals("*")
                    ? Arrays.stream(DocumentState.values()).map(Enum::name).toList()
                    : List.of(cell[3].split(" "));
            for (String relation : cell[1].split(" ")) {
                states.forEach(state -> expected.add(String.join(" ", cell[0], relation, cell[2], state)));
            }
        }
        Set<String> found = new TreeSet<>();
        List<String> leaks = new ArrayList<>();
        int cells = 0;
        for (Role role : Role.values()) {
            for (Relation relation : Relation.values()) {
                for (SigningAction action : SigningAction.values()) {
                    for (DocumentState state : DocumentState.values()) {
                        cells += 2;
                        String name = String.join(" ", role.name(), relation.name(), action.name(), state.name());
                        if (allowed(decide(standing(role), HERE, action, document(HERE, role, relation, state)))) {
                            found.add(name);
                        }
                        if (allowed(decide(standing(role), HERE, action, document(THERE, role, relation, state)))) {
                            leaks.add(name);
                        }
                    }
                }
            }
        }
        assertThat(cells).isEqualTo(23 * 3 * 51 * 8 * 2);
        assertThat(found).isEqualTo(expected);
        assertThat(leaks).as("allowed on another unit's document").isEmpty();
    }

    @Test
    void everyCellInTheUnit() {
        Set<String> found = new TreeSet<>();
        List<String> leaks = new ArrayList<>();
        for (Role role : Role.values()) {
            for (SigningAction action : SigningAction.values()) {
                String name = role + " " + action;
                if (allowed(decide(standing(role), HERE, action, new Subject.OfUnit(HERE)))) {
                    found.add(name);
                }
                if (allowed(decide(standing(role), HERE, action, new Subject.OfUnit(THERE)))) {
                    leaks.add(name);
                }
            }
        }
        assertThat(found).isEqualTo(new TreeSet<>(ALLOWED_IN_UNIT));
        assertThat(leaks).as("allowed in another unit").containsExactlyInAnyOrderElementsOf(ALLOWED_IN_OTHER_UNITS);
    }

    @Test
    void onlyTheRegistrationOfficerDecidesAndNeverOnTheirOwn() {
        for (Role role : Role.values()) {
            Decision others = decide(
                    standing(role), HERE, SigningAction.DECIDE_CERTIFICATE, new Subject.OfRequest(THERE, OTHER, OTHER));
            assertThat(allowed(others)).as(role.name()).isEqualTo(role == Role.CAN_BO_RA);
            assertThat(decide(
                            standing(role),
                            HERE,
                            SigningAction.DECIDE_CERTIFICATE,
                            new Subject.OfRequest(THERE, ME, ME)))
                    .isInstanceOf(Decision.Denied.class);
            assertThat(decide(
                            standing(role),
                            HERE,
                            SigningAction.DECIDE_CERTIFICATE,
                            new Subject.OfRequest(THERE, OTHER, ME)))
                    .isInstanceOf(Decision.Denied.class);
        }
        assertThat(decide(
                        standing(Role.CAN_BO_RA),
                        HERE,
                        SigningAction.DECIDE_CERTIFICATE,
                        new Subject.OfRequest(HERE, ME, ME)))
                .isEqualTo(new Decision.Denied(Refusal.OWN_REQUEST));
    }

    @Test
    void theReasonNamesTheRule() {
        assertThat(decide(
                        standing(Role.VAN_THU),
                        HERE,
                        SigningAction.SEAL,
                        document(HERE, Role.VAN_THU, Relation.NONE, DocumentState.SUBMITTED)))
                .isEqualTo(new Decision.Denied(Refusal.SEAL_BEFORE_SIGNATURE));
        assertThat(decide(
                        standing(Role.VAN_THU),
                        HERE,
                        SigningAction.SEAL,
                        document(HERE, Role.VAN_THU, Relation.SIGNER, DocumentState.NUMBERED)))
                .isEqualTo(new Decision.Denied(Refusal.SIGNER_MAY_NOT_SEAL));
        assertThat(decide(
                        standing(Role.HIEU_TRUONG),
                        HERE,
                        SigningAction.SIGN,
                        document(HERE, Role.HIEU_TRUONG, Relation.NONE, DocumentState.SUBMITTED)))
                .isEqualTo(new Decision.Denied(Refusal.NOT_NAMED_SIGNER));
        assertThat(decide(
                        standing(Role.HIEU_TRUONG),
                        HERE,
                        SigningAction.SIGN,
                        document(THERE, Role.HIEU_TRUONG, Relation.SIGNER, DocumentState.SUBMITTED)))
                .isEqualTo(new Decision.Denied(Refusal.OTHER_UNIT));
    }

    @Test
    void rightsEndWithTheAppointmentTheAccountAndThePosition() {
        Subject mine = document(HERE, Role.HIEU_TRUONG, Relation.SIGNER, DocumentState.SUBMITTED);
        Standing gone = new Standing(person(PersonStatus.ACTIVE), TODAY, List.of(), List.of(), List.of());
        assertThat(decide(gone, HERE, SigningAction.SIGN, mine)).isEqualTo(new Decision.Denied(Refusal.NO_APPOINTMENT));
        for (PersonStatus status : PersonStatus.values()) {
            Standing principal = new Standing(
                    person(status), TODAY, List.of(appointment(Position.HIEU_TRUONG, HERE)), List.of(), List.of());
            assertThat(allowed(decide(principal, HERE, SigningAction.SIGN, mine)))
                    .as(status.name())
                    .isEqualTo(status == PersonStatus.ACTIVE);
        }
        // Promoted since: what was to be signed as vice-principal is no longer theirs to sign.
        Subject asDeputy =
                new Subject.OfDocument(HERE, OTHER, ME, "PHO_HIEU_TRUONG", DocumentKind.QD, DocumentState.SUBMITTED);
        assertThat(decide(standing(Role.HIEU_TRUONG), HERE, SigningAction.SIGN, asDeputy))
                .isEqualTo(new Decision.Denied(Refusal.NOT_NAMED_SIGNER));
    }

    @Test
    void aRightInAnotherOfMyUnitsDoesNotCount() {
        Standing two = new Standing(
                person(PersonStatus.ACTIVE),
                TODAY,
                List.of(appointment(Position.HIEU_TRUONG, THERE), appointment(Position.GIAO_VIEN, HERE)),
                List.of(),
                List.of());
        assertThat(decide(
                        two,
                        HERE,
                        SigningAction.SIGN,
                        document(HERE, Role.HIEU_TRUONG, Relation.SIGNER, DocumentState.SUBMITTED)))
                .isEqualTo(new Decision.Denied(Refusal.ROLE_NOT_ALLOWED));
        assertThat(allowed(decide(two, HERE, SigningAction.SUBMIT, new Subject.OfUnit(HERE))))
                .isTrue();
        assertThat(decide(two, THERE, SigningAction.SUBMIT, new Subject.OfUnit(THERE)))
                .isEqualTo(new Decision.Denied(Refusal.ROLE_NOT_ALLOWED));
    }

    private static boolean allowed(Decision decision) {
        return decision instanceof Decision.Allowed;
    }

    private static Subject document(String unit, Role role, Relation relation, DocumentState state) {
        String position = role == Role.PHO_HIEU_TRUONG ? "PHO_HIEU_TRUONG" : "HIEU_TRUONG";
        return new Subject.OfDocument(
                unit,
                relation == Relation.SUBMITTER ? ME : OTHER,
                relation == Relation.SIGNER ? ME : OTHER,
                position,
                DocumentKind.QD,
                state);
    }

    /** A person with this one role here, by the edge that gives it. */
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
        return new Standing(person(PersonStatus.ACTIVE), TODAY, appointments, enrolments, List.of());
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

    private static Person person(PersonStatus status) {
        return new Person(
                ME,
                "hanh.ttm",
                PersonName.of("Trần Thị Mỹ Hạnh"),
                Optional.empty(),
                Sex.values()[0],
                Optional.empty(),
                status);
    }
}
