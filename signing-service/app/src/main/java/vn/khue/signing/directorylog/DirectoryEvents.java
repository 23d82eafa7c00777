package vn.khue.signing.directorylog;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import vn.khue.audit.event.Actor;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Outcome;
import vn.khue.audit.event.Target;
import vn.khue.audit.event.TargetKind;
import vn.khue.directory.Directory;
import vn.khue.directory.accesslog.Author;
import vn.khue.directory.accesslog.LoggedChange;
import vn.khue.directory.accesslog.Place;

/**
 * Makes audit events of changes in the directory. People are named by their Khuê id, which the directory is asked for; where it knows them no
 * more, by the entry's UUID; never by a login name. The id of an event follows from the change. Thread-safe.
 */
@Component
class DirectoryEvents {

    /** What reports, in the words of the log. */
    static final String SOURCE = "directory";

    private static final String ACCOUNT = "ldap/";
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    private final Directory directory;

    DirectoryEvents(Directory directory) {
        this.directory = directory;
    }

    /**
     * One change by itself.
     *
     * @throws vn.khue.directory.DirectoryException if the directory does not say whom it is about
     */
    AuditEvent of(LoggedChange change) {
        return switch (change.act()) {
            case WRONG_BIND ->
                event(
                        change,
                        "bind",
                        EventKind.LOGIN_FAILED,
                        Outcome.FAILURE,
                        owner(change.place()),
                        Map.of(DetailKey.PROTOCOL, "ldap", DetailKey.REASON, "invalid_user_credentials"));
            case LOCK ->
                event(
                        change,
                        "lock",
                        EventKind.ACCOUNT_LOCKED,
                        Outcome.SUCCESS,
                        owner(change.place()),
                        Map.of(DetailKey.REASON, "wrong_binds"));
            default -> {
                Map<DetailKey, String> details = changed(change);
                details.put(DetailKey.ATTRIBUTES, String.join(",", change.attributes()));
                yield event(change, "", EventKind.DIRECTORY_CHANGED, Outcome.SUCCESS, actor(change.author()), details);
            }
        };
    }

    /** The same wrong bind, so many times. */
    static AuditEvent times(AuditEvent event, int times) {
        var details = new TreeMap<>(event.details());
        details.put(DetailKey.FAILURES.key(), Integer.toString(times));
        return new AuditEvent(
                event.id(),
                event.time(),
                event.kind(),
                event.outcome(),
                event.actor(),
                event.target(),
                event.unit(),
                event.source(),
                details);
    }

    /**
     * Several changes of one sort by one account whose program tells each by itself.
     *
     * @param first of them
     */
    AuditEvent counted(LoggedChange first, int rows, Instant from, Instant to) {
        Map<DetailKey, String> details = changed(first);
        details.put(DetailKey.ROWS, Integer.toString(rows));
        details.put(DetailKey.FROM, from.toString());
        details.put(DetailKey.TO, to.toString());
        return made(
                first,
                "counted",
                EventKind.DIRECTORY_CHANGED,
                Outcome.SUCCESS,
                actor(first.author()),
                Optional.of(new Target(TargetKind.DIRECTORY_ENTRY, first.place().branch())),
                details);
    }

    /**
     * That a log can be read no more, or again.
     *
     * @param at when it was found
     */
    AuditEvent link(String server, boolean lost, Instant at) {
        return new AuditEvent(
                id(server + "\n" + at, "link"),
                at,
                EventKind.LINK_CHANGED,
                lost ? Outcome.FAILURE : Outcome.SUCCESS,
                Actor.service("khue-signing"),
                Optional.of(new Target(TargetKind.SERVICE, "directory-log")),
                Optional.empty(),
                SOURCE,
                text(
                        lost
                                ? Map.of(DetailKey.OPERATION, "lost", DetailKey.REASON, "gone")
                                : Map.of(DetailKey.OPERATION, "back")));
    }

