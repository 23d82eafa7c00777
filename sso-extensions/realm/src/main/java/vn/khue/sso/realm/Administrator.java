package vn.khue.sso.realm;

import java.util.Objects;

/**
 * An administrator of Keycloak's {@code master} realm.
 *
 * @param username login name
 * @param password its password; never part of {@link #toString()}
 */
public record Administrator(String username, String password) {

    public Administrator {
        Objects.requireNonNull(username, "username");
        Objects.requireNonNull(password, "password");
    }

    @Override
    public String toString() {
        return "Administrator " + username;
    }
}
