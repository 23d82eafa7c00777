package vn.khue.signing.enrolment;

import java.time.Duration;
import java.util.Map;
import vn.khue.pki.policy.DataFile;

/**
 * How certificates for hosts are asked for; every value names its source. Immutable.
 *
 * @param profile that they are issued by
 * @param mostNames host names of one certificate, 1 to 100
 * @param sameKeyRenewals how often one key may be certified again; 0: every certificate needs a new key
 * @param renewalOpens how long before its end a certificate may be followed by one over the same key
 * @param mostFollowing how many certificates may follow one by its own key, without an officer
 * @param ordersADay how many orders one ACME account may open within 24 hours
 * @param secretLife of an enrolment secret
 * @param retryAfter how long a client waits where approval is pending
 * @param sources of each value
 */
public record EnrolmentPolicy(
        String profile,
        int mostNames,
        int sameKeyRenewals,
        Duration renewalOpens,
        int mostFollowing,
        int ordersADay,
        Duration secretLife,
        Duration retryAfter,
        Map<String, String> sources) {
    public EnrolmentPolicy {
        sources = Map.copyOf(sources);
        if (mostNames < 1 || mostNames > 100 || sameKeyRenewals < 0) {
            throw new IllegalArgumentException("1 to 100 names and no negative number of renewals expected, found "
                    + mostNames + " and " + sameKeyRenewals);
        }
        if (mostFollowing < 0 || ordersADay < 0) {
            throw new IllegalArgumentException("no negative number of certificates or orders expected, found "
                    + mostFollowing + " and " + ordersADay);
        }
    }

    /** What is shipped beside this class. */
    public static EnrolmentPolicy shipped() {
        return DataFile.resource(EnrolmentPolicy.class, "enrolment.json", EnrolmentPolicy.class);
    }
}
