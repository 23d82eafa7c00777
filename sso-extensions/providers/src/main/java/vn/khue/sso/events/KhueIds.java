package vn.khue.sso.events;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import vn.khue.sso.server.ProviderException;

/**
 * The Khuê id of a Keycloak user, read from Keycloak's table on the connection of the act.
 *
 * <p>Not through the user model: inside a listener that may be stale, may call the directory, and may fire events of its own
 * while Keycloak walks its list of listeners.
 */
final class KhueIds {
    private static final String SELECT = "select value from user_attribute where user_id = ? and name = 'LDAP_ID'";

    private KhueIds() {}

    static Optional<UUID> of(Connection connection, String userId) {
        if (userId == null) {
            return Optional.empty();
        }
        try (PreparedStatement select = connection.prepareStatement(SELECT)) {
            select.setString(1, userId);
            try (ResultSet found = select.executeQuery()) {
                return found.next() ? Optional.of(UUID.fromString(found.getString(1))) : Optional.empty();
            }
        } catch (SQLException | IllegalArgumentException e) {
            throw new ProviderException(
                    "expected the Khuê id of a user as LDAP_ID in user_attribute, could not read it; look into the database",
                    e);
        }
    }
}
