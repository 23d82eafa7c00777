package vn.khue.audit.app.triage;

import java.util.Locale;
import java.util.UUID;
import vn.khue.audit.app.store.Reader;
import vn.khue.audit.app.triage.Triage.Assignee;

/**
 * Who decides.
 *
 * @param reader as the log knows them
 * @param name full name
 */
public record Officer(Reader reader, UUID id, String name) {

    private static final int LONGEST_NAME = 200;

    public Assignee assignee() {
        return new Assignee(id, name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name);
    }

    /** As groups of alerts name a person. */
    public String word() {
        return id.toString().toLowerCase(Locale.ROOT);
    }
}
