package vn.khue.audit.app.proof;

import jakarta.servlet.http.HttpSession;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Which events this session has seen proven, so that the list can say so: the badge is shown only after a check. At most
 * {@value #MOST}, the oldest are forgotten first. A proof stays true: the log only grows.
 */
public final class CheckedProofs {

    static final int MOST = 1_000;
    private static final String ATTRIBUTE = CheckedProofs.class.getName();

    private CheckedProofs() {}

    /** Ledger indexes proven in this session. */
    public static Set<Long> of(HttpSession session) {
        synchronized (session) {
            return Set.copyOf(kept(session));
        }
    }

    /** Keeps the verdict on this event. */
    public static void keep(HttpSession session, long index, ProofVerdict verdict) {
        synchronized (session) {
            Set<Long> proven = kept(session);
            proven.remove(index);
            if (verdict instanceof ProofVerdict.Proven) {
                proven.add(index);
            }
            if (proven.size() > MOST) {
                proven.remove(proven.iterator().next());
            }
            session.setAttribute(ATTRIBUTE, proven);
        }
    }

    @SuppressWarnings("unchecked") // only this class writes the attribute
    private static Set<Long> kept(HttpSession session) {
        Object kept = session.getAttribute(ATTRIBUTE);
        return kept == null ? new LinkedHashSet<>() : new LinkedHashSet<>((Set<Long>) kept);
    }
}
