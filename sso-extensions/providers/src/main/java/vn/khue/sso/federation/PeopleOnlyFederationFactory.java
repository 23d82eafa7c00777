package vn.khue.sso.federation;

import java.util.Map;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.provider.ServerInfoAwareProviderFactory;
import org.keycloak.storage.ldap.LDAPStorageProvider;
import org.keycloak.storage.ldap.LDAPStorageProviderFactory;
import vn.khue.sso.server.ProviderVersion;

/** Makes {@link PeopleOnlyFederation} known to Keycloak; it takes the settings and mappers of Keycloak's own {@code ldap}. */
public final class PeopleOnlyFederationFactory extends LDAPStorageProviderFactory
        implements ServerInfoAwareProviderFactory {

    /** Provider id in a realm's component. */
    public static final String ID = "khue-directory";

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public String getHelpText() {
        return "People from the directory of Khuê. No password ever goes there.";
    }

    @Override
    public LDAPStorageProvider create(KeycloakSession session, ComponentModel model) {
        return new PeopleOnlyFederation(
                this, session, model, super.create(session, model).getLdapIdentityStore());
    }

    @Override
    public Map<String, String> getOperationalInfo() {
        return Map.of("version", ProviderVersion.get());
    }
}
