package vn.khue.sso.federation;

import java.util.Set;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.keycloak.component.ComponentModel;
import org.keycloak.credential.CredentialInput;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.CredentialValidationOutput;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.storage.ldap.LDAPStorageProvider;
import org.keycloak.storage.ldap.LDAPStorageProviderFactory;
import org.keycloak.storage.ldap.idm.store.ldap.LDAPIdentityStore;
import vn.khue.sso.claims.PeopleToday;

/**
 * Keycloak's LDAP federation without credentials: it finds people and brings them in, and knows no password. The stock provider
 * tries what was typed as an LDAP bind wherever Keycloak holds no credential of the person; the main password of the house lives
 * at the gate only and must not reach the directory, its log or its network (decision 3).
 */
final class PeopleOnlyFederation extends LDAPStorageProvider {
    private static final Logger LOG = Logger.getLogger(PeopleOnlyFederation.class);

    PeopleOnlyFederation(
            LDAPStorageProviderFactory factory,
            KeycloakSession session,
            ComponentModel model,
            LDAPIdentityStore store) {
        super(factory, session, model, store);
    }

    /** Is called for each user that Keycloak does not have in its memory, so also for those of sessions, on every node and after a restart. */
    @Override
    public UserModel validate(RealmModel realm, UserModel local) {
        if (PeopleToday.of(session).isAway()) {
            return new RememberedPerson(local);
        }
        try {
            return super.validate(realm, local);
        } catch (ModelException e) {
            LOG.warnf("somebody is taken as remembered: the directory did not answer (%s)", e.getMessage());
            return new RememberedPerson(local);
        }
    }

    @Override
    public boolean supportsCredentialType(String type) {
        return false;
    }

    @Override
    public Set<String> getSupportedCredentialTypes() {
        return Set.of();
    }

    @Override
    public boolean isConfiguredFor(RealmModel realm, UserModel user, String type) {
        return false;
    }

    @Override
    public boolean isValid(RealmModel realm, UserModel user, CredentialInput input) {
        return false;
    }

    @Override
    public boolean validPassword(RealmModel realm, UserModel user, String password) {
        return false;
    }

    /** Not taken: Keycloak keeps it itself. */
    @Override
    public boolean updateCredential(RealmModel realm, UserModel user, CredentialInput input) {
        return false;
    }

    @Override
    public void disableCredentialType(RealmModel realm, UserModel user, String type) {}

    @Override
    public Stream<String> getDisableableCredentialTypesStream(RealmModel realm, UserModel user) {
        return Stream.empty();
    }

    @Override
    public Stream<CredentialModel> getCredentials(RealmModel realm, UserModel user) {
        return Stream.empty();
    }

    @Override
    public boolean supportsCredentialAuthenticationFor(String type) {
        return false;
    }

    @Override
    public CredentialValidationOutput authenticate(RealmModel realm, CredentialInput input) {
        return CredentialValidationOutput.failed();
    }
}
