package vn.khue.roster.match;

import vn.khue.roster.staging.SqlScript;

/**
 * Beside this class lie the scripts of matching: {@code rows.sql} completes the rows, {@code errors.sql} finds what is wrong between
 * them, {@code match.sql} finds their people by code, {@code pairs.sql} and {@code suspects.sql} find who may be one person twice, and
 * {@code people.sql} says of every key whom it stands for.
 */
public final class Matching {

    private Matching() {}

    /** The query that finds what is wrong between rows. */
    public static String errors() {
        return SqlScript.read(Matching.class, "errors.sql");
    }
}
