package vn.khue.sso.logout;

import java.net.URI;
import java.util.Optional;
import org.keycloak.models.ClientModel;
import org.keycloak.protocol.oidc.OIDCAdvancedConfigWrapper;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;

/** Where an app hears of logouts: what stands in its registration at the moment of the call, never an address from a request. */
final class RegisteredAddress {
    private RegisteredAddress() {}

    /** Empty where there is none, where the app is disabled, or where the address has a part that only Keycloak's own call fills in. */
    static Optional<URI> of(ClientModel client) {
        if (!client.isEnabled() || !OIDCLoginProtocol.LOGIN_PROTOCOL.equals(client.getProtocol())) {
            return Optional.empty();
        }
        // Keycloak's own reading of it wants the address of a request, which a sender in the background has not.
        return Optional.ofNullable(
                        OIDCAdvancedConfigWrapper.fromClientModel(client).getBackchannelLogoutUrl())
                .map(address -> address.startsWith("/") ? client.getRootUrl() + address : address)
                .flatMap(RegisteredAddress::parsed);
    }

    private static Optional<URI> parsed(String text) {
        try {
            URI address = URI.create(text);
            boolean web = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
            return web && address.getHost() != null ? Optional.of(address) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
