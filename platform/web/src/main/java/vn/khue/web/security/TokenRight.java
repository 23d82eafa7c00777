package vn.khue.web.security;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/** Whether an access token is meant for this app and grants what the path asks. */
final class TokenRight implements AuthorizationManager<RequestAuthorizationContext> {

    private final String audience;
    private final String authority;

    TokenRight(ApiPaths paths) {
        this.audience = paths.audience();
        this.authority = paths.authority();
    }

    @Override
    public AuthorizationResult authorize(
            Supplier<? extends Authentication> authentication, RequestAuthorizationContext context) {
        return new AuthorizationDecision(authentication.get() instanceof JwtAuthenticationToken bearer
                && bearer.isAuthenticated()
                && grants(bearer.getToken()));
    }

    boolean grants(Jwt token) {
        return token.getAudience() != null
                && token.getAudience().contains(audience)
                && (inScope(token) || inClientRole(token));
    }

    private boolean inScope(Jwt token) {
        String scope = token.getClaimAsString("scope");
        return scope != null && Arrays.asList(scope.split(" ")).contains(authority);
    }

    /** Keycloak's form: {@code resource_access.CLIENT.roles}. */
    private boolean inClientRole(Jwt token) {
        return token.getClaim("resource_access") instanceof Map<?, ?> clients
                && clients.get(audience) instanceof Map<?, ?> client
                && client.get("roles") instanceof Collection<?> roles
                && roles.contains(authority);
    }
}
