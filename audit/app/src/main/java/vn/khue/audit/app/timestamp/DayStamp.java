package vn.khue.audit.app.timestamp;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A timestamp of a day.
 *
 * @param day in Viet Nam
 * @param size entries under the checkpoint that was stamped
 * @param note the signed checkpoint
 * @param token DER of the RFC 3161 token over its bytes
 * @param at time in the token
 */
public record DayStamp(LocalDate day, long size, String note, byte[] token, Instant at) {

    public DayStamp {
        token = token.clone();
    }

    @Override
    public byte[] token() {
        return token.clone();
    }
}
