package vn.khue.roster.journal;

/**
 * Something a person should look at.
 *
 * @param code in capitals; the bundle has words under {@code finding.CODE}
 * @param unit id of the school, or empty
 * @param file where the row stands that it is about, or empty
 * @param rowKey the row's key, by which {@code --same} and {@code --new} decide
 * @param subject id of the person in the directory, or empty
 */
public record Finding(
        Severity severity, String code, String unit, String file, long line, String rowKey, String subject) {

    /** What it does to the plan. */
    public enum Severity {
        /** The row is left out; the source must change. */
        CONFLICT,
        /** The row is left out until someone decides. */
        SUSPECT,
        /** Only to be known. */
        NOTICE
    }
}
