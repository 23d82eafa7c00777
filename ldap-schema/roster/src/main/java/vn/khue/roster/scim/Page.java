package vn.khue.roster.scim;

import com.unboundid.scim2.common.exceptions.ScimException;

/**
 * Which part of a list (RFC 7644 section 3.4.2.4).
 *
 * @param start from 1
 * @param count 0 for the number of all only
 */
record Page(int start, int count) {

    /** @throws ScimException with invalidValue if one is no number */
    static Page of(String startIndex, String count, ScimLimits limits) throws ScimException {
        return new Page(
                Math.max(1, number("startIndex", startIndex, 1)),
                Math.max(0, Math.min(limits.page(), number("count", count, limits.page()))));
    }

    private static int number(String name, String text, int absent) throws ScimException {
        if (text.isEmpty()) {
            return absent;
        }
        if (!text.matches("-?[0-9]{1,9}")) {
            throw ScimProblem.value("expected a whole number as " + name);
        }
        return Integer.parseInt(text);
    }
}
