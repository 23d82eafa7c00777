package vn.khue.web.stepup;

import java.time.Instant;
import java.util.List;

/** What the gate's answer to a step-up is worth. */
sealed interface Proof {

    /** The right person authenticated, strongly enough, just now. */
    record Proven(Instant authenticatedAt, List<String> methods) implements Proof {

        public Proven {
            methods = List.copyOf(methods);
        }
    }

    /** It proves nothing. */
    record Unproven(Refusal reason) implements Proof {}
}
