package vn.khue.signing.document;

/**
 * Rules by which a readable file is still refused at submission, because a later step could never be done with it. Texts: {@code
 * rule.NAME} of the bundle.
 */
public enum SubmissionRule {
    /** {@code SoVB} or {@code NgayBH} is filled, read-only, in several places, or locked by an earlier signature (R1.22). */
    NUMBER_FIELDS,
    /** Signature and seal at true size do not fit on the page (R1.9). */
    NO_ROOM
}
