package vn.khue.sso.apps;

import java.util.Map;
import java.util.Set;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ServerInfoAwareProviderFactory;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;
import vn.khue.sso.server.ProviderVersion;
import vn.khue.sso.server.ServerSettings;

/**
 * Makes {@link AppsResource} known to Keycloak, as {@code /realms/<realm>/khue-apps}.
 *
 * <p>Server setting ({@code --spi-realm-restapi-extension--khue-apps--…}, else the environment): {@code consoles}
 * (KHUE_BADGE_CONSOLES), clients whose tokens may ask, parted by commas (khue-school-console).
 */
public final class AppsResourceFactory implements RealmResourceProviderFactory, ServerInfoAwareProviderFactory {
    private Set<String> consoles = Set.of();

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new RealmResourceProvider() {
            @Override
            public Object getResource() {
                return new AppsResource(session, consoles);
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public String getId() {
        return "khue-apps";
    }

    @Override
    public void init(Config.Scope config) {
        String clients = new ServerSettings(config, System.getenv())
                .text("consoles", "KHUE_BADGE_CONSOLES")
                .orElse("khue-school-console");
        consoles = Set.of(clients.split(" *, *"));
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}

    @Override
    public Map<String, String> getOperationalInfo() {
        return Map.of("version", ProviderVersion.get());
    }
}
