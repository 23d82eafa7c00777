package vn.khue.console.people;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;
import vn.khue.console.gate.ConsoleException;

/**
 * Lets each form be sent once: loading the page with new slips anew would else void the slips that were just printed. The {@value #MOST}
 * newest of a session count. Safe for concurrent use.
 */
@Component
public final class FormKeys {

    private static final int MOST = 32;
    private static final String OPEN = FormKeys.class.getName();

    /** A key for a form that is shown now. */
    public String next(HttpServletRequest request) {
        HttpSession session = request.getSession();
        String key = UUID.randomUUID().toString();
        synchronized (WebUtils.getSessionMutex(session)) {
            Deque<String> open = open(session);
            open.addLast(key);
            if (open.size() > MOST) {
                open.removeFirst();
            }
            session.setAttribute(OPEN, open);
        }
        return key;
    }

    /** @throws ConsoleException FORM_USED if no form of that key is open */
    public void use(HttpServletRequest request, String key) {
        HttpSession session = request.getSession();
        synchronized (WebUtils.getSessionMutex(session)) {
            if (!open(session).remove(key)) {
                throw new ConsoleException(
                        ConsoleException.Reason.FORM_USED, "expected a form that was not sent yet, found a used key");
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static Deque<String> open(HttpSession session) {
        return session.getAttribute(OPEN) instanceof ArrayDeque<?> keys ? (Deque<String>) keys : new ArrayDeque<>();
    }
}
