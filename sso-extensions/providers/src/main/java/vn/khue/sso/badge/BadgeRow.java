package vn.khue.sso.badge;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A badge as the database knows it.
 *
 * @param person Khuê id of the pupil
 * @param unit id of the school for which it was issued
 */
record BadgeRow(UUID id, UUID person, String unit, Instant expiresAt, Optional<Instant> voidedAt) {}
