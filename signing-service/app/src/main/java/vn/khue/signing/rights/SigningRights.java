package vn.khue.signing.rights;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import vn.khue.directory.ClassRole;
import vn.khue.directory.GuardianScope;
import vn.khue.directory.PersonStatus;
import vn.khue.directory.Role;
import vn.khue.directory.Standing;
import vn.khue.signing.delegation.Delegation;
import vn.khue.signing.refusal.Refusal;

/**
 * Who may do what in the signing service. The one place: shared roles matrix, column documents and certificates. What no
 * line here gives is denied. Rights are read from the person's standing today, so they end with the appointment (roles.md).
 * Without state, thread-safe.
 */
public final class SigningRights {
    /**
     * Which roles an action is open to, in the acting unit.
     *
     * <ul>
     *   <li>A teacher or a clerk hands documents in; heads of groups do so by their appointment as teachers.
     *   <li>The principal signs and returns what names them; a vice-principal returns what names them, and signs it within a
     *       delegation (KT., TUQ.; NĐ 30/2020 Đ13, R1.5) that only the principal makes and ends.
     *   <li>The clerk numbers, seals and publishes (Đ14, Đ33); the seal's picture belongs to the stamp the clerk keeps.
     *   <li>Only the principal asks for the seal's certificate and names its holder (Đ33.2).
     *   <li>School IT may hold no signing role; it asks for certificates of its school's hosts, as the platform administrator does
     *       for those of Khuê.
     *   <li>The registration officer approves what they ask for, the CA officer issues it; nobody is both. The CA officer suspends,
     *       resumes and revokes; the security officer suspends. Officers and the auditor read every certificate; everybody else
     *       reads their own and those of the unit's seal and hosts. What gives certificates without an officer (ACME) each of
     *       them, and the unit, may end.
     *   <li>The card officer issues, replaces, suspends, resumes and revokes cards of the units that the officer's own serves; the
     *       registration officer issues those of staff; the security officer suspends. Nobody does so with the own card, but
     *       anybody says that it is lost. School IT reads those of its school, which it prints. Pupils and teachers bring their own
     *       onto their phone; they, and the card officer, end it there.
     *   <li>A guardian says that the child's card is lost, within what the guardianship gives about the child's account that day. That is no
     *       right of a unit: guardians act in none.
     *   <li>The principal or a vice-principal names staff of the school who check cards; who is named sees class and photo of its people.
     *   <li>Whoever has a card offers it to a wallet of their own and takes it there; nobody does so with another's, or whoever issues cards
     *       could be anybody in a wallet.
     *   <li>What the security officer suspended in answer to an alert, any of them ends again, and nothing else that is suspended.
     * </ul>
     */
    private static final Map<SigningAction, Set<Role>> OPEN_TO = Map.ofEntries(
            Map.entry(SigningAction.SUBMIT, EnumSet.of(Role.GIAO_VIEN, Role.VAN_THU)),
            Map.entry(
                    SigningAction.READ,
                    EnumSet.of(Role.HIEU_TRUONG, Role.PHO_HIEU_TRUONG, Role.VAN_THU, Role.GIAO_VIEN)),
            Map.entry(SigningAction.READ_INBOX, EnumSet.of(Role.HIEU_TRUONG, Role.PHO_HIEU_TRUONG)),
            Map.entry(SigningAction.READ_DESK, EnumSet.of(Role.VAN_THU)),
            Map.entry(SigningAction.READ_REGISTER, EnumSet.of(Role.HIEU_TRUONG, Role.PHO_HIEU_TRUONG, Role.VAN_THU)),
            Map.entry(SigningAction.READ_REQUESTS, EnumSet.of(Role.CAN_BO_RA)),
            Map.entry(SigningAction.SIGN, EnumSet.of(Role.HIEU_TRUONG, Role.PHO_HIEU_TRUONG)),
            Map.entry(SigningAction.RETURN, EnumSet.of(Role.HIEU_TRUONG, Role.PHO_HIEU_TRUONG)),
            Map.entry(SigningAction.NUMBER, EnumSet.of(Role.VAN_THU)),
            Map.entry(SigningAction.SEAL, EnumSet.of(Role.VAN_THU)),
            Map.entry(SigningAction.PUBLISH, EnumSet.of(Role.VAN_THU)),
            Map.entry(SigningAction.RECALL, EnumSet.of(Role.VAN_THU, Role.HIEU_TRUONG)),
            Map.entry(
                    SigningAction.REQUEST_OWN_CERTIFICATE,
                    EnumSet.of(Role.GIAO_VIEN, Role.GV_CHU_NHIEM, Role.PHO_HIEU_TRUONG, Role.HIEU_TRUONG)),
            Map.entry(SigningAction.REQUEST_SEAL_CERTIFICATE, EnumSet.of(Role.HIEU_TRUONG)),
            Map.entry(SigningAction.DECIDE_CERTIFICATE, EnumSet.of(Role.CAN_BO_RA)),
            Map.entry(SigningAction.CHANGE_OWN_IMAGE, EnumSet.of(Role.HIEU_TRUONG, Role.PHO_HIEU_TRUONG)),
            Map.entry(SigningAction.CHANGE_SEAL_IMAGE, EnumSet.of(Role.VAN_THU)),
            Map.entry(SigningAction.READ_SEAL_IMAGE, EnumSet.of(Role.VAN_THU, Role.HIEU_TRUONG)),
            Map.entry(SigningAction.READ_DELEGATIONS, EnumSet.of(Role.HIEU_TRUONG, Role.PHO_HIEU_TRUONG)),
            Map.entry(SigningAction.DELEGATE, EnumSet.of(Role.HIEU_TRUONG)),
            Map.entry(
                    SigningAction.READ_SERVICE_CERTIFICATES,
                    EnumSet.of(
                            Role.QT_CNTT,
                            Role.QT_NEN_TANG,
                            Role.CAN_BO_RA,
                            Role.CAN_BO_CA,
                            Role.AN_NINH,
                            Role.KIEM_TOAN)),
            Map.entry(SigningAction.REQUEST_SERVICE_CERTIFICATE, EnumSet.of(Role.QT_CNTT, Role.QT_NEN_TANG)),
            Map.entry(SigningAction.APPROVE_SERVICE_CERTIFICATE, EnumSet.of(Role.CAN_BO_RA)),
            Map.entry(SigningAction.ISSUE_SERVICE_CERTIFICATE, EnumSet.of(Role.CAN_BO_CA)),
            Map.entry(SigningAction.REFUSE_SERVICE_CERTIFICATE, EnumSet.of(Role.CAN_BO_RA, Role.CAN_BO_CA)),
            Map.entry(
                    SigningAction.END_ACME_BINDING,
                    EnumSet.of(Role.QT_CNTT, Role.QT_NEN_TANG, Role.CAN_BO_RA, Role.CAN_BO_CA, Role.AN_NINH)),
            Map.entry(SigningAction.SUSPEND_CERTIFICATE, EnumSet.of(Role.CAN_BO_CA, Role.AN_NINH)),
            Map.entry(SigningAction.RESUME_CERTIFICATE, EnumSet.of(Role.CAN_BO_CA)),
            Map.entry(SigningAction.REVOKE_CERTIFICATE, EnumSet.of(Role.CAN_BO_CA)),
            Map.entry(
                    SigningAction.READ_AUTHORITY,
                    EnumSet.of(Role.CAN_BO_RA, Role.CAN_BO_CA, Role.AN_NINH, Role.KIEM_TOAN, Role.QT_NEN_TANG)),
            Map.entry(
                    SigningAction.READ_CERTIFICATE,
                    EnumSet.of(
                            Role.HIEU_TRUONG,
                            Role.PHO_HIEU_TRUONG,
                            Role.GIAO_VIEN,
                            Role.GV_CHU_NHIEM,
                            Role.VAN_THU,
                            Role.QT_CNTT,
                            Role.QT_NEN_TANG,
                            Role.CAN_BO_RA,
                            Role.CAN_BO_CA,
                            Role.AN_NINH,
                            Role.KIEM_TOAN)),
            Map.entry(SigningAction.READ_TRUST_ANCHORS, EnumSet.of(Role.QT_NEN_TANG, Role.KIEM_TOAN)),
            Map.entry(SigningAction.PROPOSE_TRUST_ANCHOR, EnumSet.of(Role.QT_NEN_TANG)),
            Map.entry(SigningAction.APPROVE_TRUST_ANCHOR, EnumSet.of(Role.QT_NEN_TANG)),
            Map.entry(SigningAction.REFUSE_TRUST_ANCHOR, EnumSet.of(Role.QT_NEN_TANG)),
            Map.entry(SigningAction.REMOVE_TRUST_ANCHOR, EnumSet.of(Role.QT_NEN_TANG)),
            Map.entry(SigningAction.ISSUE_CARD, EnumSet.of(Role.CAN_BO_RA, Role.CAN_BO_THE)),
            Map.entry(
                    SigningAction.READ_CARD,
                    EnumSet.of(
                            Role.HOC_SINH,
                            Role.GIAO_VIEN,
                            Role.GV_CHU_NHIEM,
                            Role.QT_CNTT,
                            Role.CAN_BO_THE,
                            Role.AN_NINH,
                            Role.KIEM_TOAN)),
            Map.entry(SigningAction.SUSPEND_CARD, EnumSet.of(Role.CAN_BO_THE, Role.AN_NINH)),
            Map.entry(SigningAction.RESUME_CARD, EnumSet.of(Role.CAN_BO_THE)),
            Map.entry(SigningAction.REVOKE_CARD, EnumSet.of(Role.CAN_BO_THE)),
            Map.entry(
                    SigningAction.REPORT_CARD_LOST,
                    EnumSet.of(Role.HOC_SINH, Role.GIAO_VIEN, Role.GV_CHU_NHIEM, Role.CAN_BO_THE)),
            Map.entry(SigningAction.HOLD_CARD_ON_PHONE, EnumSet.of(Role.HOC_SINH, Role.GIAO_VIEN, Role.GV_CHU_NHIEM)),
            Map.entry(
                    SigningAction.END_CARD_ON_PHONE,
                    EnumSet.of(Role.HOC_SINH, Role.GIAO_VIEN, Role.GV_CHU_NHIEM, Role.CAN_BO_THE)),
            Map.entry(SigningAction.NAME_CARD_VERIFIER, EnumSet.of(Role.HIEU_TRUONG, Role.PHO_HIEU_TRUONG)),
            Map.entry(
                    SigningAction.LOAD_ROSTER_PACK,
                    EnumSet.of(
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
                            Role.QT_CNTT)),
            Map.entry(SigningAction.OFFER_CARD, EnumSet.complementOf(EnumSet.of(Role.PHU_HUYNH))),
            Map.entry(SigningAction.TAKE_CARD, EnumSet.complementOf(EnumSet.of(Role.PHU_HUYNH))),
            Map.entry(SigningAction.RELEASE_CARD, EnumSet.of(Role.AN_NINH)),
            Map.entry(SigningAction.RELEASE_CERTIFICATE, EnumSet.of(Role.AN_NINH)));

