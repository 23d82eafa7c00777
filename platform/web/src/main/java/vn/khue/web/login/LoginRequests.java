package vn.khue.web.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

/**
 * Logins under way, several at once in one session (each tab has its own state), at most {@value #MOST}: the oldest is
 * forgotten first. Each can be taken out once. Kept in the session, so an answer works only in the browser that asked.
 */
public final class LoginRequests implements AuthorizationRequestRepository<OAuth2AuthorizationRequest> {

    static final int MOST = 8;

    private final String attribute;

    /** @param name of the session attribute; two users of this class must not mix their requests */
    public LoginRequests(String name) {
        this.attribute = LoginRequests.class.getName() + "." + name;
    }

    @Override
    public OAuth2AuthorizationRequest loadAuthorizationRequest(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        String state = request.getParameter("state");
        if (session == null || state == null) {
            return null;
        }
        synchronized (session) {
            return waiting(session).get(state);
        }
    }

    @Override
    public void saveAuthorizationRequest(
            OAuth2AuthorizationRequest authorization, HttpServletRequest request, HttpServletResponse response) {
        if (authorization == null) {
            removeAuthorizationRequest(request, response);
            return;
        }
        HttpSession session = request.getSession();
        synchronized (session) {
            Map<String, OAuth2AuthorizationRequest> waiting = waiting(session);
            waiting.put(authorization.getState(), authorization);
            if (waiting.size() > MOST) {
                waiting.remove(waiting.keySet().iterator().next());
            }
            session.setAttribute(attribute, waiting);
        }
    }

    @Override
    public OAuth2AuthorizationRequest removeAuthorizationRequest(
            HttpServletRequest request, HttpServletResponse response) {
        HttpSession session = request.getSession(false);
        String state = request.getParameter("state");
        if (session == null || state == null) {
            return null;
        }
        synchronized (session) {
            Map<String, OAuth2AuthorizationRequest> waiting = waiting(session);
            OAuth2AuthorizationRequest taken = waiting.remove(state);
            session.setAttribute(attribute, waiting);
            return taken;
        }
    }

    @SuppressWarnings("unchecked") // only this class writes the attribute
    private Map<String, OAuth2AuthorizationRequest> waiting(HttpSession session) {
        Object kept = session.getAttribute(attribute);
        return kept == null
                ? new LinkedHashMap<>()
                : new LinkedHashMap<>((Map<String, OAuth2AuthorizationRequest>) kept);
    }
}
