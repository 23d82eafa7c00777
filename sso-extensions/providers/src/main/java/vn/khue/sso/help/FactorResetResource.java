package vn.khue.sso.help;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.models.credential.RecoveryAuthnCodesCredentialModel;
import org.keycloak.models.credential.WebAuthnCredentialModel;
import vn.khue.directory.Position;
import vn.khue.directory.Standing;
import vn.khue.sso.activation.ActivationOffice;
import vn.khue.sso.help.HelpResource.PrintedSlip;
import vn.khue.sso.rights.ConsoleActor;
import vn.khue.sso.rights.ConsoleCalls;
import vn.khue.sso.rights.HelpAct;
import vn.khue.sso.rights.HelpRights;
import vn.khue.sso.rights.HelpTarget;
import vn.khue.sso.server.SqlStatements;

/**
 * Second factors of who lost theirs, by two officers (four eyes): one asks with a ticket's number, another of the same kind approves. Who may
 * is {@link HelpRights}' business; each step is in the log, in the same transaction. Below {@code khue-help/factor-resets}.
 *
 * <p>401 without a token of a console, 403 where denied or without a second factor of one's own in that session, 400 for another form, 404
 * for a login name or request that is not there, 409 where a request about that person waits already, 503 while the directory does not answer.
 */
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class FactorResetResource {
    private static final int MOST = 200;
    private static final int LONGEST_REASON = 300;
    private static final Pattern TICKET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9./#_-]{1,39}");
    private static final Set<String> FACTORS = Set.of(
            OTPCredentialModel.TYPE,
            WebAuthnCredentialModel.TYPE_TWOFACTOR,
            WebAuthnCredentialModel.TYPE_PASSWORDLESS,
            RecoveryAuthnCodesCredentialModel.TYPE);

    private final KeycloakSession session;
    private final ConsoleActor.Surroundings around;
    private final ConsoleCalls calls;
    private final HelpRights rights = new HelpRights();

    FactorResetResource(KeycloakSession session, ConsoleActor.Surroundings around, ConsoleCalls calls) {
        this.session = session;
        this.around = around;
        this.calls = calls;
    }

    /**
     * What somebody asks for.
     *
     * @param uid login name of the person
     * @param ticket number of the help desk's ticket, 2 to 40 of letters, digits and {@code . / # _ -}
     * @param reason how it is known that it is that person, 1 to 300 characters
     */
    public record Asked(String uid, String ticket, String reason) {}

    /**
     * One that waits.
     *
     * @param name legal name of the person
     * @param askedBy name of who asked
     * @param own whether the caller asked, and so cannot approve
     * @param approvable whether the caller may approve it today
     * @param asked ISO 8601, UTC
     * @param expires likewise
     */
    public record Waiting(
            UUID id,
            String name,
            String uid,
            String ticket,
            String reason,
            String askedBy,
            boolean own,
            boolean approvable,
            String asked,
            String expires) {}

    /** All that wait for one of the caller's kind, the oldest first. */
    public record Requests(List<Waiting> requests) {}

    @GET
    public Response waiting() {
        return calls.with(actor -> {
            Set<Position> kinds = rights.factorKinds(actor.standing());
            if (kinds.isEmpty() || !actor.isSure()) {
                return calls.denied(
                        actor,
                        HelpAct.APPROVE_FACTOR_RESET,
                        actor.standing().person().id().toString());
            }
            List<FactorReset> found = at(resets -> resets.waiting(kinds, now(), MOST));
            return Response.ok(new Requests(found.stream()
                            .flatMap(reset -> told(actor, reset).stream())
                            .toList()))
                    .build();
        });
    }

    private Optional<Waiting> told(ConsoleActor actor, FactorReset reset) {
        return target(actor, reset)
                .map(target -> new Waiting(
                        reset.id(),
                        target.person().person().name().full(),
                        target.person().person().uid(),
                        reset.ticket(),
                        reset.reason(),
                        target.asker().person().name().full(),
                        reset.askedBy().equals(actor.standing().person().id()),
                        calls.may(actor, HelpAct.APPROVE_FACTOR_RESET, target),
                        reset.askedAt().toString(),
                        reset.expires().toString()));
    }

    @POST
    public Response ask(Asked body) {
        return calls.with(actor -> {
            if (body == null
                    || body.uid() == null
                    || body.ticket() == null
                    || !TICKET.matcher(body.ticket()).matches()
                    || !isReason(body.reason())) {
                return ConsoleCalls.bad();
            }
            Optional<Standing> person = actor.standingByUid(body.uid());
            if (rights.factorKinds(actor.standing()).isEmpty() || !actor.isSure()) {
                return calls.denied(
                        actor,
                        HelpAct.ASK_FACTOR_RESET,
                        actor.standing().person().id().toString());
            }
            if (person.isEmpty()) {
                return Response.status(Response.Status.NOT_FOUND).build();
            }
            String id = person.get().person().id().toString();
            if (!calls.may(actor, HelpAct.ASK_FACTOR_RESET, new HelpTarget.OfPerson(person.get()))) {
                return calls.denied(actor, HelpAct.ASK_FACTOR_RESET, id);
            }
            Instant now = now();
            var reset = new FactorReset(
                    UUID.randomUUID(),
                    person.get().person().id(),
                    rights.factorKind(actor.standing(), person.get()).orElseThrow(),
                    body.ticket(),
                    body.reason().strip(),
                    actor.standing().person().id(),
                    now,
                    now.plus(ActivationOffice.of(session).factorResetWaits()));
            if (!at(resets -> resets.ask(reset))) {
                return ConsoleCalls.failed(Response.Status.CONFLICT);
            }
            calls.done(actor, HelpAct.ASK_FACTOR_RESET, id);
            return Response.noContent().build();
        });
    }

    private static boolean isReason(String reason) {
        return reason != null
                && !reason.isBlank()
                && reason.length() <= LONGEST_REASON
                && reason.chars().noneMatch(sign -> Character.isISOControl(sign) && sign != '\n' && sign != '\r');
    }

    /**
     * Takes second factors and password away, ends every session, and answers the slip by which the next login sets both up anew; it cannot be
     * read again.
     */
    @POST
    @Path("{id}/approve")
    public Response approve(@PathParam("id") UUID id) {
        return answer(id, HelpAct.APPROVE_FACTOR_RESET, (actor, person) -> {
            UserModel user = session.users()
                    .getUserByUsername(
                            session.getContext().getRealm(), person.person().uid());
            if (user == null) {
                return ConsoleCalls.failed(Response.Status.SERVICE_UNAVAILABLE);
            }
            at(resets -> {
                resets.answer(id, actor.standing().person().id(), now(), true);
                return id;
            });
            user.credentialManager()
                    .getStoredCredentialsStream()
                    .filter(credential -> FACTORS.contains(credential.getType()))
                    .toList()
                    .forEach(factor -> user.credentialManager().removeStoredCredentialById(factor.getId()));
            PrintedSlip slip = new NewSlips(session).issue(actor.standing(), person.person(), user);
            calls.done(actor, HelpAct.APPROVE_FACTOR_RESET, person.person().id().toString());
            // Last, since apps are told of it and nothing can take that back.
            new OpenSessions(session).end(user);
            return Response.ok(slip).build();
        });
    }

    /** Says no; who asked takes it back so. */
    @DELETE
    @Path("{id}")
    public Response refuse(@PathParam("id") UUID id) {
        return answer(id, HelpAct.REFUSE_FACTOR_RESET, (actor, person) -> {
            at(resets -> {
                resets.answer(id, actor.standing().person().id(), now(), false);
                return id;
            });
            calls.done(actor, HelpAct.REFUSE_FACTOR_RESET, person.person().id().toString());
            return Response.noContent().build();
        });
    }

    private Response answer(UUID id, HelpAct act, BiFunction<ConsoleActor, Standing, Response> work) {
        return calls.with(actor -> {
            if (rights.factorKinds(actor.standing()).isEmpty() || !actor.isSure()) {
                return calls.denied(actor, act, id.toString());
            }
            Optional<HelpTarget.OfFactorReset> target =
                    at(resets -> resets.hold(id, now())).flatMap(reset -> target(actor, reset));
            if (target.isEmpty()) {
                return Response.status(Response.Status.NOT_FOUND).build();
            }
            return calls.may(actor, act, target.get())
                    ? work.apply(actor, target.get().person())
                    : calls.denied(
                            actor, act, target.get().person().person().id().toString());
        });
    }

    /** Empty where the directory does not know one of the two any more. */
    private static Optional<HelpTarget.OfFactorReset> target(ConsoleActor actor, FactorReset reset) {
        return actor.standing(reset.person())
                .flatMap(person -> actor.standing(reset.askedBy())
                        .map(asker -> new HelpTarget.OfFactorReset(person, asker, reset.kind())));
    }

    private <T> T at(Function<FactorResets, T> work) {
        return SqlStatements.onConnectionOf(
                session,
                connection -> work.apply(
                        new FactorResets(new SqlStatements(connection, "the table of requests to reset factors"))));
    }

    private Instant now() {
        return around.clock().instant();
    }
}
