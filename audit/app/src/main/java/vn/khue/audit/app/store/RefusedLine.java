package vn.khue.audit.app.store;

import java.util.Optional;
import java.util.UUID;

/**
 * A line the intake could read an id from but cannot take.
 *
 * @param id the id it claims
 * @param reason why it is refused, at most 1,000 characters
 * @param line its bytes; the beginning is kept
 */
public record RefusedLine(Optional<UUID> id, String reason, byte[] line) {

    public RefusedLine {
        reason = reason.length() > 1_000 ? reason.substring(0, 1_000) : reason;
        line = line.clone();
    }

    @Override
    public byte[] line() {
        return line.clone();
    }
}
