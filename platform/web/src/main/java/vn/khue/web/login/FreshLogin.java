package vn.khue.web.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.security.web.savedrequest.SimpleSavedRequest;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.WebUtils;

/**
 * Has somebody who is signed in prove anew who they are, and come back to a page of this app: for what the gate does only right after a login
 * (RFC 9470). What the person had typed stays with whoever asks for this, never in an address. Safe for concurrent use.
 */
public final class FreshLogin {

    /** Attribute of the session in which Spring Security looks for where to go after a login. */
    private static final String BACK_TO = "SPRING_SECURITY_SAVED_REQUEST";

    private static final String WANTED = FreshLogin.class.getName();

    /**
     * Where to send the browser now.
     *
     * @param page path of this app to which it comes back, beginning with a slash
     */
    public String begin(HttpServletRequest request, String page) {
        if (!page.startsWith("/") || page.startsWith("//")) {
            throw new IllegalArgumentException(
                    "expected a path of this app, found another address; begin with one slash");
        }
        HttpSession session = request.getSession();
        SavedRequest back = new SimpleSavedRequest(ServletUriComponentsBuilder.fromContextPath(request)
                .path(page)
                .build()
                .toUriString());
        synchronized (WebUtils.getSessionMutex(session)) {
            session.setAttribute(BACK_TO, back);
            session.setAttribute(WANTED, Boolean.TRUE);
        }
        return "/oauth2/authorization/" + GateClient.ID;
    }

    /** Whether the login that begins now is such a one; asked once for each. */
    static boolean taken(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null) {
            return false;
        }
        synchronized (WebUtils.getSessionMutex(session)) {
            boolean wanted = session.getAttribute(WANTED) != null;
            session.removeAttribute(WANTED);
            return wanted;
        }
    }
}
