package vn.khue.sso.activation;

import java.time.Instant;

/**
 * A slip to be printed: it cannot be read again.
 *
 * @param code in groups, {@code XXXX-XXXX-XX}
 */
public record NewSlip(String code, Instant expires) {
    /** Without the secret. */
    @Override
    public String toString() {
        return "NewSlip";
    }
}
