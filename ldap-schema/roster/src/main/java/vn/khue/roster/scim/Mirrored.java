package vn.khue.roster.scim;

import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/**
 * A resource as it stands in the mirror.
 *
 * @param document cleaned, without members
 * @param version revision of the last change, the entity tag
 */
record Mirrored(
        UUID id,
        ResourceKind kind,
        ObjectNode document,
        boolean active,
        Instant created,
        Instant changed,
        long version) {}
