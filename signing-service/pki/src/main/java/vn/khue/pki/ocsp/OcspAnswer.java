package vn.khue.pki.ocsp;

import java.time.Instant;
import java.util.Optional;

/**
 * An answer to send with media type {@code application/ocsp-response}.
 *
 * @param der {@code OCSPResponse}
 * @param cacheableUntil nextUpdate (UTC), set where the answer is the same for everyone and a cache may keep it (RFC 5019
 *     section 6): successful, about one certificate, without a nonce
 */
public record OcspAnswer(byte[] der, Optional<Instant> cacheableUntil) {}
