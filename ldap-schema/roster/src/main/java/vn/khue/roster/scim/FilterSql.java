package vn.khue.roster.scim;

import com.unboundid.scim2.common.exceptions.ScimException;
import com.unboundid.scim2.common.filters.Filter;
import com.unboundid.scim2.common.filters.FilterType;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * A filter as a condition of SQL (RFC 7644 section 3.4.2.2). Clients ask for the few attributes by which they find what they pushed;
 * every other filter is refused rather than answered by reading the whole mirror.
 *
 * @param condition with a question mark for each of the values
 */
record FilterSql(String condition, List<Object> values) {

    private static final String ASKED =
            "expected a filter by eq on id, userName, externalId, displayName, active, emails.value, officialCode or"
                    + " members.value, joined by and, or";

    FilterSql {
        values = List.copyOf(values);
    }

    /** What takes all. */
    static FilterSql all() {
        return new FilterSql("true", List.of());
    }

    /** @throws ScimException with invalidFilter if it cannot be read, is too large or asks by another attribute */
    static FilterSql read(String text, ResourceKind kind, ScimLimits limits) throws ScimException {
        if (text.length() > limits.stringLength()) {
            throw ScimProblem.filter("expected a filter of at most " + limits.stringLength() + " characters");
        }
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
            if (depth > limits.filterDepth()) {
                throw ScimProblem.filter("expected parentheses at most " + limits.filterDepth() + " deep");
            }
        }
        Filter filter;
        try {
            filter = Filter.fromString(text);
        } catch (ScimException | RuntimeException e) {
            throw ScimProblem.filter("expected a filter such as userName eq \"an\", found one that cannot be read");
        }
        List<Object> values = new ArrayList<>();
        String condition = condition(filter, kind, values, limits);
        return new FilterSql(condition, values);
    }

    /** Sets the values from that place on and gives the next. */
    int set(PreparedStatement statement, int first) throws SQLException {
        int place = first;
        for (Object value : values) {
            statement.setObject(place++, value);
        }
        return place;
    }

    private static String condition(Filter filter, ResourceKind kind, List<Object> values, ScimLimits limits)
            throws ScimException {
        if (filter.getFilterType() == FilterType.AND || filter.getFilterType() == FilterType.OR) {
            List<String> parts = new ArrayList<>();
            for (Filter part : filter.getCombinedFilters()) {
                parts.add(condition(part, kind, values, limits));
            }
            return parts.stream()
                    .collect(Collectors.joining(filter.getFilterType() == FilterType.AND ? " and " : " or ", "(", ")"));
        }
        if (filter.isComplexValueFilter()) {
            return inner(filter, kind, values, limits);
        }
        if (filter.getFilterType() != FilterType.EQUAL) {
            throw ScimProblem.filter(ASKED);
        }
        return equal(filter.getAttributePath().toString(), filter.getComparisonValue(), kind, values, limits);
    }

    /** {@code emails[value eq "…"]}, also with a type beside it, and {@code members[value eq "…"]}. */
    private static String inner(Filter filter, ResourceKind kind, List<Object> values, ScimLimits limits)
            throws ScimException {
        Filter value = filter.getValueFilter();
        String attribute = filter.getAttributePath().toString();
        if (value.getFilterType() == FilterType.EQUAL
                && value.getAttributePath().toString().equalsIgnoreCase("value")) {
            return equal(attribute + ".value", value.getComparisonValue(), kind, values, limits);
        }
        throw ScimProblem.filter(ASKED);
    }

    private static String equal(
            String attribute, JsonNode value, ResourceKind kind, List<Object> values, ScimLimits limits)
            throws ScimException {
        String text = ResourceReader.clean(value.asString(""));
        if (!ResourceReader.isPlain(text) || values.size() >= limits.filterTerms()) {
            throw ScimProblem.filter("expected plain text in at most " + limits.filterTerms() + " comparisons");
        }
        boolean user = kind == ResourceKind.USER;
        return switch (bare(attribute, kind)) {
            case "id" -> {
                values.add(MemberChanges.uuid(text).orElse(new UUID(0, 0)));
                yield "r.id = ?";
            }
            case "externalid" -> {
                values.add(text);
                yield "r.external_id = ?";
            }
            case "username" -> {
                require(user);
                values.add(text.toLowerCase(Locale.ROOT));
                yield "r.name = ?";
            }
            case "displayname" -> {
                values.add(text.toLowerCase(Locale.ROOT));
                yield user ? "lower(r.document ->> 'displayName') = ?" : "r.name = ?";
            }
            case "active" -> {
                require(user && (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")));
                values.add(text.equalsIgnoreCase("true"));
                yield "(r.left_by is null) = ?";
            }
            case "emails", "emails.value" -> {
                require(user);
                values.add(text.toLowerCase(Locale.ROOT));
                yield "exists (select from jsonb_array_elements(r.document -> 'emails') e"
                        + " where lower(e ->> 'value') = ?)";
            }
            case "officialcode" -> {
                require(user);
                values.add(text);
                yield "r.code = ?";
            }
            case "members", "members.value" -> {
                require(!user);
                values.add(MemberChanges.uuid(text).orElse(new UUID(0, 0)));
                yield "exists (select from scim_member m where m.source = r.source and m.group_id = r.id"
                        + " and m.removed is null and m.user_id = ?)";
            }
            default -> throw ScimProblem.filter(ASKED);
        };
    }

    private static void require(boolean fits) throws ScimException {
        if (!fits) {
            throw ScimProblem.filter(ASKED);
        }
    }

    /** The attribute in lower case without the schema that it belongs to. */
    private static String bare(String attribute, ResourceKind kind) {
        String lower = attribute.toLowerCase(Locale.ROOT);
        for (String urn :
                kind == ResourceKind.USER ? List.of(kind.schema(), ScimSchemas.SCHOOL_USER) : List.of(kind.schema())) {
            String prefix = urn.toLowerCase(Locale.ROOT) + ":";
            if (lower.startsWith(prefix)) {
                return lower.substring(prefix.length());
            }
        }
        return lower;
    }
}
