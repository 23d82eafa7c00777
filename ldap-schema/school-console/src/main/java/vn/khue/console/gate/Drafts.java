package vn.khue.console.gate;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;
import vn.khue.web.login.SignedInPerson;

/**
 * What somebody had typed on a page before they were sent to prove anew who they are: kept in the session, for that person and page, and given
 * out once. Never passwords or codes. Safe for concurrent use.
 */
@Component
public final class Drafts {

    private static final String KEPT = Drafts.class.getName();
    private static final int LONGEST = 2_000;
    private static final int MOST = 20;

    /** The one that waits; a newer takes its place. */
    private record Draft(UUID person, String page, Map<String, String> fields) implements Serializable {}

    /** Keeps what is not longer than {@value #LONGEST} characters. */
    public void keep(HttpServletRequest request, SignedInPerson person, String page, Map<String, String> fields) {
        boolean small = fields.size() <= MOST && fields.values().stream().allMatch(value -> value.length() <= LONGEST);
        HttpSession session = request.getSession();
        synchronized (WebUtils.getSessionMutex(session)) {
            session.setAttribute(KEPT, new Draft(person.khueId(), page, small ? Map.copyOf(fields) : Map.of()));
        }
    }

    /** What was kept; empty where nothing was, or somebody else signed in. */
    public Map<String, String> take(HttpServletRequest request, SignedInPerson person, String page) {
        HttpSession session = request.getSession();
        synchronized (WebUtils.getSessionMutex(session)) {
            if (session.getAttribute(KEPT) instanceof Draft draft
                    && draft.page().equals(page)) {
                session.removeAttribute(KEPT);
                return draft.person().equals(person.khueId()) ? draft.fields() : Map.of();
            }
            return Map.of();
        }
    }
}