    /** Officers serve every unit; everybody else stays in their own. */
    private static final Set<Role> SERVE_EVERY_UNIT =
            Set.of(Role.CAN_BO_RA, Role.CAN_BO_CA, Role.AN_NINH, Role.KIEM_TOAN);

    /** Who deals with cards of units that their own serves. */
    private static final Set<Role> SERVE_CARDS = Set.of(Role.CAN_BO_THE, Role.CAN_BO_RA, Role.AN_NINH, Role.KIEM_TOAN);

    /** What is done to a request or a certificate that is there. */
    private static final Set<SigningAction> NEEDS_ITS_SUBJECT = Set.of(
            SigningAction.DECIDE_CERTIFICATE,
            SigningAction.APPROVE_SERVICE_CERTIFICATE,
            SigningAction.ISSUE_SERVICE_CERTIFICATE,
            SigningAction.REFUSE_SERVICE_CERTIFICATE,
            SigningAction.END_ACME_BINDING,
            SigningAction.SUSPEND_CERTIFICATE,
            SigningAction.RESUME_CERTIFICATE,
            SigningAction.REVOKE_CERTIFICATE,
            SigningAction.READ_CERTIFICATE,
            SigningAction.APPROVE_TRUST_ANCHOR,
            SigningAction.REFUSE_TRUST_ANCHOR,
            SigningAction.REMOVE_TRUST_ANCHOR,
            SigningAction.ISSUE_CARD,
            SigningAction.READ_CARD,
            SigningAction.SUSPEND_CARD,
            SigningAction.RESUME_CARD,
            SigningAction.REVOKE_CARD,
            SigningAction.REPORT_CARD_LOST,
            SigningAction.REPORT_CHILDS_CARD_LOST,
            SigningAction.HOLD_CARD_ON_PHONE,
            SigningAction.END_CARD_ON_PHONE,
            SigningAction.LOAD_ROSTER_PACK,
            SigningAction.OFFER_CARD,
            SigningAction.TAKE_CARD,
            SigningAction.RELEASE_CARD,
            SigningAction.RELEASE_CERTIFICATE);

