package vn.khue.roster.scim;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The schemas, read from {@code schemas.json}, which is what {@code /Schemas} answers. What is not in it is not kept: a mirror holds
 * what a roster needs and nothing else of a person. Immutable.
 */
final class ScimSchemas {

    static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    static final String SCHOOL_USER = "urn:vn:khue:scim:schemas:extension:school:1.0:User";
    static final String SCHOOL_GROUP = "urn:vn:khue:scim:schemas:extension:school:1.0:Group";

    /** Attributes of RFC 7643 that clients send by default; accepted and dropped, passwords among them. */
    private static final Set<String> DROPPED = Set.of(
            "nickname",
            "profileurl",
            "title",
            "preferredlanguage",
            "locale",
            "timezone",
            "password",
            "phonenumbers",
            "ims",
            "photos",
            "addresses",
            "entitlements",
            "roles",
            "x509certificates",
            "manager",
            "honorificprefix",
            "honorificsuffix",
            "display");

    private final List<ObjectNode> documents;
    private final Map<String, Map<String, ScimAttribute>> attributes;

    private ScimSchemas(List<ObjectNode> documents, Map<String, Map<String, ScimAttribute>> attributes) {
        this.documents = List.copyOf(documents);
        this.attributes = Map.copyOf(attributes);
    }

    static ScimSchemas load(ScimJson json) {
        List<ObjectNode> documents = new ArrayList<>();
        Map<String, Map<String, ScimAttribute>> attributes = new LinkedHashMap<>();
        for (JsonNode schema : json.stored(text())) {
            ObjectNode document = (ObjectNode) schema;
            String urn = document.get("id").stringValue();
            Map<String, ScimAttribute> known = attributes(document.get("attributes"));
            if (!urn.contains(":extension:")) {
                known.put(
                        "externalid",
                        new ScimAttribute("externalId", ScimAttribute.Type.STRING, false, false, false, Map.of()));
            }
            attributes.put(urn, Map.copyOf(known));
            complete(document.get("attributes"));
            documents.add(document);
        }
        return new ScimSchemas(documents, attributes);
    }

    /** Every schema, in full as RFC 7643 section 7 wants it, without {@code meta}. */
    List<ObjectNode> documents() {
        return documents.stream().map(ObjectNode::deepCopy).toList();
    }

    /** The attributes we keep under that schema, by their names in lower case. */
    Map<String, ScimAttribute> of(String urn) {
        return attributes.getOrDefault(urn, Map.of());
    }

    /** Whether a standard attribute of that name is taken without being kept. */
    static boolean isDropped(String name) {
        return DROPPED.contains(name.toLowerCase(Locale.ROOT));
    }

    private static Map<String, ScimAttribute> attributes(JsonNode listed) {
        Map<String, ScimAttribute> found = new LinkedHashMap<>();
        for (JsonNode one : listed) {
            String name = one.get("name").stringValue();
            found.put(
                    name.toLowerCase(Locale.ROOT),
                    new ScimAttribute(
                            name,
                            ScimAttribute.Type.valueOf(
                                    one.get("type").stringValue().toUpperCase(Locale.ROOT)),
                            one.path("multiValued").asBoolean(false),
                            one.path("required").asBoolean(false),
                            one.path("mutability").asString("").equals("readOnly"),
                            one.has("subAttributes") ? attributes(one.get("subAttributes")) : Map.of()));
        }
        return found;
    }

    private static void complete(JsonNode listed) {
        for (JsonNode one : listed) {
            ObjectNode attribute = (ObjectNode) one;
            defaults(attribute, "multiValued", false);
            defaults(attribute, "required", false);
            defaults(attribute, "caseExact", false);
            defaults(attribute, "mutability", "readWrite");
            defaults(attribute, "returned", "default");
            defaults(attribute, "uniqueness", "none");
            if (attribute.has("subAttributes")) {
                complete(attribute.get("subAttributes"));
            }
        }
    }

    private static void defaults(ObjectNode attribute, String name, boolean value) {
        if (!attribute.has(name)) {
            attribute.put(name, value);
        }
    }

    private static void defaults(ObjectNode attribute, String name, String value) {
        if (!attribute.has(name)) {
            attribute.put(name, value);
        }
    }

    private static String text() {
        try (InputStream in = ScimSchemas.class.getResourceAsStream("schemas.json")) {
            if (in == null) {
                throw new IllegalStateException(
                        "expected schemas.json beside ScimSchemas, found none; rebuild the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
