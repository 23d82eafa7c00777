package vn.khue.sso.badge;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import vn.khue.directory.ClassRole;
import vn.khue.directory.DirectoryException;
import vn.khue.directory.Enrolment;
import vn.khue.directory.Standing;

/**
 * Badges, windows, networks, hours and devices, for the school console. Who may is {@link BadgeRights}' business; whether it was
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
    private static final int LONGEST_ID = 64;
    private static final Duration CLAIM = Duration.ofMinutes(10);

    private final KeycloakSession session;
    private final BadgeOffice office;
    private final BadgeRights rights = new BadgeRights();

    BadgeAdministration(KeycloakSession session) {
        this.session = session;
        this.office = BadgeOffice.of(session);
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

    /** Issues badges; one before is voided with its sessions. All or none. */
    @POST
    @Path("badges")
    public Response issue(Pupils body) {
        return with(actor -> {
            if (body == null
                    || body.pupils() == null
                    || body.pupils().isEmpty()
                    || body.pupils().size() > LARGEST_CLASS
                    || body.pupils().stream().anyMatch(Objects::isNull)) {
                return bad();
            }
            var standings = new ArrayList<Standing>();
            for (UUID pupil : Set.copyOf(body.pupils())) {
                Optional<Standing> standing = actor.standing(pupil);
                if (standing.isEmpty() || !may(actor, BadgeAct.ISSUE, new BadgeTarget.OfPupil(standing.get()))) {
                    return denied(actor, BadgeAct.ISSUE, pupil.toString());
                }
                standings.add(standing.get());
            }
            return Response.ok(
                            standings.stream().map(pupil -> issue(actor, pupil)).toList())
                    .build();
        });
    }

    private NewBadge issue(BadgeActor actor, Standing pupil) {
        UUID person = pupil.person().id();
        Instant now = office.shared().clock().instant();
        Instant expires = now.plus(office.shared().policy().badge());
        String unit = pupil.enrolments().stream()
                .filter(enrolment -> enrolment.role() == ClassRole.PUPIL)
                .map(Enrolment::unit)
                .filter(school -> rights.mayAt(actor.standing(), pupil, school))
                .findFirst()
                .orElseThrow();
        voidActive(pupil, now);
        BadgeSecret secret = office.at(desk -> desk.badges.issue(
                person,
                unit,
                actor.standing().person().id(),
                now,
                expires,
                office.shared().random()));
        done(actor, BadgeAct.ISSUE, person.toString());
        return new NewBadge(person, secret.qr(), secret.code(), expires.toString());
    }

    /** Voids the pupil's badge; its sessions end before the answer comes. */
    @DELETE
    @Path("pupils/{pupil}/badge")
    public Response voidBadge(@PathParam("pupil") UUID pupil) {
        return ofPupil(BadgeAct.VOID, pupil, (standing, now) -> voidActive(standing, now));
    }

    /** Forgets the pupil's pictures and wrong tries; new ones are chosen in the next window. */
    @DELETE
    @Path("pupils/{pupil}/pictures")
    public Response resetPictures(@PathParam("pupil") UUID pupil) {
        return ofPupil(
                BadgeAct.RESET_PICTURES,
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
        return with(actor -> {
            Duration longest = office.shared().policy().window();
            if (body == null || body.minutes() < 1 || body.minutes() > longest.toMinutes()) {
                return bad();
            }
            return ofPlace(actor, BadgeAct.OPEN_WINDOW, new BadgeTarget.OfClass(classGroup), classGroup, desk -> {
                Instant ends = office.shared().clock().instant().plus(Duration.ofMinutes(body.minutes()));
                desk.places.openWindow(classGroup, actor.standing().person().id(), ends);
                return Response.noContent().build();
            });
        });
    }

    @DELETE
    @Path("classes/{class}/window")
    public Response closeWindow(@PathParam("class") String classGroup) {
        return with(actor ->
                ofPlace(actor, BadgeAct.CLOSE_WINDOW, new BadgeTarget.OfClass(classGroup), classGroup, desk -> {
                    desk.places.closeWindow(classGroup);
                    return Response.noContent().build();
                }));
    }

    @PUT
    @Path("schools/{unit}/networks")
    public Response setNetworks(@PathParam("unit") String unit, Networks body) {
        return with(actor -> {
            if (body == null
                    || body.networks() == null
                    || body.networks().size() > MOST_NETWORKS
                    || body.networks().stream()
                            .anyMatch(cidr -> Network.of(cidr).isEmpty())) {
                return bad();
            }
            return ofPlace(actor, BadgeAct.SET_NETWORKS, new BadgeTarget.OfSchool(unit), unit, desk -> {
                desk.places.setNetworks(unit, Set.copyOf(body.networks()));
                return Response.noContent().build();
            });
        });
    }

    @PUT
    @Path("schools/{unit}/hours")
    public Response setHours(@PathParam("unit") String unit, Hours body) {
        return with(actor -> hours(body)
                .map(hours -> ofPlace(actor, BadgeAct.SET_HOURS, new BadgeTarget.OfSchool(unit), unit, desk -> {
                    desk.places.setHours(unit, hours);
                    return Response.noContent().build();
                }))
                .orElseGet(BadgeAdministration::bad));
    }

    @POST
    @Path("schools/{unit}/devices")
    public Response enrol(@PathParam("unit") String unit, Device body) {
        return with(actor -> {
            if (body == null
                    || body.label() == null
                    || body.label().isBlank()
                    || body.label().length() > LONGEST_LABEL) {
                return bad();
            }
            return ofPlace(actor, BadgeAct.ENROL_DEVICE, new BadgeTarget.OfSchool(unit), unit, desk -> {
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
        return with(actor -> ofPlace(actor, BadgeAct.REVOKE_DEVICE, new BadgeTarget.OfSchool(unit), unit, desk -> {
            boolean revoked =
                    desk.places.revoke(unit, device, office.shared().clock().instant());
            return Response.status(revoked ? Response.Status.NO_CONTENT : Response.Status.NOT_FOUND)
                    .build();
        }));
    }

    private interface OnPupil {
        Object run(Standing pupil, Instant now);
    }

    private Response ofPupil(BadgeAct act, UUID pupil, OnPupil work) {
        return with(actor -> {
            Optional<Standing> standing = actor.standing(pupil);
            if (standing.isEmpty() || !may(actor, act, new BadgeTarget.OfPupil(standing.get()))) {
                return denied(actor, act, pupil.toString());
            }
            work.run(standing.get(), office.shared().clock().instant());
            done(actor, act, pupil.toString());
            return Response.noContent().build();
        });
    }

    private Response ofPlace(
            BadgeActor actor, BadgeAct act, BadgeTarget target, String id, Function<BadgeOffice.Desk, Response> work) {
        if (id.length() > LONGEST_ID || !may(actor, act, target)) {
            return denied(actor, act, id);
        }
        Response answer = office.at(work);
        done(actor, act, id);
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

    private boolean may(BadgeActor actor, BadgeAct act, BadgeTarget target) {
        return rights.may(actor.standing(), act, target);
    }

    private Response with(Function<BadgeActor, Response> work) {
        try {
            return BadgeActor.of(session, office)
                    .map(work)
                    .orElseGet(
                            () -> Response.status(Response.Status.UNAUTHORIZED).build());
        } catch (DirectoryException e) {
            // Asked before anything is written.
            return Response.status(Response.Status.SERVICE_UNAVAILABLE).build();
        }
    }

    private void done(BadgeActor actor, BadgeAct act, String target) {
        office.at(desk -> {
            actor.tellDone(desk.connection, act, target);
            return act;
        });
    }

    private Response denied(BadgeActor actor, BadgeAct act, String target) {
        office.at(desk -> {
            actor.tellDenied(desk.connection, act, target);
            return act;
        });
        return Response.status(Response.Status.FORBIDDEN).build();
    }

    private static Response bad() {
        return Response.status(Response.Status.BAD_REQUEST).build();
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
