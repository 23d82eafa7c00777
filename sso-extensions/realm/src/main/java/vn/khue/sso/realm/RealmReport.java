package vn.khue.sso.realm;

import java.util.List;

/**
 * What one run found to differ.
 *
 * @param mode whether the differences were removed or only reported
 * @param changes in the order of application
 */
public record RealmReport(Mode mode, List<Change> changes) {

    public RealmReport {
        changes = List.copyOf(changes);
    }

    /** Whether the server already was as the files say. */
    public boolean isClean() {
        return changes.isEmpty();
    }

    /** One line a resource, indented lines for its fields, in English for operators. Holds no secret. */
    public String text() {
        if (isClean()) {
            return "realm: nothing differs\n";
        }
        var text = new StringBuilder();
        for (Change change : changes) {
            text.append(verb(change.kind()))
                    .append(' ')
                    .append(change.resource())
                    .append('\n');
            for (FieldChange field : change.fields()) {
                text.append("    ")
                        .append(field.path())
                        .append(": ")
                        .append(field.found())
                        .append(" -> ")
                        .append(field.wanted())
                        .append('\n');
            }
        }
        return text.toString();
    }

    private String verb(Change.Kind kind) {
        String prefix = mode == Mode.DRY_RUN ? "would " : "";
        return switch (kind) {
            case CREATE -> prefix + "create";
            case UPDATE -> prefix + "update";
            case DELETE -> prefix + "delete";
        };
    }
}
