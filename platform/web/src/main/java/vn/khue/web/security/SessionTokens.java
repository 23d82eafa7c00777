package vn.khue.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;

/** At the login: keeps in the session what {@link FreshRights} needs, and nothing else. */
final class SessionTokens implements OAuth2AuthorizedClientRepository {

    private final boolean keepAccess;

    /** @param keepAccess whether the access token is kept too */
    SessionTokens(boolean keepAccess) {
        this.keepAccess = keepAccess;
    }

    @Override
    public <T extends OAuth2AuthorizedClient> T loadAuthorizedClient(
            String clientRegistrationId, Authentication principal, HttpServletRequest request) {
        return null;
    }

    @Override
    public void saveAuthorizedClient(
            OAuth2AuthorizedClient client,
            Authentication principal,
            HttpServletRequest request,
            HttpServletResponse response) {
        request.getSession()
                .setAttribute(
                        KeptTokens.ATTRIBUTE,
                        KeptTokens.of(client.getAccessToken(), client.getRefreshToken(), keepAccess));
    }

    @Override
    public void removeAuthorizedClient(
            String clientRegistrationId,
            Authentication principal,
            HttpServletRequest request,
            HttpServletResponse response) {}
}
