package vn.khue.roster.scim;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The kinds of resources we serve, with their schemas. */
enum ResourceKind {
    USER(
            "User",
            "urn:ietf:params:scim:schemas:core:2.0:User",
            List.of(ScimSchemas.ENTERPRISE, ScimSchemas.SCHOOL_USER)),
    GROUP("Group", "urn:ietf:params:scim:schemas:core:2.0:Group", List.of(ScimSchemas.SCHOOL_GROUP));

    private final String type;
    private final String schema;
    private final List<String> extensions;

    ResourceKind(String type, String schema, List<String> extensions) {
        this.type = type;
        this.schema = schema;
        this.extensions = extensions;
    }

    /** The name of the resource type, {@code User}. */
    String type() {
        return type;
    }

    /** The last part of the address of all of them, {@code Users}. */
    String endpoint() {
        return type + "s";
    }

    String schema() {
        return schema;
    }

    List<String> extensions() {
        return extensions;
    }

    /** The kind at that endpoint, case counts. */
    static Optional<ResourceKind> at(String endpoint) {
        return Arrays.stream(values())
                .filter(kind -> kind.endpoint().equals(endpoint))
                .findFirst();
    }
}
