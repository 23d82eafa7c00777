package vn.khue.signature.report;

import vn.khue.signature.validation.Indication;
import vn.khue.signature.validation.SubIndication;

/**
 * What the standard calls our conclusions (ETSI EN 319 102-1, 5.1.3; URNs of ETSI TS 119 102-2). The main indication is always ours:
 * VN-2026 makes final some things that the standard leaves INDETERMINATE, and a report that said less than the verdict would mislead.
 */
final class StandardNames {

    private static final String URN = "urn:etsi:019102:";

    private StandardNames() {}

    /** Of a signature; a file without one is nothing that the standard could conclude about. */
    static String main(Indication indication) {
        return URN + "mainindication:"
                + switch (indication) {
                    case TOTAL_PASSED -> "total-passed";
                    case TOTAL_FAILED -> "total-failed";
                    case INDETERMINATE, NOT_SIGNED -> "indeterminate";
                };
    }

    /** Of a timestamp, which is not concluded about in total. */
    static String part(Indication indication) {
        return URN + "mainindication:"
                + switch (indication) {
                    case TOTAL_PASSED -> "passed";
                    case TOTAL_FAILED -> "failed";
                    case INDETERMINATE, NOT_SIGNED -> "indeterminate";
                };
    }

    /** Of one check. */
    static String part(boolean failed) {
        return part(failed ? Indication.TOTAL_FAILED : Indication.INDETERMINATE);
    }

    static String urn(SubIndication sub) {
        return URN + "subindication:" + standard(sub);
    }

    /** The standard's own name, for one of ours that of the class it belongs to. */
    static SubIndication standard(SubIndication sub) {
        return switch (sub) {
            case FORMAT_FAILURE,
                    HASH_FAILURE,
                    SIG_CRYPTO_FAILURE,
                    REVOKED,
                    EXPIRED,
                    NOT_YET_VALID,
                    SIG_CONSTRAINTS_FAILURE,
                    CHAIN_CONSTRAINTS_FAILURE,
                    CERTIFICATE_CHAIN_GENERAL_FAILURE,
                    CRYPTO_CONSTRAINTS_FAILURE,
                    CRYPTO_CONSTRAINTS_FAILURE_NO_POE,
                    NO_SIGNING_CERTIFICATE_FOUND,
                    NO_CERTIFICATE_CHAIN_FOUND,
                    REVOKED_NO_POE,
                    OUT_OF_BOUNDS_NO_POE,
                    TIMESTAMP_ORDER_FAILURE,
                    SIGNED_DATA_NOT_FOUND,
                    TRY_LATER,
                    GENERIC -> sub;
            // Format checking (5.2.2): the file is not of the form in which a signature means what readers see.
            case BYTE_RANGE,
                    MODIFIED_AFTER_SIGNING,
                    BROKEN_STRUCTURE,
                    READERS_DISAGREE,
                    UNCOVERED_FILE,
                    DOCTYPE,
                    DUPLICATE_ID,
                    WRAPPED -> SubIndication.FORMAT_FAILURE;
            // Cryptographic verification (5.2.7) cannot obtain what is signed.
            case REFERENCE_REFUSED -> SubIndication.SIGNED_DATA_NOT_FOUND;
            // Signature acceptance validation (5.2.8).
            case TRANSFORM_REFUSED, PARTLY_SIGNED -> SubIndication.SIG_CONSTRAINTS_FAILURE;
            case ALGORITHM_WEAK -> SubIndication.CRYPTO_CONSTRAINTS_FAILURE;
            // On hold (5.2.6).
            case SUSPENDED -> SubIndication.TRY_LATER;
            case FORM_NOT_JUDGED, CONTENT_COVERED, LIMIT_EXCEEDED, OUT_OF_TIME -> SubIndication.GENERIC;
        };
    }

    /** The validation process that a signature of this level goes through: 5.3, 5.5 or 5.6. */
    static String process(String level) {
        String process = "Basic";
        if (level.endsWith("-LTA")) {
            process = "LTA";
        } else if (level.endsWith("-LT") || level.endsWith("-T")) {
            process = "LTVM";
        }
        return URN + "validationprocess:" + process;
    }
}
