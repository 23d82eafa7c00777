package vn.khue.sso.logout;

import java.time.Instant;

/**
 * A session at the gate, as one app has it. What a logout token says is kept, because at the end the session is gone.
 *
 * @param id of Keycloak's user session, the {@code sid} of the app's tokens
 * @param client Keycloak's own id of the app
 * @param realm Keycloak's own id
 * @param person Khuê id; empty for whoever is not of the directory
 * @param subject as the app knows the person
 * @param issuer as the app knows the gate
 * @param ended when; null while it is open
 */
record AppSession(
        String id, String client, String realm, String person, String subject, String issuer, Instant ended) {}
