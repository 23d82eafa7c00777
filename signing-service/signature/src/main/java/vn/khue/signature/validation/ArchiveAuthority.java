package vn.khue.signature.validation;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import vn.khue.pki.path.Purpose;
import vn.khue.pki.policy.AlgorithmPolicy;
import vn.khue.pki.trust.TrustClass;

/**
 * Judges the authority of a timestamp in an evidence record: good when it stamped, and still good when the next timestamp took over
 * (RFC 4998, 5.3), for whoever has a key after that can write any time. For a timestamp that nothing took over yet it is enough that no
 * answer of now says otherwise.
 */
record ArchiveAuthority(PathJudge paths, AlgorithmPolicy policy) {

    /**
     * @param finding why it does not count; empty where it does
     * @param trustClass of the anchor, where a path to one exists
     */
    record Result(Optional<Finding> finding, Optional<TrustClass> trustClass) {}

    /**
     * @param control time of the next timestamp, or now
     * @param newest whether control is now
     */
    Result judge(TimestampFacts token, Instant control, boolean newest) {
        PathJudge.Verdict then = new AuthorityJudge(paths, policy).judge(token, control);
        if (!then.valid()) {
            return new Result(Optional.of(PathFinding.of(then, false)), then.trustClass());
        }
        if (control.isBefore(token.time())) {
            // Whoever checks the order says so.
            return new Result(Optional.empty(), then.trustClass());
        }
        X509Certificate authority = token.cms().signerCertificate().orElseThrow();
        PathJudge.Verdict later = paths.judge(authority, token.cms().certificates(), control, Purpose.TIME_STAMPING);
        boolean holds = later.valid() || (newest && !later.decisive() && isOnlyUnknown(later));
        return new Result(holds ? Optional.empty() : Optional.of(PathFinding.of(later, false)), then.trustClass());
    }

    private static boolean isOnlyUnknown(PathJudge.Verdict verdict) {
        return PathFinding.of(verdict, false).subIndication() == SubIndication.TRY_LATER;
    }
}