    /** What officers do for every unit. */
    private static final Set<SigningAction> FOR_EVERY_UNIT = Set.of(
            SigningAction.DECIDE_CERTIFICATE,
            SigningAction.READ_SERVICE_CERTIFICATES,
            SigningAction.APPROVE_SERVICE_CERTIFICATE,
            SigningAction.ISSUE_SERVICE_CERTIFICATE,
            SigningAction.REFUSE_SERVICE_CERTIFICATE,
            SigningAction.END_ACME_BINDING,
            SigningAction.SUSPEND_CERTIFICATE,
            SigningAction.RESUME_CERTIFICATE,
            SigningAction.REVOKE_CERTIFICATE,
            SigningAction.READ_CERTIFICATE,
            SigningAction.RELEASE_CERTIFICATE);

    /**
     * Decides.
     *
     * @param standing the person's, of today
     * @param actingUnit the unit the person acts in; a right in another of their units does not count
     * @param delegations those that may be to this person; what they cover is judged here
     */
    public Decision decide(
            Standing standing, String actingUnit, SigningAction action, Subject subject, List<Delegation> delegations) {
        if (subject instanceof Subject.OfChild child) {
            return action == SigningAction.REPORT_CHILDS_CARD_LOST
                            && child.pupil()
                            && standing.mayFor(child.child(), GuardianScope.ACCOUNT)
                    ? new Decision.Allowed(Role.PHU_HUYNH)
                    : new Decision.Denied(Refusal.ROLE_NOT_ALLOWED);
        }
        Set<Role> held = rolesIn(standing, actingUnit);
        if (held.isEmpty()) {
            return new Decision.Denied(Refusal.NO_APPOINTMENT);
        }
        Set<Role> fitting = EnumSet.copyOf(held);
        fitting.retainAll(OPEN_TO.getOrDefault(action, Set.of()));
        if (fitting.isEmpty()) {
            return new Decision.Denied(Refusal.ROLE_NOT_ALLOWED);
        }
        if (!subject.unit().equals(actingUnit)) {
            fitting.retainAll(elsewhere(actingUnit, action, subject));
            if (fitting.isEmpty()) {
                return new Decision.Denied(Refusal.OTHER_UNIT);
            }
        }
        return narrow(standing, fitting, action, subject, delegations);
    }

