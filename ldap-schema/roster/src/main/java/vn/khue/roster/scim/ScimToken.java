package vn.khue.roster.scim;

import java.time.Instant;
import java.util.Optional;

/**
 * A token as it is listed; the token itself was shown once and is nowhere kept.
 *
 * @param id by which people name it
 * @param source whose mirror it may write
 * @param issuedBy Khuê id of the person, or name of the service
 */
public record ScimToken(String id, String source, Instant issuedAt, String issuedBy, Optional<Instant> revokedAt) {}
