package vn.khue.sso.assurance;

import java.util.Set;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.provider.Provider;
import vn.khue.sso.badge.Whereabouts;
import vn.khue.sso.claims.PeopleToday;

/** What the policy asks of somebody now. Of one request; not thread-safe. */
public final class Assurance implements Provider {
    /** Note of a session: its last use, in seconds of the epoch. */
    private static final String USED = "khue-used";

    private final KeycloakSession session;
    private final AssurancePolicy policy;

    Assurance(KeycloakSession session, AssurancePolicy policy) {
        this.session = session;
        this.policy = policy;
    }

    static Assurance of(KeycloakSession session) {
        return session.getProvider(Assurance.class);
    }

    AssurancePolicy policy() {
        return policy;
    }

    /**
     * Whoever the directory does not know has no role, and no right in any app.
     *
     * @throws vn.khue.directory.DirectoryException if the directory does not answer
     */
    Rank rank(UserModel user) {
        return policy.rank(today(user).roles());
    }

    /**
     * Whether that person has to prove a second factor from where this request comes.
     *
     * @throws vn.khue.directory.DirectoryException if the directory does not answer
     */
    boolean asksForTwoFactors(UserModel user) {
        PeopleToday.Today today = today(user);
        return switch (policy.rank(today.roles())) {
            case ALWAYS -> true;
            case OTHERS -> false;
            case OUTSIDE -> !Whereabouts.of(session).isInside(policy.offices(), today.units());
        };
    }

    /**
     * Whether that session may be used now: an administrator's that lay idle may not. If it may, this is its last use. Counted by a note of ours:
     * Keycloak's own moves whenever it looks at the cookie.
     *
     * @throws vn.khue.directory.DirectoryException if the directory does not answer
     */
    boolean use(UserSessionModel used) {
        if (rank(used.getUser()) != Rank.ALWAYS) {
            return true;
        }
        String note = used.getNote(USED);
        long last = note == null ? used.getStarted() : Long.parseLong(note);
        long now = Time.currentTime();
        if (now - last > policy.idle().toSeconds()) {
            return false;
        }
        used.setNote(USED, Long.toString(now));
        return true;
    }

    private PeopleToday.Today today(UserModel user) {
        return PeopleToday.of(session).of(user).orElseGet(() -> new PeopleToday.Today(Set.of(), Set.of()));
    }

    @Override
    public void close() {}
}
