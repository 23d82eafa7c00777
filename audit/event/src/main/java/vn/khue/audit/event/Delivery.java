package vn.khue.audit.event;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How one batch fared. */
public sealed interface Delivery {

    /**
     * The intake has every event of the batch in safe keeping, but for the rejected ones.
     *
     * @param accepted events stored now
     * @param duplicate events it had already
     * @param rejected events it will never take
     */
    record Acknowledged(int accepted, int duplicate, List<Rejection> rejected) implements Delivery {
        public Acknowledged {
            rejected = List.copyOf(rejected);
        }

        int events() {
            return accepted + duplicate + rejected.size();
        }
    }

    /**
     * The batch as a whole is refused for what it is (too large, malformed), not for when it came; a smaller one may pass.
     */
    record Refused(String reason) implements Delivery {}

    /**
     * Nothing is known to be stored; try again later.
     *
     * @param reason what went wrong, without secrets
     * @param retryAfter how long the intake asked to be left alone
     */
    record Unavailable(String reason, Optional<Duration> retryAfter) implements Delivery {}
}