    private static Map<DetailKey, String> changed(LoggedChange change) {
        Map<DetailKey, String> details = new TreeMap<>();
        details.put(DetailKey.OPERATION, change.act().name().toLowerCase(Locale.ROOT));
        details.put(DetailKey.RESOURCE_TYPE, change.place().branch());
        return details;
    }

    private AuditEvent event(
            LoggedChange change,
            String what,
            EventKind kind,
            Outcome outcome,
            Actor actor,
            Map<DetailKey, String> details) {
        return made(change, what, kind, outcome, actor, Optional.of(target(change.place())), details);
    }

    private static AuditEvent made(
            LoggedChange change,
            String what,
            EventKind kind,
            Outcome outcome,
            Actor actor,
            Optional<Target> target,
            Map<DetailKey, String> details) {
        return new AuditEvent(
                id(change.key(), what),
                change.at(),
                kind,
                outcome,
                actor,
                target,
                Optional.empty(),
                SOURCE,
                text(details));
    }

    private static TreeMap<String, String> text(Map<DetailKey, String> details) {
        var text = new TreeMap<String, String>();
        details.forEach((key, value) -> {
            if (!value.isEmpty()) {
                text.put(key.key(), value);
            }
        });
        return text;
    }

    private Actor actor(Author author) {
        if (author instanceof Author.Administrator) {
            return Actor.service(ACCOUNT + "admin");
        }
        if (author instanceof Author.Service service) {
            return account(service.name());
        }
        return author instanceof Author.Person person
                ? person(person.loginName()).map(Actor::person).orElseGet(Actor::unknown)
                : Actor.unknown();
    }

    /** Who is meant by a bind as this entry. */
    private Actor owner(Place place) {
        return switch (place.branch()) {
            case "people" -> person(place.name()).map(Actor::person).orElseGet(Actor::unknown);
            case "services" -> account(place.name());
            default -> Actor.unknown();
        };
    }

    private static Actor account(String name) {
        return NAME.matcher(name).matches() ? Actor.service(ACCOUNT + name) : Actor.unknown();
    }

    private Target target(Place place) {
        Optional<Target> known =
                switch (place.branch()) {
                    case "people" -> person(place.name()).map(id -> new Target(TargetKind.PERSON, id.toString()));
                    case "units" ->
                        Optional.of(place.name())
                                .filter(name -> NAME.matcher(name).matches())
                                .map(name -> new Target(TargetKind.UNIT, name));
                    // Their names are ids of ours or words of the configuration.
                    case "appointments",
                            "enrolments",
                            "guardianships",
                            "unit-edges",
                            "classes",
                            "services",
                            "policies" ->
                        Optional.of(place.name())
                                .filter(name -> NAME.matcher(name).matches())
                                .map(name -> new Target(TargetKind.DIRECTORY_ENTRY, place.branch() + "/" + name));
                    default -> Optional.empty();
                };
        return known.orElseGet(() -> new Target(
                TargetKind.DIRECTORY_ENTRY,
                (NAME.matcher(place.branch()).matches() ? place.branch() : "other")
                        + place.entry().map(id -> "/" + id).orElse("")));
    }

    private Optional<UUID> person(String loginName) {
        return loginName.isEmpty()
                ? Optional.empty()
                : directory.personByUid(loginName).map(found -> found.id());
    }

    /** UUID version 8 (RFC 9562 clause 5.8) out of a hash: a change that is told again has the id that it had. */
    private static UUID id(String key, String what) {
        try {
            ByteBuffer hash = ByteBuffer.wrap(
                    MessageDigest.getInstance("SHA-256").digest((key + "\n" + what).getBytes(StandardCharsets.UTF_8)));
            long high = hash.getLong() & ~0xF000L | 0x8000L;
            long low = hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
            return new UUID(high, low);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("expected SHA-256, which every Java has, found none", e);
        }
    }
}
