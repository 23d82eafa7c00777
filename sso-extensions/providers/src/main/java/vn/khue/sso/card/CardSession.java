package vn.khue.sso.card;

import java.time.Instant;

/**
 * A session that a card opened.
 *
 * @param id of Keycloak's user session
 * @param realm Keycloak's own id
 * @param certificate that was presented, DER
 * @param ended whether it was ended because of its card
 */
record CardSession(String id, String realm, byte[] certificate, Instant openedAt, boolean ended) {}
