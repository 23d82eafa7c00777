package vn.khue.audit.app.compliance;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A control of a catalogue.
 *
 * @param id within the catalogue, fit for an address
 * @param clause as the standard numbers it; empty where that is not known
 * @param verified whether number and sense were compared with the standard's text
 * @param title in our own words
 * @param queries names of what shows it; empty where Khuê cannot see it
 */
public record Control(String id, String clause, boolean verified, Words title, List<String> queries) {

    /** Form of ids in addresses. */
    public static final String ID = "[a-z0-9][a-z0-9.-]{0,39}";

    private static final Pattern FORM = Pattern.compile(ID);

    public Control {
        if (id == null || !FORM.matcher(id).matches()) {
            throw new IllegalArgumentException("expected a control's id like " + ID + ", found " + id);
        }
        if (clause == null || title == null || queries == null) {
            throw new IllegalArgumentException("control " + id + ": expected clause, title and queries, found fewer");
        }
        queries = List.copyOf(queries);
    }

    /** How people name it; a dash where the clause is not known. */
    public String named() {
        return clause.isEmpty() ? "–" : clause;
    }
}
