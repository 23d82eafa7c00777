package vn.khue.signature.intake;

import java.util.List;

/** What the intake found: a file that may be signed, or the rule that refuses it. The file itself is left as it is. */
public sealed interface IntakeResult {

    /**
     * May be signed.
     *
     * @param bytes size
     * @param sha256 of the whole file, lower-case hex
     * @param version as {@code 1.7} or {@code 2.0}: the header's, or the catalog's where that is newer
     * @param pages number of pages, at least 1
     * @param signatures signatures and document timestamps already in it
     * @param fields fully qualified names of the form's terminal fields, in the order of the file
     */
    record Accepted(long bytes, String sha256, String version, int pages, int signatures, List<String> fields)
            implements IntakeResult {
        public Accepted {
            fields = List.copyOf(fields);
        }
    }

    /**
     * May not be signed.
     *
     * @param rule which rule; its text says what to do
     * @param detail for the log and the expert: what was expected and what was found, and where; English; no document content
     */
    record Refused(IntakeRule rule, String detail) implements IntakeResult {}
}
