package vn.khue.console.help;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What was made for somebody and is shown once.
 *
 * @param code for typing
 * @param qr for a scanner; only of a badge
 */
public record NewSlip(UUID person, String code, Optional<String> qr, Instant expires) {

    /** Keeps the secrets to itself. */
    @Override
    public String toString() {
        return "NewSlip[" + person + "]";
    }
}
