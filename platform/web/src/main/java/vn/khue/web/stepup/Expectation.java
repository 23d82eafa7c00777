package vn.khue.web.stepup;

import java.time.Instant;
import java.util.UUID;

/**
 * What the ID token of a step-up must say.
 *
 * @param nonce sent with the request
 * @param khueId of the person in the session
 * @param subject {@code sub} of the person in the session
 * @param asked when the browser was sent to the gate
 */
record Expectation(String nonce, UUID khueId, String subject, Instant asked) {}
