package vn.khue.sso.passkey;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.keycloak.models.KeycloakSession;
import vn.khue.sso.server.LoginUnderWay;

/** What a browser calls outside the login flow. */
public final class PasskeyResource {
    private final KeycloakSession session;

    PasskeyResource(KeycloakSession session) {
        this.session = session;
    }

    /** From the password page to the page for passkeys of the same login. */
    @GET
    @Path("start")
    public Response start(
            @QueryParam("client_id") String clientId,
            @QueryParam("tab_id") String tabId,
            @QueryParam("client_data") String clientData) {
        return LoginUnderWay.otherWay(session, PasskeyChosen.NOTE, clientId, tabId, clientData);
    }
}
