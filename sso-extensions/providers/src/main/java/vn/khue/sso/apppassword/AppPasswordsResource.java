package vn.khue.sso.apppassword;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.managers.AppAuthManager;
import vn.khue.audit.event.Actor;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.JdbcOutbox;
import vn.khue.audit.event.Outcome;
import vn.khue.audit.event.TargetKind;
import vn.khue.directory.DirectoryException;
import vn.khue.directory.apppassword.AppPassword;
import vn.khue.directory.apppassword.AppPasswords;
import vn.khue.directory.apppassword.NewAppPassword;
import vn.khue.sso.age.AgeBand;
import vn.khue.sso.claims.PeopleToday;
import vn.khue.sso.guardianship.ActingNote;
import vn.khue.sso.guardianship.FamilyOffice;
import vn.khue.sso.server.ClientOrigin;
import vn.khue.sso.server.SqlStatements;

/**
 * A person's own app passwords, for the console. Nobody sees or makes those of somebody else. The log's row is written in the
 * transaction of the request, before the directory is asked: what the directory refuses leaves no row, and a password whose row could
 * not be committed is told to nobody. Bodies are JSON.
 *
 * <p>401 without a token of a console, or with a login that is too old to make one (then with how old it may be, RFC 9470), 403 below level
 * {@code password} or for who is not of age: no app at the directory is for children, since nobody's consent can be asked there; 400 for another
 * form, 404 for an app password that is not there, 409 where there are as many as the policy allows, 503 while the directory does not
 * answer.
 */
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class AppPasswordsResource {
    private static final String SOURCE = "sso";
    private static final String CREDENTIAL = "app_password";
    private static final Set<String> LEVELS_ENOUGH = Set.of("password", "mfa", "sign");
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final Duration FRESH = Duration.ofMinutes(15);
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_ID = 22;

    private final KeycloakSession session;
    private final Supplier<AppPasswords> passwords;
    private final Clock clock;
    private final Set<String> consoles;
    private final int staleDays;

    AppPasswordsResource(
            KeycloakSession session,
            Supplier<AppPasswords> passwords,
            Clock clock,
            Set<String> consoles,
            int staleDays) {
        this.session = session;
        this.passwords = passwords;
        this.clock = clock;
        this.consoles = Set.copyOf(consoles);
        this.staleDays = staleDays;
    }

    /**
     * One app password.
     *
     * @param id for a path
     * @param made ISO 8601, UTC
     * @param stale whether it is to be looked at: old, and none of its owner's was used for long
     */
    public record Listed(String id, String name, String made, boolean stale) {}

    /**
     * All of the person's.
     *
     * @param fresh whether the login is fresh enough to make one
     * @param ofAge whether the person may make one at all
     * @param used day, by Vietnam's calendar, on which one of them was last used; empty for never
     * @param staleDays after how many days without use one is stale
     */
    public record Mine(boolean fresh, boolean ofAge, String used, int staleDays, List<Listed> passwords) {}

    /** What the owner calls it, 1 to 64 characters. */
    public record Name(String name) {}

    /** A new one; the secret cannot be read again. */
    public record Made(String id, String name, String made, String secret) {}

    /** @param enough whether the login reached level {@code password} */
    private record Owner(UUID id, Actor actor, String client, boolean enough, boolean fresh) {}

    @GET
    public Response mine() {
        return with(owner -> {
            boolean ofAge = isOfAge(owner);
            List<AppPassword> all = ask(desk -> desk.list(owner.id()));
            Optional<LocalDate> used = all.isEmpty() ? Optional.empty() : ask(desk -> desk.lastUsed(owner.id()));
            return Response.ok(new Mine(
                            owner.fresh(),
                            ofAge,
                            used.map(LocalDate::toString).orElse(""),
                            staleDays,
                            all.stream().map(each -> listed(each, used)).toList()))
                    .build();
        });
    }

    @POST
    public Response make(Name body) {
        return with(owner -> {
            if (!isOfAge(owner)) {
                return denied(owner);
            }
            if (!owner.fresh()) {
                return tooOld();
            }
            if (body == null || !good(body.name())) {
                return Response.status(Response.Status.BAD_REQUEST).build();
            }
            tell(owner, "app_password_made");
            NewAppPassword made = ask(desk -> desk.add(owner.id(), body.name()));
            Listed listed = listed(made.about(), Optional.empty());
            return Response.ok(new Made(listed.id(), listed.name(), listed.made(), made.secret()))
                    .build();
        });
    }

    /** Takes one away, at once; a login that is not fresh will do, for it only ever closes. */
    @DELETE
    @Path("{id}")
    public Response revoke(@PathParam("id") String id) {
        return with(owner -> {
            if (id.length() > LONGEST_ID) {
                return Response.status(Response.Status.NOT_FOUND).build();
            }
            tell(owner, "app_password_revoked");
            ask(desk -> {
                desk.revoke(owner.id(), id.replace('-', '+').replace('_', '/'));
                return owner;
            });
            return Response.noContent().build();
        });
    }

    private <T> T ask(Function<AppPasswords, T> question) {
        return PeopleToday.of(session).ask(() -> question.apply(passwords.get()));
    }

    private boolean isOfAge(Owner owner) {
        FamilyOffice office = FamilyOffice.of(session);
        return office.standing(owner.id())
                .filter(person -> office.ages().bandOf(person) == AgeBand.ADULT)
                .isPresent();
    }

    /** The challenge of RFC 9470, 3: the same session may come again after a new login. */
    private static Response tooOld() {
        return Response.status(Response.Status.UNAUTHORIZED)
                .header(
                        "WWW-Authenticate",
                        "Bearer error=\"insufficient_user_authentication\", max_age=\"" + FRESH.toSeconds() + "\"")
                .build();
    }

    private static boolean good(String name) {
        return name != null
                && !name.isBlank()
                && name.length() <= LONGEST_NAME
                && name.chars().noneMatch(Character::isISOControl);
    }

    private Response with(Function<Owner, Response> work) {
        Optional<Owner> owner = owner();
        if (owner.isEmpty()) {
            return Response.status(Response.Status.UNAUTHORIZED).build();
        }
        if (!owner.get().enough()) {
            return denied(owner.get());
        }
        try {
            return work.apply(owner.get());
        } catch (DirectoryException e) {
            session.getTransactionManager().setRollbackOnly();
            return Response.status(
                            switch (e.reason()) {
                                case NOT_FOUND -> Response.Status.NOT_FOUND;
                                case REFUSED -> Response.Status.CONFLICT;
                                default -> Response.Status.SERVICE_UNAVAILABLE;
                            })
                    // Keycloak makes a 500 of some where they have no type.
                    .type(MediaType.APPLICATION_JSON_TYPE)
                    .entity("{}")
                    .build();
        }
    }

    /** Empty without a token of a console, or where somebody acts for somebody. */
    private Optional<Owner> owner() {
        return Optional.ofNullable(new AppAuthManager.BearerTokenAuthenticator(session).authenticate())
                .filter(found -> found.client() != null
                        && consoles.contains(found.client().getClientId())
                        && found.session() != null
                        && ActingNote.of(found.session()).isEmpty())
                .flatMap(found -> FamilyOffice.khueId(found.user()).map(id -> {
                    boolean enough = LEVELS_ENOUGH.contains(
                            Optional.ofNullable(found.token().getAcr()).orElse(""));
                    Long at = found.token().getAuth_time();
                    boolean fresh = at != null
                            && Instant.ofEpochSecond(at).isAfter(clock.instant().minus(FRESH));
                    return new Owner(
                            id,
                            Actor.person(id).inSession(found.session().getId()).from(ClientOrigin.of(session)),
                            found.client().getClientId(),
                            enough,
                            fresh);
                }));
    }

    private Listed listed(AppPassword about, Optional<LocalDate> used) {
        LocalDate fresh = LocalDate.ofInstant(clock.instant(), VIETNAM).minusDays(staleDays);
        boolean stale = LocalDate.ofInstant(about.made(), VIETNAM).isBefore(fresh)
                && used.filter(day -> !day.isBefore(fresh)).isEmpty();
        return new Listed(
                about.id().replace('+', '-').replace('/', '_'),
                about.name(),
                about.made().toString(),
                stale);
    }

    private void tell(Owner owner, String operation) {
        append(AuditEvent.of(EventKind.CREDENTIAL_CHANGED, Outcome.SUCCESS, owner.actor(), SOURCE, clock)
                .target(TargetKind.PERSON, owner.id().toString())
                .with(DetailKey.CREDENTIAL_TYPE, CREDENTIAL)
                .with(DetailKey.OPERATION, operation)
                .with(DetailKey.CLIENT, owner.client())
                .build());
    }

    private Response denied(Owner owner) {
        append(AuditEvent.of(EventKind.ACCESS_DENIED, Outcome.FAILURE, owner.actor(), SOURCE, clock)
                .target(TargetKind.PERSON, owner.id().toString())
                .with(DetailKey.PERMISSION, "app_password_make")
                .with(DetailKey.CLIENT, owner.client())
                .build());
        return Response.status(Response.Status.FORBIDDEN).build();
    }

    private void append(AuditEvent event) {
        SqlStatements.onConnectionOf(session, connection -> {
            JdbcOutbox.append(connection, event);
            return event;
        });
    }
}
