package vn.khue.signing.cardoffice;

import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.khue.directory.ClassGroup;
import vn.khue.directory.Role;
import vn.khue.directory.Standing;
import vn.khue.directory.Unit;
import vn.khue.signing.card.CardScope;
import vn.khue.signing.refusal.SigningException;
import vn.khue.signing.rights.ActingPeople;
import vn.khue.signing.rights.ActingPerson;
import vn.khue.signing.rights.Decision;
import vn.khue.signing.rights.SigningRights;

/** Asks {@link OfficeRights} with what stands today, and turns a denial into the exception that stops the act. Thread-safe. */
@Component
public class OfficeGate {
    private final OfficeRights rights = new OfficeRights();
    private final CardScope scope;
    private final ActingPeople people;

    public OfficeGate(CardScope scope, ActingPeople people) {
        this.scope = scope;
        this.people = people;
    }

    /**
     * @return the role that gives the right
     * @throws SigningException with the rule that denies it
     */
    public Role require(ActingPerson person, OfficeAction action, OfficeSubject subject) {
        Decision decision = rights.decide(person.standing(), person.unit(), action, subject);
        if (decision instanceof Decision.Denied denied) {
            throw new SigningException(denied.why());
        }
        return ((Decision.Allowed) decision).as();
    }

    /** For pages: whether to offer the act. */
    public boolean may(ActingPerson person, OfficeAction action, OfficeSubject subject) {
        return rights.decide(person.standing(), person.unit(), action, subject) instanceof Decision.Allowed;
    }

    /** For tabs: whether the person has the right over anything at all. Asks the directory nothing. */
    public boolean mayAnywhere(ActingPerson person, OfficeAction action) {
        return rights.anywhere(person.standing(), person.unit(), action);
    }

    /** The staff of a unit. */
    public OfficeSubject ofStaff(String unit) {
        return subject(unit, Reach.STAFF, Optional.empty());
    }

    /** One member of it, as they stand today. */
    public OfficeSubject ofMember(String unit, Standing member) {
        OfficeSubject staff = ofStaff(unit);
        return new OfficeSubject(
                staff.unit(),
                staff.servedBy(),
                staff.reach(),
                staff.classGroup(),
                staff.asker(),
                Optional.of(new OfficeSubject.Holder(member.person().id(), SigningRights.rolesIn(member, unit))));
    }

    public OfficeSubject of(ClassGroup group) {
        return subject(group.unit(), Reach.CLASS, Optional.of(group.id()));
    }

    /** A class of a school whose subject is known. */
    static OfficeSubject within(OfficeSubject school, ClassGroup group) {
        return new OfficeSubject(
                school.unit(), school.servedBy(), Reach.CLASS, Optional.of(group.id()), Optional.empty());
    }

    /** A class by its id, of that unit. */
    public OfficeSubject ofClass(String unit, String classGroup) {
        return subject(unit, Reach.CLASS, Optional.of(classGroup));
    }

    /** A school, or a unit above schools. */
    public OfficeSubject of(Unit unit) {
        return subject(unit.id(), unit.kind().isSchool() ? Reach.SCHOOL : Reach.DISTRICT, Optional.empty());
    }

    public OfficeSubject of(Batch batch) {
        OfficeSubject plain = subject(batch.unit(), batch.reach(), batch.classGroup());
        return new OfficeSubject(
                plain.unit(), plain.servedBy(), plain.reach(), plain.classGroup(), Optional.of(batch.askedBy()));
    }

    private OfficeSubject subject(String unit, Reach reach, Optional<String> classGroup) {
        return new OfficeSubject(unit, scope.servedBy(unit, people.today()), reach, classGroup, Optional.empty());
    }
}
