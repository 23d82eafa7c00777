package vn.khue.web.stepup;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Where authorisations survive a restart. Each change of state is one atomic step that happens at most once. */
interface AuthorisationStore {

    /** Adds a pending one. */
    void add(Authorisation pending, Instant now);

    Optional<Authorisation> find(UUID id);

    /** From PENDING to AUTHORISED; false if it was not pending. */
    boolean authorise(UUID id, Instant authenticatedAt, List<String> methods, Instant expires);

    /** From PENDING to REFUSED; false if it was not pending. */
    boolean refuse(UUID id);

    /** From AUTHORISED to USED, for this person alone; what was used up, or empty if there was nothing to use. */
    Optional<Authorisation> use(UUID id, UUID person, Instant now);

    /** Forgets what ended before this moment. */
    void forgetBefore(Instant moment);
}
