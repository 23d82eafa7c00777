package vn.khue.web.security;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;
import vn.khue.web.login.GateClient;
import vn.khue.web.login.GateUnreachableException;

/** Ends the session at the gate too (OpenID Connect RP-Initiated Logout 1.0); here it has ended in any case. */
final class LogoutAtGate implements LogoutSuccessHandler {

    static final String AFTER = "/signed-out";

    private final OidcClientInitiatedLogoutSuccessHandler atGate;

    LogoutAtGate(GateClient client, Optional<String> publicUrl) {
        atGate = new OidcClientInitiatedLogoutSuccessHandler(client);
        atGate.setPostLogoutRedirectUri(publicUrl.orElse("{baseUrl}") + AFTER);
        atGate.setDefaultTargetUrl(AFTER);
    }

    @Override
    public void onLogoutSuccess(HttpServletRequest request, HttpServletResponse response, Authentication who)
            throws IOException, ServletException {
        try {
            atGate.onLogoutSuccess(request, response, who);
        } catch (GateUnreachableException down) {
            response.sendRedirect(AFTER);
        }
    }
}
