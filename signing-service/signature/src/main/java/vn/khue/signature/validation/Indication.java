package vn.khue.signature.validation;

/** Result of a validation: ETSI EN 319 102-1, clause 5.1.3, and what that clause has no word for. */
public enum Indication {
    /** HỢP LỆ: every check was made and held. */
    TOTAL_PASSED,
    /** KHÔNG HỢP LỆ: a check failed for good. */
    TOTAL_FAILED,
    /** CHƯA XÁC ĐỊNH: not everything could be concluded. Never shown green. */
    INDETERMINATE,
    /** No signature in the file: never valid. */
    NOT_SIGNED
}
