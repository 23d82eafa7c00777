package vn.khue.web.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.web.filter.OncePerRequestFilter;
import vn.khue.web.login.GateClient;
import vn.khue.web.login.GateTokens;
import vn.khue.web.login.GateUnreachableException;

/**
 * Where the gate says that a login is over (OpenID Connect Back-Channel Logout 1.0). Spring Security's own takes RS256 alone, and the gate
 * signs by another algorithm. Only logins that the token names are ended; one that names a person and no login is refused, for the gate never sends it.
 * Thread-safe.
 */
final class BackChannelLogout extends OncePerRequestFilter {
    /** The address that the gate knows. */
    static final String PATH = "/logout/connect/back-channel/" + GateClient.ID;

    private static final String ENDED = "http://schemas.openid.net/event/backchannel-logout";
    private static final int LONGEST_TOKEN = 16_384;

    private final GateTokens tokens;
    private final GateClient client;
    private final EndedLogins ended;

    BackChannelLogout(GateTokens tokens, GateClient client, EndedLogins ended) {
        this.tokens = tokens;
        this.client = client;
        this.ended = ended;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !PATH.equals(request.getServletPath());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader("Cache-Control", "no-store");
        if (!"POST".equals(request.getMethod())) {
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            return;
        }
        try {
            Optional<String> sid = Optional.ofNullable(request.getParameter("logout_token"))
                    .filter(token -> token.length() <= LONGEST_TOKEN)
                    .map(tokens::logoutToken)
                    .flatMap(this::login);
            sid.ifPresent(ended::add);
            response.setStatus(sid.isPresent() ? HttpServletResponse.SC_OK : HttpServletResponse.SC_BAD_REQUEST);
        } catch (JwtException e) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
        } catch (GateUnreachableException e) {
            // The gate tries again.
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
    }

    /** The login that ends; empty for what is no logout token for this app (2.6, steps 3 to 6). */
    private Optional<String> login(Jwt token) {
        boolean logout = token.getAudience() != null
                && token.getAudience().contains(client.clientId())
                && token.getIssuedAt() != null
                && token.getClaim("events") instanceof Map<?, ?> events
                && events.get(ENDED) instanceof Map
                && !token.hasClaim("nonce");
        return logout ? Optional.ofNullable(token.getClaimAsString("sid")) : Optional.empty();
    }
}
