package vn.khue.web.stepup;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What became of an attempt to use an authorisation. */
public sealed interface Consumption {

    /**
     * The act may go on, now, once.
     *
     * @param id of the authorisation, for the audit event
     * @param authenticatedAt {@code auth_time} of the verified ID token
     * @param methods {@code amr} of the verified ID token; may be empty
     */
    record Granted(UUID id, Instant authenticatedAt, List<String> methods) implements Consumption {

        public Granted {
            methods = List.copyOf(methods);
        }
    }

    /** The act must not happen. */
    record Refused(Refusal reason) implements Consumption {}
}
