package vn.khue.pki.ocsp;

import java.time.Duration;
import vn.khue.pki.policy.DataFile;

/**
 * How answers are made and kept; read from {@code answers.json}. Immutable.
 *
 * @param validity from thisUpdate to nextUpdate
 * @param refreshAfter age at which a pre-signed answer is replaced; what is left of its validity then is how long answers go on
 *     without the key
 * @param maximumAge how long a cache may keep an answer without asking again
 * @param lease how long a node believes its memory without having looked for changes; so long a revocation waits before it is
 *     acknowledged
 * @param kept how many answers a node keeps in memory, about 1.3 KB each
 * @param batch how many answers are signed between two looks at the clock
 * @param onDemandAtOnce how many requests that memory does not answer are worked on at a time; each holds a connection
 * @param unknownPerSecond how many answers {@code unknown} are signed in a second; more are told to come later
 * @param source why these values
 */
public record AnswerPolicy(
        Duration validity,
        Duration refreshAfter,
        Duration maximumAge,
        Duration lease,
        int kept,
        int batch,
        int onDemandAtOnce,
        int unknownPerSecond,
        String source) {
    public AnswerPolicy {
        if (refreshAfter.compareTo(validity) >= 0 || refreshAfter.isNegative() || refreshAfter.isZero()) {
            throw new IllegalArgumentException(
                    "a refresh before the end of " + validity + " expected, found one after " + refreshAfter);
        }
        if (lease.isNegative() || lease.isZero() || lease.compareTo(Duration.ofSeconds(10)) > 0) {
            throw new IllegalArgumentException("a lease of at most 10 seconds expected, found " + lease);
        }
        if (kept < 1 || batch < 1 || batch > 1000 || onDemandAtOnce < 1 || unknownPerSecond < 1) {
            throw new IllegalArgumentException("counts above zero and batches of at most 1000 expected, found " + kept
                    + ", " + batch + ", " + onDemandAtOnce + ", " + unknownPerSecond);
        }
    }

    /** The values shipped beside this class. */
    public static AnswerPolicy shipped() {
        return DataFile.resource(AnswerPolicy.class, "answers.json", AnswerPolicy.class);
    }
}
