package vn.khue.sso.rights;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;
import org.keycloak.models.KeycloakSession;
import vn.khue.directory.DirectoryException;
import vn.khue.sso.server.SqlStatements;

/**
 * The frame of every call of a console: who acts, and that what was done or denied is in the log, in the transaction of the act. 401
 * without a token of a console, 403 where denied, 400 for another form, 503 while the directory does not answer. For one request, not
 * thread-safe.
 */
public final class ConsoleCalls {
    private static final int LONGEST_TARGET = 128;

    private final KeycloakSession session;
    private final ConsoleActor.Surroundings around;
    private final HelpRights rights = new HelpRights();

    public ConsoleCalls(KeycloakSession session, ConsoleActor.Surroundings around) {
        this.session = session;
        this.around = around;
    }

    /** Does the work as the person of the token. */
    public Response with(Function<ConsoleActor, Response> work) {
        try {
            return ConsoleActor.of(session, around)
                    .map(work)
                    .orElseGet(
                            () -> Response.status(Response.Status.UNAUTHORIZED).build());
        } catch (DirectoryException e) {
            // Asked before anything is written.
            return failed(Response.Status.SERVICE_UNAVAILABLE);
        }
    }

    /** 409 and 503: Keycloak makes a 500 of these where they have no type. */
    public static Response failed(Response.Status status) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity("{}")
                .build();
    }

    public boolean may(ConsoleActor actor, HelpAct act, HelpTarget target) {
        return rights.may(actor.standing(), act, target);
    }

    public void done(ConsoleActor actor, HelpAct act, String target) {
        SqlStatements.onConnectionOf(session, connection -> {
            actor.tellDone(connection, act, target);
            return act;
        });
    }

    public Response denied(ConsoleActor actor, HelpAct act, String target) {
        SqlStatements.onConnectionOf(session, connection -> {
            actor.tellDenied(connection, act, target.substring(0, Math.min(target.length(), LONGEST_TARGET)));
            return act;
        });
        return Response.status(Response.Status.FORBIDDEN).build();
    }

    public static Response bad() {
        return Response.status(Response.Status.BAD_REQUEST).build();
    }
}
