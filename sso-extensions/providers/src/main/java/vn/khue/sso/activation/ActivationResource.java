package vn.khue.sso.activation;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.keycloak.models.KeycloakSession;
import vn.khue.sso.server.LoginUnderWay;

/** What a browser calls outside the login flow. */
public final class ActivationResource {
    private final KeycloakSession session;

    ActivationResource(KeycloakSession session) {
        this.session = session;
    }

    /** From the password page to the page for slips of the same login. */
    @GET
    @Path("start")
    public Response start(
            @QueryParam("client_id") String clientId,
            @QueryParam("tab_id") String tabId,
            @QueryParam("client_data") String clientData) {
        return LoginUnderWay.otherWay(session, ActivationChosen.NOTE, clientId, tabId, clientData);
    }
}
