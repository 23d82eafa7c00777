package vn.khue.sso.events;

import org.keycloak.models.KeycloakSession;
import vn.khue.audit.event.Backlog;

/** Whether the outbox has room for what somebody who comes in will do. */
public final class OutboxRoom {
    private OutboxRoom() {}

    /** As last looked at, some seconds ago. */
    public static boolean isFull(KeycloakSession session) {
        return AuditEventListenerFactory.backlog(session)
                .filter(backlog -> backlog.level() == Backlog.Level.FULL)
                .isPresent();
    }
}