    /** Roles that count in another unit than the acting one. */
    private static Set<Role> elsewhere(String actingUnit, SigningAction action, Subject subject) {
        if (subject instanceof Subject.OfCard card) {
            return card.servedBy().contains(actingUnit) ? SERVE_CARDS : Set.of();
        }
        return FOR_EVERY_UNIT.contains(action) ? SERVE_EVERY_UNIT : Set.of();
    }

    private static Decision narrow(
            Standing standing, Set<Role> fitting, SigningAction action, Subject subject, List<Delegation> delegations) {
        Role as = fitting.iterator().next();
        if (subject instanceof Subject.OfRequest request) {
            boolean own = request.applicant().equals(standing.person().id())
                    || request.holder().equals(standing.person().id());
            return own && action == SigningAction.DECIDE_CERTIFICATE
                    ? new Decision.Denied(Refusal.OWN_REQUEST)
                    : new Decision.Allowed(as);
        }
        if (subject instanceof Subject.OfDocument document) {
            return onDocument(standing, fitting, action, document, delegations);
        }
        if (subject instanceof Subject.OfServiceRequest request) {
            return onServiceRequest(standing, as, action, request);
        }
        if (subject instanceof Subject.OfCertificate certificate) {
            return onCertificate(standing, fitting, action, certificate);
        }
        if (subject instanceof Subject.OfAnchor anchor) {
            return onAnchor(standing, as, action, anchor);
        }
        if (subject instanceof Subject.OfCard card) {
            return onCard(standing, fitting, action, card);
        }
        if (subject instanceof Subject.OfVerifier roster) {
            return action == SigningAction.LOAD_ROSTER_PACK && roster.named()
                    ? new Decision.Allowed(as)
                    : new Decision.Denied(
                            action == SigningAction.LOAD_ROSTER_PACK
                                    ? Refusal.NOT_CARD_VERIFIER
                                    : Refusal.ROLE_NOT_ALLOWED);
        }
        // An act on a thing needs the thing; without it there is nothing to allow.
        return action == SigningAction.READ || action.act().isPresent() || NEEDS_ITS_SUBJECT.contains(action)
                ? new Decision.Denied(Refusal.NOT_FOUND)
                : new Decision.Allowed(as);
    }

