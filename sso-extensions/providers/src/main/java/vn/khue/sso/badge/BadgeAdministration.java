package vn.khue.sso.badge;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.managers.AuthenticationManager;
import vn.khue.directory.Standing;
import vn.khue.sso.rights.ConsoleActor;
import vn.khue.sso.rights.ConsoleCalls;
import vn.khue.sso.rights.HelpAct;
import vn.khue.sso.rights.HelpRights;
import vn.khue.sso.rights.HelpTarget;

/**
 * Badges, windows, networks, hours and devices, for the school console. Who may is {@link HelpRights}' business; whether it was
 * done or denied, the log learns of it in the same transaction. Bodies are JSON.
 *
 * <p>401 without a token of a console, 403 where denied, 400 for another form, 503 while the directory does not
 * answer.
 */
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class BadgeAdministration {
    private static final int LARGEST_CLASS = 100;
    private static final int MOST_NETWORKS = 64;
    private static final int LONGEST_LABEL = 64;
    private static final int MOST_DEVICES = 500;
    private static final Duration CLAIM = Duration.ofMinutes(10);

    private final KeycloakSession session;
    private final BadgeOffice office;
    private final ConsoleCalls calls;
    private final HelpRights rights = new HelpRights();

    BadgeAdministration(KeycloakSession session) {
        this.session = session;
        this.office = BadgeOffice.of(session);
        this.calls = new ConsoleCalls(session, office.console());
    }

    /** Pupils, by Khuê id, at most 100. */
    public record Pupils(List<UUID> pupils) {}

    /**
     * A new badge, to be printed: it cannot be read again.
     *
     * @param expires ISO 8601, UTC
     */
    public record NewBadge(UUID pupil, String qr, String code, String expires) {}

    /** How long a window shall be open. */
    public record Window(int minutes) {}

    /** Networks in CIDR notation, in place of those before. */
    public record Networks(List<String> networks) {}

    /** One day of the week, 1 is Monday; HH:mm up to 24:00, Asia/Ho_Chi_Minh, the end not included. */
    public record Day(int weekday, String opens, String closes) {}

    /** Hours, in place of those before. */
    public record Hours(List<Day> days) {}

    /** What the device is called in the school, as in "phòng máy 2, máy 14". */
    public record Device(String label) {}

    /** A device that waits for its code, to be typed on it within ten minutes. */
    public record NewDevice(UUID id, String code) {}

    /**
     * A device that may be used for badges, or that waits for its code.
     *
     * @param enrolled ISO 8601, UTC; null while it waits
     * @param until how long its code is good, ISO 8601, UTC
     */
    public record ListedDevice(UUID id, String label, String enrolled, String until) {}

    /** Where and when badges of a school work; what is empty lets nobody in. */
    public record School(List<String> networks, List<Day> hours, List<ListedDevice> devices) {}

    /** Networks, hours and devices of a school as they are set now. */
    @GET
    @Path("schools/{unit}")
    public Response school(@PathParam("unit") String unit) {
        return calls.with(actor -> {
            if (!calls.may(actor, HelpAct.LIST_PLACES, new HelpTarget.OfUnit(unit))) {
                return calls.denied(actor, HelpAct.LIST_PLACES, unit);
            }
            Instant now = office.shared().clock().instant();
            return Response.ok(office.at(desk -> new School(
                            desk.places.networksOf(unit),
                            desk.places.hoursOf(unit).days().stream()
                                    .sorted(Comparator.comparingInt(SchoolHours.Day::weekday))
                                    .map(day -> new Day(
                                            day.weekday(),
                                            SchoolHours.time(day.opens()),
                                            SchoolHours.time(day.closes())))
                                    .toList(),
                            desk.places.devicesOf(unit, now, MOST_DEVICES).stream()
                                    .map(device -> new ListedDevice(
                                            device.id(),
                                            device.label(),
                                            device.enrolled()
                                                    .map(Instant::toString)
                                                    .orElse(null),
                                            device.until().toString()))
                                    .toList())))
                    .build();
        });
    }

    /** Issues badges; one before is voided with its sessions. All or none. */
    @POST
    @Path("badges")
    public Response issue(Pupils body) {
        return calls.with(actor -> {
            if (body == null
                    || body.pupils() == null
                    || body.pupils().isEmpty()
                    || body.pupils().size() > LARGEST_CLASS
                    || body.pupils().stream().anyMatch(Objects::isNull)) {
                return ConsoleCalls.bad();
            }
            var standings = new ArrayList<Standing>();
            // In one order, so that of two who issue for the same pupils one waits.
            for (UUID pupil : new TreeSet<>(body.pupils())) {
                Optional<Standing> standing = actor.standing(pupil);
                if (standing.isEmpty()
                        || !calls.may(actor, HelpAct.ISSUE_BADGE, new HelpTarget.OfPerson(standing.get()))) {
                    return calls.denied(actor, HelpAct.ISSUE_BADGE, pupil.toString());
                }
                standings.add(standing.get());
            }
            return Response.ok(
                            standings.stream().map(pupil -> issue(actor, pupil)).toList())
                    .build();
        });
    }

    private NewBadge issue(ConsoleActor actor, Standing pupil) {
        UUID person = pupil.person().id();
        Instant now = office.shared().clock().instant();
        Instant expires = now.plus(office.shared().policy().badge());
        String unit = rights.schoolOfBadge(actor.standing(), pupil).orElseThrow();
        voidActive(pupil, now);
        BadgeSecret secret = office.at(desk -> desk.badges.issue(
                person,
                unit,
                actor.standing().person().id(),
                now,
                expires,
                office.shared().random()));
        calls.done(actor, HelpAct.ISSUE_BADGE, person.toString());
        return new NewBadge(person, secret.qr(), secret.code(), expires.toString());
    }

    /** Voids the pupil's badge; its sessions end before the answer comes. */
    @DELETE
    @Path("pupils/{pupil}/badge")
    public Response voidBadge(@PathParam("pupil") UUID pupil) {
        return ofPupil(HelpAct.VOID_BADGE, pupil, (standing, now) -> voidActive(standing, now));
    }

    /** Forgets the pupil's pictures and wrong tries; new ones are chosen in the next window. */
    @DELETE
    @Path("pupils/{pupil}/pictures")
    public Response resetPictures(@PathParam("pupil") UUID pupil) {
        return ofPupil(
                HelpAct.RESET_PICTURES,
                pupil,
                (standing, now) -> office.at(desk -> {
                    desk.tries.forget(pupil);
                    return pupil;
                }));
    }

    /** Opens the window of a class, or sets its end anew. */
    @PUT
    @Path("classes/{class}/window")
    public Response openWindow(@PathParam("class") String classGroup, Window body) {
        return calls.with(actor -> {
            Duration longest = office.shared().policy().window();
            if (body == null || body.minutes() < 1 || body.minutes() > longest.toMinutes()) {
                return ConsoleCalls.bad();
            }
            return ofClass(actor, HelpAct.OPEN_WINDOW, classGroup, desk -> {
                Instant ends = office.shared().clock().instant().plus(Duration.ofMinutes(body.minutes()));
                desk.places.openWindow(classGroup, actor.standing().person().id(), ends);
                return Response.noContent().build();
            });
        });
    }

    @DELETE
    @Path("classes/{class}/window")
    public Response closeWindow(@PathParam("class") String classGroup) {
        return calls.with(actor -> ofClass(actor, HelpAct.CLOSE_WINDOW, classGroup, desk -> {
            desk.places.closeWindow(classGroup);
            return Response.noContent().build();
        }));
    }

    @PUT
    @Path("schools/{unit}/networks")
    public Response setNetworks(@PathParam("unit") String unit, Networks body) {
        return calls.with(actor -> {
            if (body == null
                    || body.networks() == null
                    || body.networks().size() > MOST_NETWORKS
                    || body.networks().stream()
                            .anyMatch(cidr -> Network.of(cidr).isEmpty())) {
                return ConsoleCalls.bad();
            }
            return ofPlace(actor, HelpAct.SET_NETWORKS, new HelpTarget.OfUnit(unit), unit, desk -> {
                desk.places.setNetworks(unit, Set.copyOf(body.networks()));
                return Response.noContent().build();
            });
        });
    }

    @PUT
    @Path("schools/{unit}/hours")
    public Response setHours(@PathParam("unit") String unit, Hours body) {
        return calls.with(actor -> hours(body)
                .map(hours -> ofPlace(actor, HelpAct.SET_HOURS, new HelpTarget.OfUnit(unit), unit, desk -> {
                    desk.places.setHours(unit, hours);
                    return Response.noContent().build();
                }))
                .orElseGet(ConsoleCalls::bad));
    }

    @POST
    @Path("schools/{unit}/devices")
    public Response enrol(@PathParam("unit") String unit, Device body) {
        return calls.with(actor -> {
            if (body == null
                    || body.label() == null
                    || body.label().isBlank()
                    || body.label().length() > LONGEST_LABEL) {
                return ConsoleCalls.bad();
            }
            return ofPlace(actor, HelpAct.ENROL_DEVICE, new HelpTarget.OfUnit(unit), unit, desk -> {
                var device = new NewDevice(
                        UUID.randomUUID(),
                        BadgeSecret.random(office.shared().random()).code());
                desk.places.enrol(
                        device.id(),
                        unit,
                        body.label(),
                        actor.standing().person().id(),
                        PresentedBadge.of(device.code()).orElseThrow().text(),
                        office.shared().clock().instant().plus(CLAIM));
                return Response.ok(device).build();
            });
        });
    }

    @DELETE
    @Path("schools/{unit}/devices/{device}")
    public Response revoke(@PathParam("unit") String unit, @PathParam("device") UUID device) {
        return calls.with(actor -> ofPlace(actor, HelpAct.REVOKE_DEVICE, new HelpTarget.OfUnit(unit), unit, desk -> {
            boolean revoked =
                    desk.places.revoke(unit, device, office.shared().clock().instant());
            return Response.status(revoked ? Response.Status.NO_CONTENT : Response.Status.NOT_FOUND)
                    .build();
        }));
    }

    private interface OnPupil {
        Object run(Standing pupil, Instant now);
    }

    private Response ofPupil(HelpAct act, UUID pupil, OnPupil work) {
        return calls.with(actor -> {
            Optional<Standing> standing = actor.standing(pupil);
            if (standing.isEmpty() || !calls.may(actor, act, new HelpTarget.OfPerson(standing.get()))) {
                return calls.denied(actor, act, pupil.toString());
            }
            work.run(standing.get(), office.shared().clock().instant());
            calls.done(actor, act, pupil.toString());
            return Response.noContent().build();
        });
    }

    private Response ofClass(
            ConsoleActor actor, HelpAct act, String classGroup, Function<BadgeOffice.Desk, Response> work) {
        return actor.classGroup(classGroup)
                .map(found -> ofPlace(actor, act, new HelpTarget.OfClass(classGroup, found.unit()), classGroup, work))
                .orElseGet(() -> calls.denied(actor, act, classGroup));
    }

    private Response ofPlace(
            ConsoleActor actor, HelpAct act, HelpTarget target, String id, Function<BadgeOffice.Desk, Response> work) {
        if (!calls.may(actor, act, target)) {
            return calls.denied(actor, act, id);
        }
        Response answer = office.at(work);
        calls.done(actor, act, id);
        return answer;
    }

    private Optional<UUID> voidActive(Standing pupil, Instant now) {
        Optional<BadgeRow> badge = office.at(desk -> {
            Optional<BadgeRow> active = desk.badges.activeOf(pupil.person().id());
            active.ifPresent(row -> desk.badges.voidBadge(row.id(), now));
            return active;
        });
        badge.ifPresent(row -> endSessions(pupil.person().uid(), row.id()));
        return badge.map(BadgeRow::id);
    }

    private void endSessions(String uid, UUID badge) {
        RealmModel realm = session.getContext().getRealm();
        UserModel user = session.users().getUserByUsername(realm, uid);
        if (user != null) {
            BadgeSessions.of(session, realm, user, badge)
                    .forEach(opened -> AuthenticationManager.backchannelLogout(session, opened, true));
        }
    }

    /** Empty where a day comes twice, ends before it begins, or goes beyond what the policy lets a school set. */
    private Optional<SchoolHours> hours(Hours body) {
        if (body == null || body.days() == null || body.days().size() > 7) {
            return Optional.empty();
        }
        var days = new ArrayList<SchoolHours.Day>();
        var seen = new TreeSet<Integer>();
        BadgePolicy policy = office.shared().policy();
        try {
            for (Day day : body.days()) {
                if (day == null || day.opens() == null || day.closes() == null) {
                    return Optional.empty();
                }
                int opens = SchoolHours.minutes(day.opens());
                int closes = SchoolHours.minutes(day.closes());
                boolean good = day.weekday() >= 1
                        && day.weekday() <= 7
                        && seen.add(day.weekday())
                        && opens < closes
                        && opens >= policy.earliest()
                        && closes <= policy.latest();
                if (!good) {
                    return Optional.empty();
                }
                days.add(new SchoolHours.Day(day.weekday(), opens, closes));
            }
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
        return Optional.of(new SchoolHours(days));
    }
}
