package vn.khue.roster.scim;

import java.util.Map;

/**
 * An attribute that we keep (RFC 7643 section 7).
 *
 * @param name as it is written in answers
 * @param parts sub-attributes by their names in lower case; empty where the type is not COMPLEX
 */
record ScimAttribute(
        String name,
        Type type,
        boolean multiValued,
        boolean required,
        boolean readOnly,
        Map<String, ScimAttribute> parts) {

    ScimAttribute {
        parts = Map.copyOf(parts);
    }

    /** The types we use. */
    enum Type {
        STRING,
        BOOLEAN,
        INTEGER,
        REFERENCE,
        COMPLEX
    }
}
