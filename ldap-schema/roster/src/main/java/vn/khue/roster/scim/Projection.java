package vn.khue.roster.scim;

import com.unboundid.scim2.common.exceptions.ScimException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which attributes an answer holds (RFC 7644 section 3.9): those asked for, or all but those left out. {@code id}, {@code schemas} and
 * {@code meta} are always there.
 *
 * @param asked in lower case; empty for all
 * @param left in lower case
 */
record Projection(List<String> asked, List<String> left) {

    static final Projection ALL = new Projection(List.of(), List.of());
    private static final Set<String> ALWAYS = Set.of("id", "schemas", "meta");
    private static final int MOST = 50;

    Projection {
        asked = List.copyOf(asked);
        left = List.copyOf(left);
    }

    /** @throws ScimException with invalidValue if both are given or one is too long */
    static Projection of(String attributes, String excluded) throws ScimException {
        if (!attributes.isBlank() && !excluded.isBlank()) {
            throw ScimProblem.value("expected attributes or excludedAttributes, found both");
        }
        return new Projection(names(attributes), names(excluded));
    }

    /** Whether members have to be read. */
    boolean wants(String attribute) {
        String name = attribute.toLowerCase(Locale.ROOT);
        return !left.contains(name)
                && (asked.isEmpty() || asked.stream().anyMatch(one -> one.equals(name) || one.startsWith(name + ".")));
    }

    /** Takes away, in place, what the answer shall not hold. */
    ObjectNode cut(ObjectNode resource) {
        if (!asked.isEmpty()) {
            keep(resource, "", asked);
        }
        for (String name : left) {
            drop(resource, name);
        }
        return resource;
    }

    private static void keep(ObjectNode node, String prefix, List<String> asked) {
        for (String field : new ArrayList<>(node.propertyNames())) {
            String name = prefix + field.toLowerCase(Locale.ROOT);
            String separator = field.startsWith("urn:") ? ":" : ".";
            boolean whole = prefix.isEmpty() && ALWAYS.contains(name) || asked.contains(name);
            boolean part = asked.stream().anyMatch(one -> one.startsWith(name + separator));
            if (!whole && !part) {
                node.remove(field);
            } else if (!whole) {
                each(node.get(field), inner -> keep(inner, name + separator, asked));
            }
        }
    }

    private static void drop(ObjectNode node, String name) {
        for (String field : new ArrayList<>(node.propertyNames())) {
            String lower = field.toLowerCase(Locale.ROOT);
            String separator = field.startsWith("urn:") ? ":" : ".";
            if (lower.equals(name) && !ALWAYS.contains(name)) {
                node.remove(field);
            } else if (name.startsWith(lower + separator)) {
                each(node.get(field), inner -> drop(inner, name.substring(lower.length() + 1)));
            }
        }
    }

    private static void each(JsonNode node, java.util.function.Consumer<ObjectNode> work) {
        if (node instanceof ObjectNode object) {
            work.accept(object);
        } else {
            for (JsonNode one : node) {
                if (one instanceof ObjectNode object) {
                    work.accept(object);
                }
            }
        }
    }

    private static List<String> names(String list) throws ScimException {
        List<String> names = new ArrayList<>();
        for (String name : list.split(",", -1)) {
            if (!name.isBlank()) {
                names.add(bare(name.strip().toLowerCase(Locale.ROOT)));
            }
            if (names.size() > MOST) {
                throw ScimProblem.value("expected at most " + MOST + " attributes");
            }
        }
        return names;
    }

    private static String bare(String name) {
        for (ResourceKind kind : ResourceKind.values()) {
            String prefix = kind.schema().toLowerCase(Locale.ROOT) + ":";
            if (name.startsWith(prefix)) {
                return name.substring(prefix.length());
            }
        }
        return name;
    }
}
