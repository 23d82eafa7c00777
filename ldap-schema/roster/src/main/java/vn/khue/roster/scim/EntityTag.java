package vn.khue.roster.scim;

import java.util.Arrays;

/** Versions as entity tags (RFC 7644 section 3.14), compared weakly. */
final class EntityTag {

    private EntityTag() {}

    static String of(long version) {
        return "W/\"" + version + "\"";
    }

    /** Whether a list of tags, or a star, names that version. */
    static boolean names(String list, long version) {
        String number = "\"" + version + "\"";
        return Arrays.stream(list.split(",", -1))
                .map(String::strip)
                .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
                .anyMatch(tag -> tag.equals("*") || tag.equals(number));
    }
}
