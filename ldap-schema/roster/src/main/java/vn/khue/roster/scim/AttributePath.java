package vn.khue.roster.scim;

import com.unboundid.scim2.common.Path;
import com.unboundid.scim2.common.exceptions.ScimException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where an operation of a PATCH points (RFC 7644 section 3.5.2).
 *
 * @param extension schema in whose object the path begins; empty for the resource itself
 * @param path within that object; the root means the extension as a whole
 * @param attribute the first attribute of the path; empty for the root and for what is not kept
 * @param fate what becomes of a change there
 */
record AttributePath(Optional<String> extension, Path path, Optional<ScimAttribute> attribute, Fate fate) {

    private static final int LONGEST = 400;
    private static final Set<String> GIVEN_BY_US = Set.of("id", "meta", "schemas");

    /** What becomes of a change. */
    enum Fate {
        KEPT,
        /** A standard attribute that no roster needs. */
        DROPPED,
        READ_ONLY
    }

    /** @throws ScimException with invalidPath if there is no such attribute or the text is no path */
    static AttributePath read(String text, ResourceKind kind, ScimSchemas schemas) throws ScimException {
        if (text.isBlank() || text.length() > LONGEST) {
            throw ScimProblem.path("expected a path of 1 to " + LONGEST + " characters, found " + text.length());
        }
        List<String> urns = new ArrayList<>(kind.extensions());
        urns.add(kind.schema());
        for (String urn : urns) {
            if (text.regionMatches(true, 0, urn, 0, urn.length())) {
                String rest = text.substring(urn.length());
                boolean core = urn.equals(kind.schema());
                if (rest.isEmpty() && !core) {
                    return new AttributePath(Optional.of(urn), Path.root(), Optional.empty(), Fate.KEPT);
                }
                if (rest.startsWith(":")) {
                    return within(core ? Optional.empty() : Optional.of(urn), rest.substring(1), kind, schemas);
                }
            }
        }
        return within(Optional.empty(), text, kind, schemas);
    }

    private static AttributePath within(Optional<String> extension, String text, ResourceKind kind, ScimSchemas schemas)
            throws ScimException {
        Path path = parse(text);
        if (path.size() < 1 || path.size() > 2 || path.getSchemaUrn() != null) {
            throw unknown(kind);
        }
        String first = path.getElement(0).getAttribute().toLowerCase(Locale.ROOT);
        if (extension.isEmpty() && GIVEN_BY_US.contains(first)) {
            return new AttributePath(extension, path, Optional.empty(), Fate.READ_ONLY);
        }
        Map<String, ScimAttribute> known = schemas.of(extension.orElse(kind.schema()));
        ScimAttribute attribute = known.get(first);
        if (attribute == null) {
            if (ScimSchemas.isDropped(first)) {
                return new AttributePath(extension, path, Optional.empty(), Fate.DROPPED);
            }
            throw unknown(kind);
        }
        if (path.getElement(0).getValueFilter() != null && !attribute.multiValued()) {
            throw ScimProblem.path("expected a filter on an attribute with several values only");
        }
        if (path.size() == 2) {
            String second = path.getElement(1).getAttribute().toLowerCase(Locale.ROOT);
            if (path.getElement(1).getValueFilter() != null
                    || !attribute.parts().containsKey(second)) {
                if (ScimSchemas.isDropped(second)) {
                    return new AttributePath(extension, path, Optional.empty(), Fate.DROPPED);
                }
                throw unknown(kind);
            }
        }
        return new AttributePath(
                extension, path, Optional.of(attribute), attribute.readOnly() ? Fate.READ_ONLY : Fate.KEPT);
    }

    private static Path parse(String text) throws ScimException {
        try {
            return Path.fromString(text);
        } catch (ScimException | RuntimeException e) {
            throw ScimProblem.path("expected a path such as name.familyName or emails[type eq \"work\"].value,"
                    + " found one that cannot be read");
        }
    }

    private static ScimException unknown(ResourceKind kind) {
        return ScimProblem.path("expected the path of an attribute of " + kind.type() + ", found none that is known;"
                + " see /Schemas");
    }
}
