package vn.khue.sso.events;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import vn.khue.sso.server.ProviderException;

/**
 * The Khuê id of a Keycloak user, read from Keycloak's table on the connection of the act.
 *
 * <p>Not through the user model: inside a listener that may be stale, may call the directory, and may fire events of its own
 * while Keycloak walks its list of listeners.
 *
 * <p>What was found is remembered, the longest unused forgotten first: a Keycloak user never gets another Khuê id, for both are given
 * once. That none was found is not remembered; the row may come with the transaction. Thread-safe.
 */
final class KhueIds {
    private static final String SELECT = "select value from user_attribute where user_id = ? and name = 'LDAP_ID'";

    private final Map<String, UUID> found;

    /** @param size how many are remembered */
    KhueIds(int size) {
        found = new LinkedHashMap<>(64, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, UUID> eldest) {
                return size() > size;
            }
        };
    }

    Optional<UUID> of(Connection connection, String userId) {
        if (userId == null) {
            return Optional.empty();
        }
        synchronized (found) {
            UUID remembered = found.get(userId);
            if (remembered != null) {
                return Optional.of(remembered);
            }
        }
        Optional<UUID> read = read(connection, userId);
        read.ifPresent(id -> {
            synchronized (found) {
                found.put(userId, id);
            }
        });
        return read;
    }

    private static Optional<UUID> read(Connection connection, String userId) {
        try (PreparedStatement select = connection.prepareStatement(SELECT)) {
            select.setString(1, userId);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(UUID.fromString(row.getString(1))) : Optional.empty();
            }
        } catch (SQLException | IllegalArgumentException e) {
            throw new ProviderException(
                    "expected the Khuê id of a user as LDAP_ID in user_attribute, could not read it; look into the database",
                    e);
        }
    }
}