    private static Decision onServiceRequest(
            Standing standing, Role as, SigningAction action, Subject.OfServiceRequest request) {
        UUID me = standing.person().id();
        return switch (action) {
            case READ_SERVICE_CERTIFICATES, REQUEST_SERVICE_CERTIFICATE, END_ACME_BINDING -> new Decision.Allowed(as);
            case APPROVE_SERVICE_CERTIFICATE, ISSUE_SERVICE_CERTIFICATE, REFUSE_SERVICE_CERTIFICATE -> {
                if (request.applicant().equals(me)) {
                    yield new Decision.Denied(Refusal.OWN_REQUEST);
                }
                if (standing.roles().containsAll(Set.of(Role.CAN_BO_RA, Role.CAN_BO_CA))) {
                    yield new Decision.Denied(Refusal.OFFICER_OF_BOTH_KINDS);
                }
                yield action == SigningAction.ISSUE_SERVICE_CERTIFICATE
                                && request.approver().equals(Optional.of(me))
                        ? new Decision.Denied(Refusal.SECOND_PERSON_NEEDED)
                        : new Decision.Allowed(as);
            }
            default -> new Decision.Denied(Refusal.ROLE_NOT_ALLOWED);
        };
    }

    private static Decision onCertificate(
            Standing standing, Set<Role> fitting, SigningAction action, Subject.OfCertificate certificate) {
        Role as = fitting.iterator().next();
        boolean own = certificate.holder().equals(Optional.of(standing.person().id()));
        return switch (action) {
            case READ_SERVICE_CERTIFICATES -> new Decision.Allowed(as);
            case READ_CERTIFICATE -> {
                Optional<Role> officer =
                        fitting.stream().filter(SERVE_EVERY_UNIT::contains).findFirst();
                yield officer.isPresent() || own || certificate.holder().isEmpty()
                        ? new Decision.Allowed(officer.orElse(as))
                        : new Decision.Denied(Refusal.ROLE_NOT_ALLOWED);
            }
            case SUSPEND_CERTIFICATE, RESUME_CERTIFICATE, REVOKE_CERTIFICATE, RELEASE_CERTIFICATE ->
                own ? new Decision.Denied(Refusal.OWN_REQUEST) : new Decision.Allowed(as);
            default -> new Decision.Denied(Refusal.ROLE_NOT_ALLOWED);
        };
    }

