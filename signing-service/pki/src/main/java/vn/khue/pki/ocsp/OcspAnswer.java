package vn.khue.pki.ocsp;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import vn.khue.pki.DigestAlgorithm;

/**
 * An answer to send with media type {@code application/ocsp-response}.
 *
 * @param der {@code OCSPResponse}; callers do not change the array
 * @param cacheable set where the answer is the same for everyone and a cache may keep it (RFC 5019 section 6): successful,
 *     about one certificate that we issued, without a nonce
 */
public record OcspAnswer(byte[] der, Optional<Period> cacheable) {
    private static final int ETAG_CHARS = 32;

    /** From thisUpdate to nextUpdate (UTC, whole seconds). */
    public record Period(Instant thisUpdate, Instant nextUpdate) {}

    /** nextUpdate of an answer that a cache may keep. */
    public Optional<Instant> cacheableUntil() {
        return cacheable.map(Period::nextUpdate);
    }

    /** A strong entity tag (RFC 9110 section 8.8.3), with its quotes: half of the SHA-256 of the bytes. */
    public String etag() {
        return etag(der);
    }

    static String etag(byte[] der) {
        return '"' + HexFormat.of().formatHex(DigestAlgorithm.SHA256.of(der)).substring(0, ETAG_CHARS) + '"';
    }
}
