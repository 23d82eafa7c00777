package vn.khue.directory.ldap;

import com.unboundid.ldap.sdk.Entry;
import vn.khue.directory.RetiredName;

/** A login name that stays taken. It is not in uid, so that no search for people meets it. */
public final class RetiredNameForm implements EntryForm<RetiredName> {

    private final Tree tree;

    public RetiredNameForm(Tree tree) {
        this.tree = tree;
    }

    @Override
    public String objectClass() {
        return "khueRetiredNameEntry";
    }

    @Override
    public Entry write(RetiredName name) {
        var entry = new Entry(tree.retiredName(name.uid()));
        entry.addAttribute("objectClass", objectClass());
        entry.addAttribute("khueRetiredName", name.uid());
        entry.addAttribute("khueRetiredOn", Fields.day(name.on()));
        return entry;
    }

    @Override
    public RetiredName read(Entry entry) {
        var fields = new Fields(entry);
        return fields.record(
                () -> new RetiredName(fields.text("khueRetiredName"), fields.parse("khueRetiredOn", Fields::day)));
    }
}
