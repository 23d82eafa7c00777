package vn.khue.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import org.springframework.web.util.WebUtils;

/**
 * The access token of the person behind a request (RFC 6750), for an app that asks others in that person's name and has set
 * {@code khue.web.keep-access-token}. It is in memory only, and was good for some seconds more when the request began. Safe for
 * concurrent use.
 */
public final class PersonTokens {

    /** Empty where the app keeps none, or nobody is signed in. */
    public Optional<String> of(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(KeptTokens.ATTRIBUTE) instanceof KeptTokens kept
                ? kept.accessToken()
                : Optional.empty();
    }

    /** Whoever was asked did not take it: at the next request the gate says whether the login still holds. */
    public void refused(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null) {
            return;
        }
        synchronized (WebUtils.getSessionMutex(session)) {
            if (session.getAttribute(KeptTokens.ATTRIBUTE) instanceof KeptTokens kept) {
                session.setAttribute(KeptTokens.ATTRIBUTE, kept.refused());
            }
        }
    }
}
