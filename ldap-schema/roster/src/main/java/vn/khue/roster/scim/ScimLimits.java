package vn.khue.roster.scim;

/**
 * What one request may cost.
 *
 * @param bodyBytes longest body, SCIM's maxPayloadSize
 * @param depth deepest nesting of JSON
 * @param stringLength longest text in JSON, in UTF-16 units; also of a query
 * @param operations most operations in one bulk or one PATCH, SCIM's maxOperations
 * @param members most members of a group
 * @param values most values of any other attribute
 * @param page most resources in one answer, SCIM's maxResults
 * @param filterTerms most comparisons in one filter
 * @param filterDepth deepest nesting of parentheses in a filter
 * @param atOnce requests of one source that are worked on at the same time
 * @param seconds after which the database gives a request up
 */
public record ScimLimits(
        int bodyBytes,
        int depth,
        int stringLength,
        int operations,
        int members,
        int values,
        int page,
        int filterTerms,
        int filterDepth,
        int atOnce,
        int seconds) {

    /** 1 MiB, 16 levels, texts of 2,000, 1,000 operations, 10,000 members, 20 values, pages of 200, filters of 10 terms, 4 at once, 20 s. */
    public static ScimLimits standard() {
        return new ScimLimits(1 << 20, 16, 2_000, 1_000, 10_000, 20, 200, 10, 4, 4, 20);
    }
}
