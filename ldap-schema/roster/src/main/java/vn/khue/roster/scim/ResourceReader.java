package vn.khue.roster.scim;

import com.unboundid.scim2.common.exceptions.ScimException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Brings what was sent to a document that may be kept: only attributes of our schemas, in their types, text in NFC without control
 * signs. Members of a group are not part of it. Thread-safe.
 */
final class ResourceReader {

    private static final int TEXT = 200;
    /** Citizen numbers have twelve digits and begin with a province's code from 001 to 096 (R5.2). */
    private static final Pattern CITIZEN_NUMBER = Pattern.compile("0[0-9]{2}[ .-]?[0-9]{3}[ .-]?[0-9]{6}");

    private final ScimSchemas schemas;
    private final ScimJson json;
    private final ScimLimits limits;

    ResourceReader(ScimSchemas schemas, ScimJson json, ScimLimits limits) {
        this.schemas = schemas;
        this.json = json;
        this.limits = limits;
    }

    /** @throws ScimException with invalidSyntax unless {@code schemas} names the schema */
    void requireSchema(ObjectNode sent, String schema) throws ScimException {
        for (JsonNode one : sent.path("schemas")) {
            if (one.isString() && one.stringValue().equalsIgnoreCase(schema)) {
                return;
            }
        }
        throw ScimProblem.syntax("expected schemas to name " + schema + ", found it does not");
    }

    /** @throws ScimException with invalidValue if a value is not what its attribute holds, or a required one is missing */
    ObjectNode clean(ResourceKind kind, ObjectNode sent) throws ScimException {
        ObjectNode kept = object(kind.type(), schemas.of(kind.schema()), sent);
        for (String extension : kind.extensions()) {
            if (sent.get(extension) instanceof ObjectNode inner) {
                ObjectNode cleaned = object(extension, schemas.of(extension), inner);
                if (!cleaned.isEmpty()) {
                    kept.set(extension, cleaned);
                }
            }
        }
        return kept;
    }

    private ObjectNode object(String at, Map<String, ScimAttribute> known, ObjectNode sent) throws ScimException {
        ObjectNode kept = json.object();
        for (ScimAttribute attribute : known.values()) {
            String name = at + "." + attribute.name();
            JsonNode value = sent.path(attribute.name());
            boolean members = attribute.name().equals("members");
            if (!attribute.readOnly() && !members && !isUnassigned(value)) {
                kept.set(
                        attribute.name(),
                        attribute.multiValued() ? list(name, attribute, value) : one(name, attribute, value));
                if (isUnassigned(kept.get(attribute.name()))) {
                    kept.remove(attribute.name());
                }
            }
            if (attribute.required() && !kept.has(attribute.name())) {
                throw ScimProblem.value("expected a value of " + name + ", found none");
            }
        }
        return kept;
    }

    private ArrayNode list(String name, ScimAttribute attribute, JsonNode value) throws ScimException {
        List<JsonNode> values = value.isArray() ? new ArrayList<>(value.values()) : List.of(value);
        if (values.size() > limits.values()) {
            throw ScimProblem.value("expected at most " + limits.values() + " values of " + name + ", found more");
        }
        ArrayNode kept = json.array();
        boolean primary = false;
        for (int i = values.size() - 1; i >= 0; i--) {
            JsonNode cleaned = one(name, attribute, values.get(i));
            // The last that says so is the primary one (RFC 7643 section 2.4).
            if (cleaned instanceof ObjectNode object && object.path("primary").asBoolean(false)) {
                if (primary) {
                    object.put("primary", false);
                }
                primary = true;
            }
            if (!isUnassigned(cleaned)) {
                kept.insert(0, cleaned);
            }
        }
        return kept;
    }

    private JsonNode one(String name, ScimAttribute attribute, JsonNode value) throws ScimException {
        return switch (attribute.type()) {
            case COMPLEX -> {
                if (value instanceof ObjectNode object) {
                    yield object(name, attribute.parts(), object);
                }
                throw ScimProblem.value("expected an object as " + name);
            }
            case BOOLEAN -> json.bool(bool(name, value));
            case INTEGER -> json.number(number(name, value));
            case STRING, REFERENCE -> json.text(text(name, value));
        };
    }

    /** Some clients send true and false as texts, in any case. */
    private static boolean bool(String name, JsonNode value) throws ScimException {
        String word = value.isBoolean() || value.isString() ? value.asString().toLowerCase(Locale.ROOT) : "";
        if (!word.equals("true") && !word.equals("false")) {
            throw ScimProblem.value("expected true or false as " + name);
        }
        return word.equals("true");
    }

    private static int number(String name, JsonNode value) throws ScimException {
        String digits =
                value.isIntegralNumber() || value.isString() ? value.asString().strip() : "";
        if (!digits.matches("[0-9]{1,4}")) {
            throw ScimProblem.value("expected a whole number of at most four digits as " + name);
        }
        return Integer.parseInt(digits);
    }

    private static String text(String name, JsonNode value) throws ScimException {
        if (!value.isString() && !value.isNumber()) {
            throw ScimProblem.value("expected text as " + name);
        }
        String text = clean(value.asString());
        if (text.length() > TEXT) {
            throw ScimProblem.value("expected at most " + TEXT + " characters as " + name + ", found " + text.length());
        }
        if (!isPlain(text)) {
            throw ScimProblem.value("expected text without control signs as " + name);
        }
        if (CITIZEN_NUMBER.matcher(text).matches()) {
            throw ScimProblem.value("expected no citizen number as " + name + ", found what looks like one;"
                    + " send the code of the national database of education");
        }
        return text;
    }

    /** In NFC, without spaces around it. */
    static String clean(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC)
                .replace('\u00A0', ' ')
                .strip();
    }

    /** Whether a text holds no control signs, no signs that turn the direction of writing, and no halves of pairs. */
    static boolean isPlain(String text) {
        return text.codePoints()
                .noneMatch(sign -> Character.isISOControl(sign)
                        || sign == '\uFFFD'
                        || sign >= '\u202A' && sign <= '\u202E'
                        || sign >= '\u2066' && sign <= '\u2069'
                        || Character.getType(sign) == Character.SURROGATE);
    }

    private static boolean isUnassigned(JsonNode value) {
        return value.isMissingNode()
                || value.isNull()
                || value.isContainer() && value.isEmpty()
                || value.isString() && value.stringValue().isBlank();
    }
}
