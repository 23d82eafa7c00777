package vn.khue.pki.ca;

import java.time.Instant;

/**
 * Something that the root has to sign and could not, because it was not at hand.
 *
 * @param what {@code khue:ca:people}, {@code khue:ca:people-2} for a second key of it, {@code khue:ocsp:root}, {@code khue:crl:root}
 * @param until when what the root signed last ends (UTC); the time of asking where nothing goes on until it signs
 */
public record RootDuty(String what, Instant until) {}
