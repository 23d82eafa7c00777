package vn.khue.launcher.district;

import java.util.Optional;

/**
 * Somebody of the demo who can sign in.
 *
 * @param username login name
 * @param password main password
 * @param name full name
 * @param role as in the contract: principal, clerk, teacher…
 * @param unit name of the unit
 * @param totp secret of the one-time code, base32, for those who step up
 */
public record DemoPerson(
        String username, String password, String name, String role, String unit, Optional<String> totp) {
    /** Leaves the secrets out. */
    @Override
    public String toString() {
        return "DemoPerson[" + role + " " + username + "]";
    }
}
