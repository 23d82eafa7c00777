package vn.khue.roster.scim;

import com.unboundid.scim2.common.exceptions.ScimException;
import com.unboundid.scim2.common.filters.Filter;
import com.unboundid.scim2.common.filters.FilterType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a request does to the members of a group. Members never pass through the group's document, so taking one out of ten thousand
 * reads no other. For one thread.
 */
final class MemberChanges {

    private final int most;
    private final Set<UUID> added = new LinkedHashSet<>();
    private final Set<UUID> removed = new LinkedHashSet<>();
    private boolean cleared;

    /** @param most members in one request */
    MemberChanges(int most) {
        this.most = most;
    }

    /** All members are taken out before {@link #added}. */
    boolean cleared() {
        return cleared;
    }

    Set<UUID> added() {
        return added;
    }

    Set<UUID> removed() {
        return removed;
    }

    boolean isEmpty() {
        return !cleared && added.isEmpty() && removed.isEmpty();
    }

    /** The members shall be these and no others. */
    void replace(JsonNode values) throws ScimException {
        clear();
        add(values);
    }

    void add(JsonNode values) throws ScimException {
        for (JsonNode value : list(values)) {
            if (!value.path("type").asString("User").equalsIgnoreCase("User")) {
                throw ScimProblem.value("expected members of type User, found another; groups in groups are not taken");
            }
            UUID id = id(value)
                    .orElseThrow(() -> ScimProblem.value("expected the id of a user as value of a member, found none"));
            removed.remove(id);
            added.add(id);
        }
        bound();
    }

    /** @param values empty for all members */
    void remove(Optional<JsonNode> values) throws ScimException {
        if (values.isEmpty()) {
            clear();
            return;
        }
        for (JsonNode value : list(values.get())) {
            id(value).ifPresent(this::remove);
        }
        bound();
    }

    /** @param filter {@code value eq "…"}, several joined by or */
    void remove(Filter filter) throws ScimException {
        if (filter.getFilterType() == FilterType.OR) {
            for (Filter one : filter.getCombinedFilters()) {
                remove(one);
            }
        } else if (filter.getFilterType() == FilterType.EQUAL
                && filter.getAttributePath().toString().equalsIgnoreCase("value")) {
            uuid(filter.getComparisonValue().asString("")).ifPresent(this::remove);
        } else {
            throw ScimProblem.filter("expected members[value eq \"id\"], found another filter");
        }
    }

    private void clear() {
        cleared = true;
        added.clear();
        removed.clear();
    }

    private void remove(UUID id) {
        added.remove(id);
        removed.add(id);
    }

    private void bound() throws ScimException {
        if (added.size() > most || removed.size() > most) {
            throw ScimProblem.status(413, "expected at most " + most + " members in one request; send them in parts");
        }
    }

    private static List<JsonNode> list(JsonNode values) throws ScimException {
        if (values.isArray()) {
            return new ArrayList<>(values.values());
        }
        // Some clients wrap the list once more.
        if (values instanceof ObjectNode object && object.get("members") != null) {
            return list(object.get("members"));
        }
        if (values.isObject() || values.isString()) {
            return List.of(values);
        }
        if (values.isNull()) {
            return List.of();
        }
        throw ScimProblem.value("expected a list of members");
    }

    private static Optional<UUID> id(JsonNode member) {
        return uuid(
                member.isString() ? member.stringValue() : member.path("value").asString(""));
    }

    /** The id, where it has the form of ours. */
    static Optional<UUID> uuid(String text) {
        if (!text.matches("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}")) {
            return Optional.empty();
        }
        return Optional.of(UUID.fromString(text));
    }
}
