package vn.khue.roster.source;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * One line of a OneRoster file, by heading.
 *
 * @param values cleaned; a column that is not there is empty
 */
record OneRosterRecord(Place place, Map<String, String> values) {

    String get(String column) {
        return values.getOrDefault(column, "");
    }

    /** A list in one cell, separated by commas. */
    List<String> list(String column) {
        return Arrays.stream(get(column).split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    boolean deleted() {
        return get("status").equalsIgnoreCase("tobedeleted");
    }
}
