package vn.khue.web.stepup;

import java.util.UUID;
import vn.khue.web.login.SignedInPerson;

/**
 * Fresh, strong authentication bound to what is about to be done (architecture, decision 4). The road of a signature:
 *
 * <ol>
 *   <li>The app shows what will be signed, with the fragment {@code khue/step-up :: sheet}, after {@link #begin}.
 *   <li>The person presses the button: {@code POST /step-up/{id}} of this library, which leads to Keycloak with
 *       {@code acr_values=sign}, which asks for a second factor and, within a session, for nothing else.
 *   <li>Keycloak sends the browser back to {@code /step-up/callback}; the ID token is verified (signature, issuer, audience,
 *       nonce, {@code acr}, {@code auth_time}, same person), the authorisation is marked, and the browser goes to
 *       {@code returnTo} with the parameter {@code authorisation}. After a refusal it goes there with {@code refused} and a
 *       {@link Refusal} in lower case.
 *   <li>The app calls {@link #consume} with the digests of what it will sign, computed anew from what it will sign.
 * </ol>
 *
 * Safe for concurrent use.
 */
public interface StepUp {

    /**
     * Stores a pending authorisation; nothing can be done with it before the person has authenticated.
     *
     * @param person who asks; only they can complete and consume it
     * @param purpose what it is for, such as {@code sign} or {@code seal}: 1 to 32 characters of {@code a-z0-9-}
     * @param documents the digests of exactly what was shown
     * @param returnTo a path of this app, starting with one {@code /}; never another site
     * @throws IllegalArgumentException if purpose or path are not of that form
     */
    PendingAuthorisation begin(SignedInPerson person, String purpose, DigestList documents, String returnTo);

    /**
     * Uses an authorisation up. It works exactly once, for the same person, purpose and documents, within its time; every
     * other call is refused and, where it concerns an authorised one, uses it up as well. Runs in a transaction of its own
     * that is committed before this returns: an act that then fails needs a new authorisation.
     */
    Consumption consume(SignedInPerson person, UUID authorisation, String purpose, DigestList documents);
}
