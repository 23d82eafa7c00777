package vn.khue.sso.assurance;

import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.provider.Provider;
import org.keycloak.sessions.AuthenticationSessionModel;
import vn.khue.directory.DirectoryException;
import vn.khue.sso.badge.Whereabouts;
import vn.khue.sso.claims.PeopleToday;

/** What the policy asks of somebody now. Of one request; not thread-safe. */
public final class Assurance implements Provider {
    /** Note of a session: its last use, in seconds of the epoch. */
    private static final String USED = "khue-used";
    /** Note of a session: the rank of its owner when the directory last answered. */
    private static final String RANK = "khue-rank";

    private static final Logger LOG = Logger.getLogger(Assurance.class);

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

    /** The rank; the highest, of which most is asked, while nobody knows it. */
    Rank rankOrHighest(UserModel user) {
        try {
            return rank(user);
        } catch (DirectoryException e) {
            return Rank.ALWAYS;
        }
    }

    /** Likewise of somebody with that session; while the directory does not answer whoever was more than a pupil or parent has to. */
    boolean asksForTwoFactors(UserSessionModel signedIn) {
        try {
            return asksForTwoFactors(signedIn.getUser());
        } catch (DirectoryException e) {
            return noted(signedIn).orElse(Rank.ALWAYS) != Rank.OTHERS;
        }
    }

    /** Has the session that will come of that login know the rank of its owner. */
    void note(AuthenticationSessionModel login, Rank rank) {
        login.setUserSessionNote(RANK, rank.name());
    }

    /**
     * Whether that session may be used now: an administrator's that lay idle may not. If it may, this is its last use. Counted by a note of ours:
     * Keycloak's own moves whenever it looks at the cookie. While the directory does not answer the rank is that of before.
     */
    boolean use(UserSessionModel used) {
        if (rankNow(used) != Rank.ALWAYS) {
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

    private Rank rankNow(UserSessionModel of) {
        try {
            Rank rank = rank(of.getUser());
            if (!noted(of).equals(Optional.of(rank))) {
                of.setNote(RANK, rank.name());
            }
            return rank;
        } catch (DirectoryException e) {
            LOG.warnf("idle time of a session judged as before: the directory did not answer (%s)", e.reason());
            return noted(of).orElse(Rank.OTHERS);
        }
    }

    private static Optional<Rank> noted(UserSessionModel of) {
        return Optional.ofNullable(of.getNote(RANK)).map(Rank::valueOf);
    }

    private PeopleToday.Today today(UserModel user) {
        return PeopleToday.of(session).of(user).orElseGet(() -> new PeopleToday.Today(Set.of(), Set.of()));
    }

    @Override
    public void close() {}
}
