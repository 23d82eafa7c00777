package vn.khue.sso.realm;

import java.util.List;

/**
 * One resource of the realm that differed, and what was (or, in a dry run, would be) done to it.
 *
 * @param kind what is done
 * @param resource which resource, such as {@code client khue-signing}
 * @param fields what differs; empty for a resource that is created or deleted whole
 */
public record Change(Kind kind, String resource, List<FieldChange> fields) {

    /** What is done to a resource. */
    public enum Kind {
        CREATE,
        UPDATE,
        DELETE
    }

    public Change {
        fields = List.copyOf(fields);
    }

    static Change create(String resource) {
        return new Change(Kind.CREATE, resource, List.of());
    }

    static Change update(String resource, List<FieldChange> fields) {
        return new Change(Kind.UPDATE, resource, fields);
    }

    static Change delete(String resource) {
        return new Change(Kind.DELETE, resource, List.of());
    }
}
