package vn.khue.pki.path;

import java.time.Instant;
import java.util.Optional;
import vn.khue.pki.policy.PkiPolicy;

/**
 * Whether an answer speaks for the time asked. It does from thisUpdate to nextUpdate (or the policy's age where it has
 * none), and also when it was given later: what is good later was good before. The exception: after a certificate has
 * ended its issuer may forget its revocation, so a later answer counts only where the issuer says it remembers.
 */
final class Freshness {
    private final PkiPolicy.Revocation policy;

    Freshness(PkiPolicy.Revocation policy) {
        this.policy = policy;
    }

    /** Empty where the answer counts, else why not. */
    Optional<String> objection(
            Instant thisUpdate,
            Optional<Instant> nextUpdate,
            Instant at,
            Instant certificateEnds,
            Optional<Instant> remembersSince) {
        if (nextUpdate.filter(n -> n.isBefore(thisUpdate)).isPresent()) {
            return Optional.of("nextUpdate after thisUpdate expected, found the reverse");
        }
        Instant until = nextUpdate.orElse(thisUpdate.plus(policy.maximumAge()));
        if (at.isAfter(until.plus(policy.clockSkew()))) {
            return Optional.of("an answer for " + at + " expected, found one that ended at " + until);
        }
        if (thisUpdate.isAfter(certificateEnds)
                && remembersSince
                        .filter(since -> !certificateEnds.isBefore(since))
                        .isEmpty()) {
            return Optional.of("an answer from before the certificate ended at " + certificateEnds
                    + " expected, found one of " + thisUpdate);
        }
        return Optional.empty();
    }
}
