package vn.khue.directory.ldap;

import com.unboundid.ldap.sdk.Entry;
import vn.khue.directory.ClassRole;
import vn.khue.directory.Enrolment;

/** An enrolment. The school stands in khueSchool, not khueUnit, so that a school's appointments keep an index of their own. */
public final class EnrolmentForm implements EntryForm<Enrolment> {

    private final Tree tree;

    public EnrolmentForm(Tree tree) {
        this.tree = tree;
    }

    @Override
    public String objectClass() {
        return "khueEnrolment";
    }

    @Override
    public Entry write(Enrolment enrolment) {
        var entry = new Entry(tree.edge(tree.enrolments(), enrolment.id()));
        entry.addAttribute("objectClass", objectClass());
        entry.addAttribute("khueId", enrolment.id().toString());
        entry.addAttribute("khuePerson", enrolment.person().toString());
        entry.addAttribute("khueClass", enrolment.classGroup());
        entry.addAttribute("khueSchool", enrolment.unit());
        entry.addAttribute("khueClassRole", enrolment.role().name());
        Fields.write(entry, enrolment.validity());
        return entry;
    }

    @Override
    public Enrolment read(Entry entry) {
        var fields = new Fields(entry);
        return fields.record(() -> new Enrolment(
                fields.uuid("khueId"),
                fields.uuid("khuePerson"),
                fields.text("khueClass"),
                fields.text("khueSchool"),
                fields.code("khueClassRole", ClassRole.class),
                fields.validity()));
    }
}
