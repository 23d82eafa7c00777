package vn.khue.console.gate;

import java.text.Normalizer;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * A JSON object of the gate, read field by field: what is missing, too long or of another kind ends the reading. Immutable.
 *
 * @param node the object
 */
public record Fields(JsonNode node) {

    private static final int LONGEST = 2_000;
    private static final int MOST = 5_000;

    public Fields {
        if (!node.isObject()) {
            throw GateServices.strange("no object", null);
        }
    }

    /** A text that is there, NFC. */
    public String text(String name) {
        JsonNode value = node.path(name);
        if (!value.isString() || value.asString().isBlank() || value.asString().length() > LONGEST) {
            throw missing(name, "a text");
        }
        return Normalizer.normalize(value.asString(), Normalizer.Form.NFC);
    }

    /** A text, or nothing where there is none, NFC. */
    public String textOrEmpty(String name) {
        return node.path(name).isString() && !node.path(name).asString().isBlank() ? text(name) : "";
    }

    public UUID id(String name) {
        try {
            return UUID.fromString(text(name));
        } catch (IllegalArgumentException e) {
            throw missing(name, "a UUID");
        }
    }

    public boolean flag(String name) {
        if (!node.path(name).isBoolean()) {
            throw missing(name, "true or false");
        }
        return node.path(name).asBoolean();
    }

    /** A number, 0 or more. */
    public int count(String name) {
        JsonNode value = node.path(name);
        if (!value.isInt() || value.asInt() < 0) {
            throw missing(name, "a number");
        }
        return value.asInt();
    }

    /** A moment, ISO 8601 in UTC. */
    public Instant moment(String name) {
        try {
            return Instant.parse(text(name));
        } catch (DateTimeParseException e) {
            throw missing(name, "a moment");
        }
    }

    /** An object, or nothing where it is null or missing. */
    public Optional<Fields> object(String name) {
        JsonNode value = node.path(name);
        return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(new Fields(value));
    }

    /** The objects of an array that is there. */
    public <T> List<T> objects(String name, Function<Fields, T> reader) {
        return objects(node.path(name), reader);
    }

    /** The texts of an array; none where it is missing. */
    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (JsonNode each : node.path(name)) {
            if (each.isString() && texts.size() < MOST) {
                texts.add(each.asString());
            }
        }
        return texts;
    }

    /** The objects of an array. */
    public static <T> List<T> objects(JsonNode array, Function<Fields, T> reader) {
        if (!array.isArray() || array.size() > MOST) {
            throw GateServices.strange("no list", null);
        }
        List<T> found = new ArrayList<>();
        array.forEach(each -> found.add(reader.apply(new Fields(each))));
        return List.copyOf(found);
    }

    private static ConsoleException missing(String name, String what) {
        return GateServices.strange("no " + what + " as " + name, null);
    }
}
