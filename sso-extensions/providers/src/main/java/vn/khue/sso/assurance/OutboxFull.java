package vn.khue.sso.assurance;

import jakarta.ws.rs.core.Response;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import vn.khue.directory.DirectoryException;
import vn.khue.sso.events.OutboxRoom;

/**
 * While as many events wait for the audit service as may wait, nobody begins a session but those who administer: what is not begun needs
 * no event, and nothing that is audited is dropped (decision 8). Sessions that are there go on, and so does every logout. A step that nobody
 * can finish, whatever way of login the flow has.
 */
final class OutboxFull implements RequiredActionProvider {
    private static final String MESSAGE = "khueOutboxFull";
    private static final String REASON = "outbox_full";

    @Override
    public void evaluateTriggers(RequiredActionContext context) {
        if (stops(context)) {
            context.getAuthenticationSession().addRequiredAction(OutboxFullFactory.ID);
        }
    }

    @Override
    public void requiredActionChallenge(RequiredActionContext context) {
        if (!stops(context)) {
            context.success();
            return;
        }
        context.getEvent().clone().event(EventType.LOGIN).error(REASON);
        context.challenge(context.form()
                .setAttribute("skipLink", true)
                .setError(MESSAGE)
                .createErrorPage(Response.Status.SERVICE_UNAVAILABLE));
    }

    @Override
    public void processAction(RequiredActionContext context) {
        requiredActionChallenge(context);
    }

    private static boolean stops(RequiredActionContext context) {
        KeycloakSession session = context.getSession();
        return OutboxRoom.isFull(session) && !isSignedIn(context) && !administers(context);
    }

    /** Keycloak gives the session the id of the attempt that opens it, and an attempt in that session its id. */
    private static boolean isSignedIn(RequiredActionContext context) {
        String id = context.getAuthenticationSession().getParentSession().getId();
        var there = context.getSession().sessions().getUserSession(context.getRealm(), id);
        return there != null && there.getUser().getId().equals(context.getUser().getId());
    }

    private static boolean administers(RequiredActionContext context) {
        try {
            return Assurance.of(context.getSession()).rank(context.getUser()) == Rank.ALWAYS;
        } catch (DirectoryException e) {
            return false;
        }
    }

    @Override
    public void close() {}
}
