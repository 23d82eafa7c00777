package vn.khue.sso.help;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
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
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import vn.khue.directory.Appointment;
import vn.khue.directory.ClassRole;
import vn.khue.directory.Directory;
import vn.khue.directory.Guardianship;
import vn.khue.directory.Person;
import vn.khue.directory.Position;
import vn.khue.directory.Standing;
import vn.khue.directory.name.NameOrder;
import vn.khue.sso.activation.ActivationOffice;
import vn.khue.sso.badge.BadgeOffice;
import vn.khue.sso.lockout.Lockouts;
import vn.khue.sso.rights.ConsoleActor;
import vn.khue.sso.rights.ConsoleCalls;
import vn.khue.sso.rights.HelpAct;
import vn.khue.sso.rights.HelpRights;
import vn.khue.sso.rights.HelpTarget;

/**
 * Help with signing in, for the school console, below {@code /realms/<realm>/khue-help}. Who may is {@link HelpRights}' business; whether it
 * was done or denied, the log learns of it in the same transaction. Bodies are JSON.
 *
 * <p>401 without a token of a console, 403 where denied, 400 for another form, 503 while the directory does not answer.
 */
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class HelpResource {
    private static final int MOST_PEOPLE = 100;

    private final KeycloakSession session;
    private final ConsoleActor.Surroundings around;
    private final ConsoleCalls calls;

    HelpResource(KeycloakSession session) {
        this.session = session;
        this.around = BadgeOffice.of(session).console();
        this.calls = new ConsoleCalls(session, around);
    }

    /** People, by Khuê id, at most 100. */
    public record People(List<UUID> people) {}

    /**
     * A slip to be printed: it cannot be read again.
     *
     * @param expires ISO 8601, UTC
     */
    public record PrintedSlip(UUID person, String name, String uid, String code, String expires) {}

    /** @param ends ISO 8601, UTC */
    public record Window(String ends) {}

    /**
     * A class with its pupils, in the order of Vietnamese name lists.
     *
     * @param window null where it is closed
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record ClassList(@JsonProperty("class") String classGroup, String unit, Window window, List<Row> pupils) {}

    /** The staff of a school whom school IT helps, in the order of Vietnamese name lists. */
    public record StaffList(String unit, List<Row> staff) {}

    /** A child of the caller, and what the caller may do to help it to sign in. */
    public record Child(Row person, Collection<HelpAct> acts) {}

    /** Those whom the caller may help, in the order of Vietnamese name lists. */
    public record Children(List<Child> children) {}

    /** Requests to reset second factors. */
    @Path("factor-resets")
    public FactorResetResource factorResets() {
        return new FactorResetResource(session, around, calls);
    }

    /** Answers of security officers to alerts. */
    @Path("response")
    public ResponseResource response() {
        return new ResponseResource(session);
    }

    /** The children for whom the caller stands, and the help that the guardianship allows today. */
    @GET
    @Path("children")
    public Response children() {
        return calls.with(actor -> {
            var rights = new HelpRights();
            Map<UUID, Set<HelpAct>> acts = new HashMap<>();
            List<Person> children = actor.standing().guardianships().stream()
                    .map(Guardianship::child)
                    .distinct()
                    .limit(MOST_PEOPLE)
                    .flatMap(child -> actor.standing(child).stream())
                    .filter(child -> {
                        Set<HelpAct> allowed = rights.to(actor.standing(), child);
                        acts.put(child.person().id(), allowed);
                        return !allowed.isEmpty();
                    })
                    .map(Standing::person)
                    .sorted(new NameOrder().ofPeople())
                    .toList();
            return Response.ok(new Children(rows(children).stream()
                            .map(row -> new Child(row, List.copyOf(acts.get(row.id()))))
                            .toList()))
                    .build();
        });
    }

    /** Where the caller may help, and with what. */
    @GET
    @Path("mine")
    public Response mine() {
        return calls.with(actor -> Response.ok(Places.of(actor.standing(), around.directory(), around.today()))
                .build());
    }

    @GET
    @Path("classes/{class}")
    public Response pupils(@PathParam("class") String id) {
        return calls.with(actor -> {
            var found = actor.classGroup(id)
                    .filter(group ->
                            calls.may(actor, HelpAct.LIST_CLASS, new HelpTarget.OfClass(group.id(), group.unit())));
            if (found.isEmpty()) {
                return calls.denied(actor, HelpAct.LIST_CLASS, id);
            }
            List<Person> pupils = around.directory().members(found.get().id(), ClassRole.PUPIL, around.today());
            var window = BadgeOffice.of(session)
                    .overview()
                    .windowOf(found.get().id())
                    .map(ends -> new Window(ends.toString()));
            return Response.ok(new ClassList(found.get().id(), found.get().unit(), window.orElse(null), rows(pupils)))
                    .build();
        });
    }

    @GET
    @Path("units/{unit}/staff")
    public Response staff(@PathParam("unit") String unit) {
        return calls.with(actor -> {
            if (!calls.may(actor, HelpAct.LIST_STAFF, new HelpTarget.OfUnit(unit))) {
                return calls.denied(actor, HelpAct.LIST_STAFF, unit);
            }
            return Response.ok(new StaffList(unit, rows(helpedStaff(actor, unit))))
                    .build();
        });
    }

    /** By what they are in this school: what they are elsewhere is looked at when something is done. */
    private List<Person> helpedStaff(ConsoleActor actor, String unit) {
        Directory directory = around.directory();
        LocalDate today = around.today();
        var rights = new HelpRights();
        Map<UUID, Set<Position>> positions = directory.appointmentsAt(unit, today).stream()
                .collect(Collectors.groupingBy(
                        Appointment::person, Collectors.mapping(Appointment::position, Collectors.toSet())));
        return directory.staffOf(unit, today).stream()
                .filter(person -> !person.id().equals(actor.standing().person().id())
                        && rights.helped(positions.getOrDefault(person.id(), Set.of(Position.QT_CNTT))))
                .toList();
    }

    private List<Row> rows(List<Person> people) {
        return new Rows(session).of(people, now());
    }

    /**
     * Issues slips, in the order asked for, all or none: the password is taken away, a former slip is void, a lock is over, and every
     * session of the person ends.
     */
    @POST
    @Path("slips")
    public Response issue(People body) {
        return calls.with(actor -> {
            if (body == null
                    || body.people() == null
                    || body.people().isEmpty()
                    || body.people().size() > MOST_PEOPLE
                    || body.people().stream().anyMatch(Objects::isNull)) {
                return ConsoleCalls.bad();
            }
            var people = new LinkedHashSet<>(body.people());
            var standings = new ArrayList<Standing>();
            // In one order, so that of two who issue for the same people one waits.
            for (UUID person : new TreeSet<>(people)) {
                Optional<Standing> standing = allowed(actor, HelpAct.RESET_PASSWORD, person);
                if (standing.isEmpty()) {
                    return calls.denied(actor, HelpAct.RESET_PASSWORD, person.toString());
                }
                standings.add(standing.get());
            }
            var users = new HashMap<UUID, UserModel>();
            for (Standing person : standings) {
                Optional<UserModel> user = user(person);
                if (user.isEmpty()) {
                    return ConsoleCalls.failed(Response.Status.SERVICE_UNAVAILABLE);
                }
                users.put(person.person().id(), user.get());
            }
            Map<UUID, PrintedSlip> slips = standings.stream()
                    .map(person ->
                            issue(actor, person, users.get(person.person().id())))
                    .collect(Collectors.toMap(PrintedSlip::person, slip -> slip));
            // Last, since apps are told of it and nothing can take that back.
            var sessions = new OpenSessions(session);
            users.values().forEach(sessions::end);
            return Response.ok(people.stream().map(slips::get).toList()).build();
        });
    }

    private PrintedSlip issue(ConsoleActor actor, Standing standing, UserModel user) {
        PrintedSlip slip = new NewSlips(session).issue(actor.standing(), standing.person(), user);
        calls.done(actor, HelpAct.RESET_PASSWORD, standing.person().id().toString());
        return slip;
    }

    @DELETE
    @Path("people/{person}/slip")
    public Response voidSlip(@PathParam("person") UUID person) {
        return to(
                person,
                HelpAct.VOID_SLIP,
                standing -> ActivationOffice.of(session).voidOpen(person));
    }

    /** Ends a lock after wrong passwords. */
    @POST
    @Path("people/{person}/unlock")
    public Response unlock(@PathParam("person") UUID person) {
        return to(
                person,
                HelpAct.UNLOCK,
                standing -> user(standing).ifPresent(user -> new Lockouts(session).forget(user.getId())));
    }

    /** Signs the person out everywhere. */
    @DELETE
    @Path("people/{person}/sessions")
    public Response endSessions(@PathParam("person") UUID person) {
        return to(
                person,
                HelpAct.END_SESSIONS,
                standing -> user(standing).ifPresent(user -> new OpenSessions(session).end(user)));
    }

    private Response to(UUID person, HelpAct act, Consumer<Standing> work) {
        return calls.with(actor -> {
            Optional<Standing> standing = allowed(actor, act, person);
            if (standing.isEmpty()) {
                return calls.denied(actor, act, person.toString());
            }
            calls.done(actor, act, person.toString());
            work.accept(standing.get());
            return Response.noContent().build();
        });
    }

    private Optional<Standing> allowed(ConsoleActor actor, HelpAct act, UUID person) {
        return actor.standing(person).filter(found -> calls.may(actor, act, new HelpTarget.OfPerson(found)));
    }

    private Optional<UserModel> user(Standing standing) {
        return Optional.ofNullable(session.users()
                .getUserByUsername(
                        session.getContext().getRealm(), standing.person().uid()));
    }

    private Instant now() {
        return around.clock().instant();
    }
}
