package vn.khue.directory.ldap;

import com.unboundid.ldap.sdk.Entry;
import vn.khue.directory.ClassGroup;

/** A class group. */
public final class ClassGroupForm implements EntryForm<ClassGroup> {

    private final Tree tree;

    public ClassGroupForm(Tree tree) {
        this.tree = tree;
    }

    @Override
    public String objectClass() {
        return "khueClassGroup";
    }

    @Override
    public Entry write(ClassGroup group) {
        var entry = new Entry(tree.classGroup(group.id()));
        entry.addAttribute("objectClass", objectClass());
        entry.addAttribute("khueClassId", group.id());
        entry.addAttribute("khueUnit", group.unit());
        entry.addAttribute("khueSchoolYear", group.schoolYear());
        entry.addAttribute("khueGrade", Integer.toString(group.grade()));
        entry.addAttribute("cn", group.name());
        return entry;
    }

    @Override
    public ClassGroup read(Entry entry) {
        var fields = new Fields(entry);
        return fields.record(() -> new ClassGroup(
                fields.text("khueClassId"),
                fields.text("khueUnit"),
                fields.text("khueSchoolYear"),
                fields.number("khueGrade"),
                fields.text("cn")));
    }
}
