package vn.khue.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.oidc.authentication.logout.OidcLogoutToken;
import org.springframework.security.web.authentication.logout.LogoutHandler;

/**
 * Logins that the gate said are over (OpenID Connect Back-Channel Logout 1.0), by their {@code sid}. A session of such a login ends
 * at its next request. Kept for longer than any session here lives unused, at most {@value #MOST}; one that is forgotten sooner is
 * still found out when its rights are renewed. Thread-safe.
 */
final class EndedLogins implements LogoutHandler {

    private static final int MOST = 100_000;
    private static final Duration KEPT = Duration.ofHours(1);

    private final Clock clock;
    private final Map<String, Instant> ended = new LinkedHashMap<>();

    EndedLogins(Clock clock) {
        this.clock = clock;
    }

    /** Only a logout token that was already judged comes here. */
    @Override
    public void logout(HttpServletRequest request, HttpServletResponse response, Authentication authentication) {
        if (authentication.getPrincipal() instanceof OidcLogoutToken token && token.getSessionId() != null) {
            add(token.getSessionId());
        }
    }

    private synchronized void add(String sid) {
        Instant now = clock.instant();
        ended.values().removeIf(at -> at.plus(KEPT).isBefore(now));
        if (ended.size() >= MOST) {
            ended.remove(ended.keySet().iterator().next());
        }
        ended.put(sid, now);
    }

    synchronized boolean contains(String sid) {
        return sid != null && ended.containsKey(sid);
    }
}
