package vn.khue.signature.validation;

import java.security.cert.X509Certificate;
import java.time.Instant;
import vn.khue.pki.path.PathRule;
import vn.khue.pki.path.Purpose;
import vn.khue.pki.policy.AlgorithmPolicy;

/** Judges the authority of a timestamp: valid when it stamped, and not expired when something newer vouches for it, or now. */
record AuthorityJudge(PathJudge paths, AlgorithmPolicy policy) {

    /**
     * @param control time of the newer timestamp, or now
     */
    PathJudge.Verdict judge(TimestampFacts token, Instant control) {
        X509Certificate authority = token.cms().signerCertificate().orElseThrow();
        PathJudge.Verdict verdict =
                paths.judge(authority, token.cms().certificates(), token.time(), Purpose.TIME_STAMPING);
        if (verdict.valid() && !policy.digests().contains(token.imprintAlgorithm())) {
            return verdict.refused(
                    PathRule.CRYPTO_CONSTRAINTS_FAILURE,
                    "expected one of the allowed hashes in the timestamp, found " + token.imprintAlgorithm());
        }
        if (verdict.valid() && control.isAfter(authority.getNotAfter().toInstant())) {
            return verdict.refused(
                    PathRule.OUT_OF_BOUNDS_NO_POE,
                    "expected a newer timestamp from before the authority's certificate expired, found none");
        }
        return verdict;
    }
}
