package vn.khue.sso.consent;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.JdbcOutbox;
import vn.khue.audit.event.Outcome;
import vn.khue.audit.event.TargetKind;
import vn.khue.directory.DirectoryException;
import vn.khue.directory.Standing;
import vn.khue.sso.apps.AppUse;
import vn.khue.sso.guardianship.FamilyOffice;
import vn.khue.sso.server.SqlStatements;

/**
 * What people see and say about themselves and their children, for the portal. Who may is {@link ConsentRights}' business; whether it was
 * done or denied, the log learns of it in the same transaction. Bodies are JSON.
 *
 * <p>401 without a token of a portal, 403 where denied, 400 for another form, 404 for an app that needs no consent or is not for that person, 409 where the
 * purpose was changed meanwhile, 503 while the directory
 * does not answer.
 */
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class FamilyResource {
    private static final String SOURCE = "sso";
    private static final int LONGEST_CLIENT = 255;

    private final KeycloakSession session;
    private final ConsentRights rights = new ConsentRights();

    FamilyResource(KeycloakSession session) {
        this.session = session;
    }

    /**
     * Claims of the app to which consent is given.
     *
     * @param purpose version of the text that was shown, as {@code mine} told it; null where the caller does not say
     */
    public record Claims(List<String> claims, String purpose) {}

    /** What work needs to know. */
    private record Judged(FamilyActor actor, Side side, UUID person, ConsentApp app, ClientModel client) {
        ConsentRegister.Speaker speaker() {
            return new ConsentRegister.Speaker(
                    actor.actor(), actor.standing().person().id(), side, person);
        }
    }

    /** The person's own consents, and the children with theirs. */
    @GET
    @Path("mine")
    public Response mine() {
        return with(actor ->
                Response.ok(new FamilyView(session).of(actor.standing())).build());
    }

    /** Says yes to these claims, in the actor's own place alone. */
    @PUT
    @Path("consents/{person}/{client}")
    public Response give(@PathParam("person") UUID person, @PathParam("client") String client, Claims body) {
        return judged(ConsentAct.GIVE, person, client, judged -> {
            if (!mayUse(judged)) {
                return Response.status(Response.Status.NOT_FOUND).build();
            }
            boolean fits = body != null
                    && body.claims() != null
                    && !body.claims().isEmpty()
                    && body.claims().size() <= judged.app().claims().size()
                    && judged.app().claims().containsAll(body.claims());
            if (!fits) {
                return Response.status(Response.Status.BAD_REQUEST).build();
            }
            if (body.purpose() != null && !judged.app().version().equals(body.purpose())) {
                return failed(Response.Status.CONFLICT);
            }
            new ConsentRegister(session)
                    .write(judged.speaker(), judged.app(), List.copyOf(new TreeSet<>(body.claims())), true);
            return Response.noContent().build();
        });
    }

    /** Says no to all claims of the app, in the actor's own place alone; the next token knows. */
    @DELETE
    @Path("consents/{person}/{client}")
    public Response withdraw(@PathParam("person") UUID person, @PathParam("client") String client) {
        return judged(ConsentAct.WITHDRAW, person, client, judged -> {
            new ConsentRegister(session)
                    .write(judged.speaker(), judged.app(), judged.app().claims(), false);
            return Response.noContent().build();
        });
    }

    /** Nobody agrees to an app that is not for that person; taking back is always allowed. */
    private boolean mayUse(Judged judged) {
        AppUse use = AppUse.of(session);
        return judged.side() == Side.SELF
                ? use.may(judged.client(), judged.person())
                : use.mayFor(judged.client(), judged.person());
    }

    private Response judged(ConsentAct act, UUID person, String client, Function<Judged, Response> work) {
        return with(actor -> {
            Optional<ClientModel> known = Optional.of(client)
                    .filter(id -> id.length() <= LONGEST_CLIENT)
                    .map(id -> session.getContext().getRealm().getClientByClientId(id))
                    .filter(ClientModel::isEnabled);
            Optional<ConsentApp> app = known.flatMap(ConsentApp::of);
            if (app.isEmpty()) {
                return Response.status(Response.Status.NOT_FOUND).build();
            }
            FamilyOffice office = FamilyOffice.of(session);
            Optional<Standing> standing = office.standing(person);
            Optional<Side> side = standing.flatMap(found ->
                    rights.may(actor.standing(), act, found, office.ages().bandOf(found)));
            return side.map(place -> work.apply(new Judged(actor, place, person, app.get(), known.get())))
                    .orElseGet(() -> denied(actor, act, person));
        });
    }

    private Response with(Function<FamilyActor, Response> work) {
        try {
            return FamilyActor.of(session, FamilyOffice.of(session))
                    .map(work)
                    .orElseGet(
                            () -> Response.status(Response.Status.UNAUTHORIZED).build());
        } catch (DirectoryException e) {
            // Asked before anything is written.
            return failed(Response.Status.SERVICE_UNAVAILABLE);
        }
    }

    /** Keycloak makes a 500 of these where they have no type. */
    private static Response failed(Response.Status status) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity("{}")
                .build();
    }

    private Response denied(FamilyActor actor, ConsentAct act, UUID person) {
        SqlStatements.onConnectionOf(session, connection -> {
            JdbcOutbox.append(
                    connection,
                    AuditEvent.of(
                                    EventKind.ACCESS_DENIED,
                                    Outcome.FAILURE,
                                    actor.actor(),
                                    SOURCE,
                                    FamilyOffice.of(session).clock())
                            .target(TargetKind.PERSON, person.toString())
                            .with(DetailKey.PERMISSION, "consent_" + act.name().toLowerCase(Locale.ROOT))
                            .with(DetailKey.CLIENT, actor.client())
                            .build());
            return act;
        });
        return Response.status(Response.Status.FORBIDDEN).build();
    }
}
