package vn.khue.audit.app.ledger;

import java.time.Duration;
import vn.khue.audit.app.profile.ProfileValues;

/**
 * The numbers of the ledger's outside evidence (architecture, decision 7). Immutable.
 *
 * @param stampLate after so long without a timestamp it is told, 24 to 720 hours
 * @param witnessAway after so long without the cosignature of a witness it is told, 1 to 720 hours
 */
public record LedgerProfile(Duration stampLate, Duration witnessAway) {

    /** @throws IllegalArgumentException if there is none of this name or a number is wrong */
    public static LedgerProfile load(String name) {
        ProfileValues values = ProfileValues.load(LedgerProfile.class, "Ledger", name);
        return new LedgerProfile(
                Duration.ofHours(values.number("timestamp.late-hours", 24, 720)),
                Duration.ofHours(values.number("witness.away-hours", 1, 720)));
    }
}