    private static Decision onCard(Standing standing, Set<Role> fitting, SigningAction action, Subject.OfCard card) {
        boolean own = card.holder().equals(standing.person().id());
        Set<Role> officers = EnumSet.copyOf(fitting);
        officers.removeAll(Set.of(Role.HOC_SINH, Role.GIAO_VIEN, Role.GV_CHU_NHIEM));
        return switch (action) {
            case READ_CARD, REPORT_CARD_LOST, END_CARD_ON_PHONE -> {
                Set<Role> may = own ? fitting : officers;
                yield may.isEmpty()
                        ? new Decision.Denied(Refusal.ROLE_NOT_ALLOWED)
                        : new Decision.Allowed(may.iterator().next());
            }
            case HOLD_CARD_ON_PHONE ->
                own ? new Decision.Allowed(fitting.iterator().next()) : new Decision.Denied(Refusal.ROLE_NOT_ALLOWED);
            case ISSUE_CARD -> {
                if (own) {
                    yield new Decision.Denied(Refusal.OWN_REQUEST);
                }
                if (!card.staff()) {
                    officers.remove(Role.CAN_BO_RA);
                }
                yield officers.isEmpty()
                        ? new Decision.Denied(Refusal.ROLE_NOT_ALLOWED)
                        : new Decision.Allowed(officers.iterator().next());
            }
            case SUSPEND_CARD, RESUME_CARD, REVOKE_CARD, RELEASE_CARD ->
                own
                        ? new Decision.Denied(Refusal.OWN_REQUEST)
                        : new Decision.Allowed(officers.iterator().next());
            case OFFER_CARD, TAKE_CARD ->
                own ? new Decision.Allowed(fitting.iterator().next()) : new Decision.Denied(Refusal.ROLE_NOT_ALLOWED);
            default -> new Decision.Denied(Refusal.ROLE_NOT_ALLOWED);
        };
    }

    private static Decision onAnchor(Standing standing, Role as, SigningAction action, Subject.OfAnchor anchor) {
        return switch (action) {
            case APPROVE_TRUST_ANCHOR ->
                anchor.asker().equals(standing.person().id())
                        ? new Decision.Denied(Refusal.OWN_ANCHOR)
                        : new Decision.Allowed(as);
            // Who asked may take it back, and less trust needs no second person.
            case REFUSE_TRUST_ANCHOR, REMOVE_TRUST_ANCHOR -> new Decision.Allowed(as);
            default -> new Decision.Denied(Refusal.ROLE_NOT_ALLOWED);
        };
    }

