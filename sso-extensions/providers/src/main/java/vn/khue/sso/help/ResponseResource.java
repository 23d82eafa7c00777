package vn.khue.sso.help;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import vn.khue.directory.Standing;
import vn.khue.sso.badge.BadgeOffice;
import vn.khue.sso.rights.ConsoleActor;
import vn.khue.sso.rights.ConsoleCalls;
import vn.khue.sso.rights.HelpAct;
import vn.khue.sso.rights.HelpTarget;

/**
 * Answers of security officers to alerts, for the audit service alone, below {@code khue-help/response}: with the officer's own token, got by
 * a client of the setting {@code responders}, in a session that has shown a second factor. Who may is {@code HelpRights}' business; whether it
 * was done or denied, the log learns of it in the same transaction.
 *
 * <p>A lock is Keycloak's own: whoever is disabled is let in by no road of the gate, and no token is renewed. What the directory lets in by
 * itself (app passwords) it does not touch.
 *
 * <p>401 without such a token, 403 where denied, 404 for nobody, 503 while the directory does not answer.
 */
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ResponseResource {
    private final KeycloakSession session;
    private final ConsoleCalls calls;

    ResponseResource(KeycloakSession session) {
        this.session = session;
        this.calls = new ConsoleCalls(session, BadgeOffice.of(session).responder());
    }

    /** Signs the person out everywhere. */
    @DELETE
    @Path("people/{person}/sessions")
    public Response endSessions(@PathParam("person") UUID person) {
        return to(person, HelpAct.END_SESSIONS, user -> new OpenSessions(session).end(user));
    }

    /** Signs the person out everywhere and lets them in no more. */
    @POST
    @Path("people/{person}/lock")
    public Response lock(@PathParam("person") UUID person) {
        return to(person, HelpAct.LOCK_ACCOUNT, user -> {
            user.setEnabled(false);
            // Last, since apps are told of it and nothing can take that back.
            new OpenSessions(session).end(user);
        });
    }

    /** Ends a lock by an officer. */
    @POST
    @Path("people/{person}/release")
    public Response release(@PathParam("person") UUID person) {
        return to(person, HelpAct.RELEASE_ACCOUNT, user -> user.setEnabled(true));
    }

    private Response to(UUID person, HelpAct act, Consumer<UserModel> work) {
        return calls.with(actor -> {
            if (!actor.isSure()) {
                return calls.denied(actor, act, person.toString());
            }
            Optional<Standing> standing = actor.standing(person);
            if (standing.isEmpty()) {
                return Response.status(Response.Status.NOT_FOUND).build();
            }
            return calls.may(actor, act, new HelpTarget.OfPerson(standing.get()))
                    ? done(actor, act, standing.get(), work)
                    : calls.denied(actor, act, person.toString());
        });
    }

    private Response done(ConsoleActor actor, HelpAct act, Standing standing, Consumer<UserModel> work) {
        Optional<UserModel> user = Optional.ofNullable(session.users()
                .getUserByUsername(
                        session.getContext().getRealm(), standing.person().uid()));
        if (user.isEmpty()) {
            return ConsoleCalls.failed(Response.Status.SERVICE_UNAVAILABLE);
        }
        calls.done(actor, act, standing.person().id().toString());
        work.accept(user.get());
        return Response.noContent().build();
    }
}
