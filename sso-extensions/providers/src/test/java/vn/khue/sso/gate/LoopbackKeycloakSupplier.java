package vn.khue.sso.gate;

import org.keycloak.testframework.server.EmbeddedKeycloakServerSupplier;
import org.keycloak.testframework.server.KeycloakServer;

/** The framework's embedded server on free ports and on our PostgreSQL; the framework's own always takes 8080. */
public final class LoopbackKeycloakSupplier extends EmbeddedKeycloakServerSupplier {
    @Override
    public KeycloakServer getServer() {
        return new LoopbackKeycloak();
    }

    @Override
    public boolean requiresDatabase() {
        return false;
    }

    @Override
    public String getAlias() {
        return "loopback";
    }
}
