package vn.khue.sso.guardianship;

import java.util.Optional;
import org.keycloak.models.UserSessionModel;

/** Whether a session was opened by a guardian for a child. Stateless. */
public final class ActingNote {
    static final String NAME = "khue.act";

    private ActingNote() {}

    /** Khuê id of the guardian who acts in that session; empty where the person acts. */
    public static Optional<String> of(UserSessionModel session) {
        return Optional.ofNullable(session.getNote(NAME));
    }
}
