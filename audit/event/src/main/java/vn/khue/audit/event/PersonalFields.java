package vn.khue.audit.event;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The table of what in an event is personal to who acted, and can be sealed and erased: where the request came from (address, port), the
 * device (user agent), the login session, and the keyed hash of the login name that was typed. What is not in the table stays: which
 * person (the Khuê id is a pseudonym and the thread of every proof), what was done, to what, when, in whose name.
 *
 * <p>Only persons have a key. An event of a service, or of nobody that is known, stays in the clear: there is nobody whose request could
 * erase it. Stateless and thread-safe.
 */
public final class PersonalFields {

    private static final String SESSION = "session";
    private static final String IP = "ip";
    private static final String PORT = "port";
    private static final String USER_AGENT = "user_agent";
    private static final String DETAIL = "details.";
    private static final Set<String> DETAILS = Set.of(DetailKey.LOGIN_HASH.key());

    private PersonalFields() {}

    /** Whether the detail of this name is personal. */
    static boolean isPersonal(String detail) {
        return DETAILS.contains(detail);
    }

    private static boolean hasPersonalDetail(AuditEvent event) {
        for (String name : DETAILS) {
            if (event.details().containsKey(name)) {
                return true;
            }
        }
        return false;
    }

    /** Whose fields they are; empty where the event has none that belong to a person. */
    public static Optional<UUID> subject(AuditEvent event) {
        Actor actor = event.actor();
        boolean any = actor.session().isPresent() || actor.origin().isPresent() || hasPersonalDetail(event);
        return any && actor.kind() == ActorKind.PERSON ? Optional.of(UUID.fromString(actor.id())) : Optional.empty();
    }

    /** The fields as one text, a line {@code name=value} each in a fixed order; no value has a line break ({@link PlainText}). */
    public static String text(AuditEvent event) {
        StringJoiner lines = new StringJoiner("\n");
        event.actor().session().ifPresent(session -> lines.add(SESSION + "=" + session));
        event.actor().origin().ifPresent(origin -> {
            lines.add(IP + "=" + origin.ip());
            origin.port().ifPresent(port -> lines.add(PORT + "=" + port));
            origin.userAgent().ifPresent(agent -> lines.add(USER_AGENT + "=" + agent));
        });
        for (String name : DETAILS) {
            String value = event.details().get(name);
            if (value != null) {
                lines.add(DETAIL + name + "=" + value);
            }
        }
        return lines.toString();
    }

    /** The event without them. */
    public static AuditEvent removed(AuditEvent event) {
        SortedMap<String, String> details = event.details();
        if (hasPersonalDetail(event)) {
            details = new TreeMap<>(event.details());
            details.keySet().removeAll(DETAILS);
        }
        return with(
                event,
                new Actor(event.actor().kind(), event.actor().id(), Optional.empty(), Optional.empty()),
                details);
    }

    /**
     * The event with the fields of {@link #text} put back.
     *
     * @throws AuditEventException if the text is not one that {@link #text} gives
     */
    public static AuditEvent restored(AuditEvent event, String text) {
        Map<String, String> fields = new HashMap<>();
        TreeMap<String, String> details = new TreeMap<>(event.details());
        for (String line : text.split("\n", -1)) {
            int equals = line.indexOf('=');
            if (equals < 1) {
                throw refused("name=value on each line");
            }
            String name = line.substring(0, equals);
            String value = line.substring(equals + 1);
            if (name.startsWith(DETAIL)) {
                details.put(name.substring(DETAIL.length()), value);
            } else {
                fields.put(name, value);
            }
        }
        Actor actor = event.actor();
        return with(
                event,
                new Actor(actor.kind(), actor.id(), Optional.ofNullable(fields.get(SESSION)), origin(fields)),
                details);
    }

    private static Optional<Origin> origin(Map<String, String> fields) {
        try {
            return Optional.ofNullable(fields.get(IP))
                    .map(ip -> new Origin(
                            ip,
                            Optional.ofNullable(fields.get(PORT)).map(Integer::valueOf),
                            Optional.ofNullable(fields.get(USER_AGENT))));
        } catch (NumberFormatException e) {
            throw refused("a number as port");
        }
    }

    private static AuditEvent with(AuditEvent event, Actor actor, SortedMap<String, String> details) {
        return new AuditEvent(
                event.id(),
                event.time(),
                event.kind(),
                event.outcome(),
                actor,
                event.target(),
                event.unit(),
                event.source(),
                details);
    }

    private static AuditEventException refused(String expected) {
        return new AuditEventException("Audit event, sealed fields: expected " + expected
                + ", found something else; the line is not of this service");
    }
}
