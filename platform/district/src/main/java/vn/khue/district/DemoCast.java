package vn.khue.district;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import vn.khue.directory.Person;
import vn.khue.directory.PersonName;
import vn.khue.directory.Position;

/**
 * The people whom the demo shows: one school's principal, vice-principal, clerk, teacher, pupil, that pupil's parent and IT officer, the
 * principal and clerk of another school, and the officers who run Khuê. Immutable.
 *
 * @param members in the order in which they are shown; each role once
 */
public record DemoCast(List<Member> members) {

    /**
     * One of them.
     *
     * @param role name of the role in the demo's account list: principal, vice-principal, clerk, teacher, student, parent, school-it,
     *     other-principal, other-clerk, security-officer, auditor, registration-officer, ca-officer, card-officer, platform-admin
     * @param id Khuê id
     * @param username login name
     * @param unit id of the unit; for the parent that of the child's school
     * @param unitName name of the unit
     */
    public record Member(String role, UUID id, String username, PersonName name, String unit, String unitName) {}

    public DemoCast {
        members = List.copyOf(members);
    }

    /** The member with that role. */
    public Optional<Member> member(String role) {
        return members.stream().filter(member -> member.role().equals(role)).findFirst();
    }

    static DemoCast of(
            School school,
            Staffing staff,
            Classes.FirstClass firstClass,
            School other,
            Staffing otherStaff,
            Staffing operator) {
        Map<String, Person> ofSchool = new LinkedHashMap<>();
        ofSchool.put("principal", staff.first(Position.HIEU_TRUONG));
        ofSchool.put("vice-principal", staff.first(Position.PHO_HIEU_TRUONG));
        ofSchool.put("clerk", staff.first(Position.VAN_THU));
        ofSchool.put("teacher", firstClass.formTeacher());
        ofSchool.put("student", firstClass.pupil());
        ofSchool.put("parent", firstClass.guardian());
        ofSchool.put("school-it", staff.first(Position.QT_CNTT));
        Map<String, Person> ofOther = new LinkedHashMap<>();
        ofOther.put("other-principal", otherStaff.first(Position.HIEU_TRUONG));
        ofOther.put("other-clerk", otherStaff.first(Position.VAN_THU));
        Map<String, Person> ofOperator = new LinkedHashMap<>();
        ofOperator.put("security-officer", operator.first(Position.AN_NINH));
        ofOperator.put("auditor", operator.first(Position.KIEM_TOAN));
        ofOperator.put("registration-officer", operator.first(Position.CAN_BO_RA));
        ofOperator.put("ca-officer", operator.first(Position.CAN_BO_CA));
        ofOperator.put("card-officer", operator.first(Position.CAN_BO_THE));
        ofOperator.put("platform-admin", operator.first(Position.QT_NEN_TANG));
        var members = new java.util.ArrayList<Member>();
        ofSchool.forEach((role, person) -> members.add(member(role, person, school.id(), school.name())));
        ofOther.forEach((role, person) -> members.add(member(role, person, other.id(), other.name())));
        ofOperator.forEach(
                (role, person) -> members.add(member(role, person, UnitMap.OPERATOR, UnitMap.OPERATOR_NAME)));
        return new DemoCast(members);
    }

    private static Member member(String role, Person person, String unit, String unitName) {
        return new Member(role, person.id(), person.uid(), person.name(), unit, unitName);
    }
}
