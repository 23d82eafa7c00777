package vn.khue.sso.logout;

import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.LogoutToken;

/** A logout token under the realm's key, with the algorithm of that app. */
final class Signed {
    private Signed() {}

    static String by(KeycloakSession session, ClientModel client, LogoutToken token) {
        ClientModel before = session.getContext().getClient();
        try {
            session.getContext().setClient(client);
            return session.tokens().encode(token);
        } finally {
            session.getContext().setClient(before);
        }
    }
}
