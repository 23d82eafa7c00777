package vn.khue.signing.overview;

import java.time.Instant;
import java.util.Optional;

/**
 * Requests that wait for somebody.
 *
 * @param what key of the bundle, after {@code overview.waiting.}
 * @param oldest when the first of them was made
 * @param href where they are dealt with
 */
public record Waiting(String what, long count, Optional<Instant> oldest, String href) {}
