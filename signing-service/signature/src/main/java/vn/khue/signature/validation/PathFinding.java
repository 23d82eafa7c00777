package vn.khue.signature.validation;

import vn.khue.pki.path.PathRule;

/**
 * What a failed path means for a signature (ETSI EN 319 102-1, 5.2.6 and 5.6.2; research/law.md R2.28): with a proven signing time
 * revoked and expired are final; without one they are open, because the signature may be older.
 */
final class PathFinding {

    private PathFinding() {}

    static Finding of(PathJudge.Verdict verdict, boolean provenTime) {
        PathRule rule = verdict.rule().orElse(PathRule.NO_CERTIFICATE_CHAIN_FOUND);
        return switch (rule) {
            case REVOKED_NO_POE, REVOKED_CA_NO_POE ->
                provenTime
                        ? finding(Check.REVOCATION, true, SubIndication.REVOKED, verdict)
                        : finding(Check.REVOCATION, false, SubIndication.REVOKED_NO_POE, verdict);
            case OUT_OF_BOUNDS_NO_POE ->
                provenTime
                        ? finding(Check.PATH, true, SubIndication.EXPIRED, verdict)
                        : finding(Check.PATH, false, SubIndication.OUT_OF_BOUNDS_NO_POE, verdict);
            case NOT_YET_VALID -> finding(Check.PATH, true, SubIndication.NOT_YET_VALID, verdict);
            case CRYPTO_CONSTRAINTS_FAILURE -> finding(Check.ALGORITHM, true, SubIndication.ALGORITHM_WEAK, verdict);
            case CHAIN_CONSTRAINTS_FAILURE ->
                finding(Check.KEY_USAGE, true, SubIndication.CHAIN_CONSTRAINTS_FAILURE, verdict);
            case CERTIFICATE_CHAIN_GENERAL_FAILURE ->
                finding(Check.PATH, true, SubIndication.CERTIFICATE_CHAIN_GENERAL_FAILURE, verdict);
            case SUSPENDED -> finding(Check.REVOCATION, false, SubIndication.SUSPENDED, verdict);
            case REVOCATION_UNKNOWN, REVOCATION_OUT_OF_BOUNDS_NO_POE ->
                finding(Check.REVOCATION, false, SubIndication.TRY_LATER, verdict);
            case NO_CERTIFICATE_CHAIN_FOUND, NO_CERTIFICATE_CHAIN_FOUND_NO_POE ->
                finding(Check.PATH, false, SubIndication.NO_CERTIFICATE_CHAIN_FOUND, verdict);
        };
    }

    private static Finding finding(Check check, boolean failed, SubIndication sub, PathJudge.Verdict verdict) {
        return new Finding(check, failed, sub, verdict.detail());
    }

    static SignatureReport.ValidAtSigning state(PathJudge.Verdict verdict) {
        if (verdict.valid()) {
            return SignatureReport.ValidAtSigning.VALID;
        }
        return switch (verdict.rule().orElse(PathRule.NO_CERTIFICATE_CHAIN_FOUND)) {
            case REVOKED_NO_POE, REVOKED_CA_NO_POE -> SignatureReport.ValidAtSigning.REVOKED;
            case OUT_OF_BOUNDS_NO_POE, NOT_YET_VALID -> SignatureReport.ValidAtSigning.EXPIRED;
            case SUSPENDED -> SignatureReport.ValidAtSigning.SUSPENDED;
            case REVOCATION_UNKNOWN, REVOCATION_OUT_OF_BOUNDS_NO_POE -> SignatureReport.ValidAtSigning.UNKNOWN;
            default -> SignatureReport.ValidAtSigning.UNTRUSTED;
        };
    }
}