    private static Decision onDocument(
            Standing standing,
            Set<Role> fitting,
            SigningAction action,
            Subject.OfDocument document,
            List<Delegation> delegations) {
        Role as = fitting.iterator().next();
        boolean namedSigner = document.signer().equals(standing.person().id());
        switch (action) {
            case READ -> {
                boolean all = fitting.contains(Role.HIEU_TRUONG)
                        || fitting.contains(Role.PHO_HIEU_TRUONG)
                        || fitting.contains(Role.VAN_THU);
                boolean own = document.submitter().equals(standing.person().id());
                return all || own ? new Decision.Allowed(as) : new Decision.Denied(Refusal.ROLE_NOT_ALLOWED);
            }
            case SIGN, RETURN -> {
                if (!namedSigner
                        || fitting.stream().noneMatch(role -> role.name().equals(document.signerPosition()))) {
                    return new Decision.Denied(Refusal.NOT_NAMED_SIGNER);
                }
                if (action == SigningAction.SIGN && !mandated(standing, document, delegations)) {
                    return new Decision.Denied(Refusal.NO_DELEGATION);
                }
            }
            case SEAL -> {
                if (namedSigner) {
                    return new Decision.Denied(Refusal.SIGNER_MAY_NOT_SEAL);
                }
                if (!document.state().signedByPerson()) {
                    return new Decision.Denied(Refusal.SEAL_BEFORE_SIGNATURE);
                }
            }
            case NUMBER -> {
                if (namedSigner) {
                    return new Decision.Denied(Refusal.SIGNER_MAY_NOT_SEAL);
                }
            }
            case PUBLISH, RECALL -> {
                // The role in the unit is enough.
            }
            case SUBMIT,
                    READ_INBOX,
                    READ_DESK,
                    READ_REGISTER,
                    READ_REQUESTS,
                    REQUEST_OWN_CERTIFICATE,
                    REQUEST_SEAL_CERTIFICATE,
                    DECIDE_CERTIFICATE,
                    CHANGE_OWN_IMAGE,
                    CHANGE_SEAL_IMAGE,
                    READ_SEAL_IMAGE,
                    READ_DELEGATIONS,
                    DELEGATE,
                    READ_SERVICE_CERTIFICATES,
                    REQUEST_SERVICE_CERTIFICATE,
                    APPROVE_SERVICE_CERTIFICATE,
                    ISSUE_SERVICE_CERTIFICATE,
                    REFUSE_SERVICE_CERTIFICATE,
                    END_ACME_BINDING,
                    SUSPEND_CERTIFICATE,
                    RESUME_CERTIFICATE,
                    REVOKE_CERTIFICATE,
                    READ_AUTHORITY,
                    READ_CERTIFICATE,
                    READ_TRUST_ANCHORS,
                    PROPOSE_TRUST_ANCHOR,
                    APPROVE_TRUST_ANCHOR,
                    REFUSE_TRUST_ANCHOR,
                    REMOVE_TRUST_ANCHOR,
                    ISSUE_CARD,
                    READ_CARD,
                    SUSPEND_CARD,
                    RESUME_CARD,
                    REVOKE_CARD,
                    REPORT_CARD_LOST,
                    REPORT_CHILDS_CARD_LOST,
                    HOLD_CARD_ON_PHONE,
                    END_CARD_ON_PHONE,
                    NAME_CARD_VERIFIER,
                    LOAD_ROSTER_PACK,
                    OFFER_CARD,
                    TAKE_CARD,
                    RELEASE_CARD,
                    RELEASE_CERTIFICATE -> {
                return new Decision.Denied(Refusal.ROLE_NOT_ALLOWED);
            }
        }
        boolean follows =
                action.act().flatMap(act -> document.state().after(act)).isPresent();
        return follows ? new Decision.Allowed(as) : new Decision.Denied(Refusal.WRONG_STATE);
    }

    /** The principal signs of their own right; everybody else by a delegation that covers this document today. */
    private static boolean mandated(Standing standing, Subject.OfDocument document, List<Delegation> delegations) {
        return document.signerPosition().equals(Role.HIEU_TRUONG.name())
                || delegations.stream()
                        .anyMatch(each ->
                                each.covers(document.unit(), standing.person().id(), document.kind(), standing.on()));
    }

    /** The roles a person has in one unit on the day of the standing; none where the account is not active. */
    public static Set<Role> rolesIn(Standing standing, String unit) {
        EnumSet<Role> roles = EnumSet.noneOf(Role.class);
        if (standing.person().status() != PersonStatus.ACTIVE) {
            return roles;
        }
        standing.appointments().stream()
                .filter(appointment -> appointment.unit().equals(unit))
                .forEach(appointment -> roles.add(appointment.position().role()));
        standing.enrolments().stream()
                .filter(enrolment -> enrolment.unit().equals(unit))
                .forEach(enrolment -> {
                    if (enrolment.role() == ClassRole.FORM_TEACHER) {
                        roles.add(Role.GV_CHU_NHIEM);
                    } else if (enrolment.role() == ClassRole.SUBJECT_TEACHER) {
                        roles.add(Role.GIAO_VIEN);
                    } else {
                        roles.add(Role.HOC_SINH);
                    }
                });
        return roles;
    }
}
