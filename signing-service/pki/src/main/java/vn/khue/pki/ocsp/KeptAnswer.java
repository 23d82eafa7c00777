package vn.khue.pki.ocsp;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * A pre-signed answer in memory, ready to send: also its header values are the bytes that are sent (ASCII). Callers change none
 * of the arrays.
 *
 * @param der {@code OCSPResponse}
 * @param etag as in {@link OcspAnswer#etag}
 * @param lastModified thisUpdate as an HTTP date (RFC 9110 section 5.6.7)
 * @param expires nextUpdate, likewise
 * @param usableUntil when to look for a newer one in the database
 */
public record KeptAnswer(
        byte[] der, byte[] etag, byte[] lastModified, byte[] expires, OcspAnswer.Period period, Instant usableUntil) {
    static KeptAnswer of(byte[] der, OcspAnswer.Period period, Instant usableUntil) {
        return new KeptAnswer(
                der,
                ascii(OcspAnswer.etag(der)),
                date(period.thisUpdate()),
                date(period.nextUpdate()),
                period,
                usableUntil);
    }

    private static byte[] date(Instant instant) {
        return ascii(DateTimeFormatter.RFC_1123_DATE_TIME.format(instant.atOffset(ZoneOffset.UTC)));
    }

    private static byte[] ascii(String value) {
        return value.getBytes(StandardCharsets.US_ASCII);
    }
}
