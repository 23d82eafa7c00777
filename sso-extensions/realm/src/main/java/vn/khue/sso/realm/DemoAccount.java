package vn.khue.sso.realm;

import java.util.Objects;
import java.util.Optional;

/**
 * A person of the demo district who is to sign in at once, without an activation slip.
 *
 * @param username login name of a person in the directory
 * @param password main password; never part of {@link #toString()}
 * @param totp secret of the one-time code, base32 (RFC 4648) without padding; empty for whoever never steps up
 */
public record DemoAccount(String username, String password, Optional<String> totp) {

    public DemoAccount {
        Objects.requireNonNull(username, "username");
        Objects.requireNonNull(password, "password");
        Objects.requireNonNull(totp, "totp");
    }

    @Override
    public String toString() {
        return "DemoAccount " + username;
    }
}
