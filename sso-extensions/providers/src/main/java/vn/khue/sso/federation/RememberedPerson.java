package vn.khue.sso.federation;

import org.keycloak.models.UserModel;
import org.keycloak.models.utils.StorageUnavailableUserModelDelegate;
import org.keycloak.storage.ReadOnlyException;

/**
 * Somebody as Keycloak remembers them while the directory does not answer: not changed, not kept in Keycloak's memory of users, and, unlike
 * Keycloak's own such user, not disabled, or every session of whoever is not in that memory would be over.
 */
final class RememberedPerson extends StorageUnavailableUserModelDelegate {
    RememberedPerson(UserModel remembered) {
        super(
                remembered,
                change -> new ReadOnlyException("expected the directory to answer, it does not: " + change
                        + " is not done; try again when it does"));
    }

    @Override
    public boolean isEnabled() {
        return getDelegate().isEnabled();
    }
}
