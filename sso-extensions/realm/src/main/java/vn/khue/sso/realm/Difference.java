package vn.khue.sso.realm;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Compares what is wanted with what is there. Only what the files name is compared: a field that they leave out may have any
 * value. Lists of plain values are sets, since Keycloak returns them in any order; "absent", "" and an empty list are one.
 */
final class Difference {
    private static final Set<String> SECRETS = Set.of("secret", "bindCredential", "salt");
    private static final String ABSENT = "(absent)";

    private final List<FieldChange> changes = new ArrayList<>();

    private Difference() {}

    static List<FieldChange> between(JsonNode wanted, JsonNode found) {
        var difference = new Difference();
        difference.compare("", "", wanted, found);
        return difference.changes;
    }

    /** A copy of what is there with what is wanted laid over it. */
    static ObjectNode merged(JsonNode wanted, JsonNode found) {
        ObjectNode merged = ((ObjectNode) found).deepCopy();
        wanted.properties().forEach(field -> {
            JsonNode old = merged.path(field.getKey());
            boolean bothObjects = field.getValue().isObject() && old.isObject();
            merged.set(field.getKey(), bothObjects ? merged(field.getValue(), old) : field.getValue());
        });
        return merged;
    }

    private void compare(String path, String name, JsonNode wanted, JsonNode found) {
        if (wanted instanceof ObjectNode object) {
            object.properties()
                    .forEach(field -> compare(
                            path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
                            field.getKey(),
                            field.getValue(),
                            found.path(field.getKey())));
        } else if (wanted instanceof ArrayNode array && array.valueStream().anyMatch(JsonNode::isObject)) {
            for (int i = 0; i < array.size(); i++) {
                compare(path + "[" + i + "]", name, array.get(i), found.path(i));
            }
            if (found.size() != array.size()) {
                changes.add(new FieldChange(path, found.size() + " entries", array.size() + " entries"));
            }
        } else if (!plain(wanted).equals(plain(found))) {
            boolean secret = SECRETS.contains(name);
            changes.add(new FieldChange(path, shown(found, secret), shown(wanted, secret)));
        }
    }

    private static Set<String> plain(JsonNode node) {
        var values = new TreeSet<String>();
        if (node instanceof ArrayNode array) {
            array.forEach(element -> values.add(element.asString("")));
        } else {
            values.add(node.asString(""));
        }
        values.remove("");
        return values;
    }

    private static String shown(JsonNode node, boolean secret) {
        Set<String> values = plain(node);
        if (values.isEmpty()) {
            return ABSENT;
        }
        return secret ? "***" : String.join(", ", values);
    }
}
