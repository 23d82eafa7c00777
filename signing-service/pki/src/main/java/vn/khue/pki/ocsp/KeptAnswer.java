package vn.khue.pki.ocsp;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * A pre-signed answer in memory, ready to send.
 *
 * @param der {@code OCSPResponse}; callers do not change the array
 * @param etag as in {@link OcspAnswer#etag}
 * @param lastModified thisUpdate as an HTTP date (RFC 9110 section 5.6.7)
 * @param expires nextUpdate, likewise
 * @param usableUntil when to look for a newer one in the database
 */
public record KeptAnswer(
        byte[] der, String etag, String lastModified, String expires, OcspAnswer.Period period, Instant usableUntil) {
    static KeptAnswer of(byte[] der, OcspAnswer.Period period, Instant usableUntil) {
        return new KeptAnswer(
                der, OcspAnswer.etag(der), date(period.thisUpdate()), date(period.nextUpdate()), period, usableUntil);
    }

    private static String date(Instant instant) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(instant.atOffset(ZoneOffset.UTC));
    }
}
