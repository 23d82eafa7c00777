package vn.khue.audit.event;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Who acted. A person is the Khuê id and nothing else: no name, no login name (decision 2).
 *
 * @param kind person, service or unknown
 * @param id the person's UUID in lower case, the service's client id, or {@code unknown}
 * @param session id of the SSO session, not a bearer secret
 * @param origin where the request came from
 */
public record Actor(ActorKind kind, String id, Optional<String> session, Optional<Origin> origin) {

    static final String UNKNOWN_ID = "unknown";
    private static final Pattern PERSON_ID =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:@/+=-]{0,127}");

    public Actor {
        boolean idFits =
                switch (kind) {
                    case PERSON -> PERSON_ID.matcher(id).matches();
                    case SERVICE -> TOKEN.matcher(id).matches();
                    case UNKNOWN -> UNKNOWN_ID.equals(id);
                };
        if (!idFits) {
            throw new AuditEventException("Audit event field actor.id: expected " + expected(kind) + ", found "
                    + id.length() + " other characters; never put a name here");
        }
        session.ifPresent(value -> {
            if (!TOKEN.matcher(value).matches()) {
                throw new AuditEventException("Audit event field actor.session: expected 1 to 128 characters of"
                        + " letters, digits and ._:@/+=-, found something else; leave it out when there is none");
            }
        });
    }

    private static String expected(ActorKind kind) {
        return switch (kind) {
            case PERSON -> "a lower-case UUID (the Khuê id)";
            case SERVICE -> "a client id of at most 128 letters, digits and ._:@/+=-";
            case UNKNOWN -> "the word unknown";
        };
    }

    public static Actor person(UUID khueId) {
        return new Actor(ActorKind.PERSON, khueId.toString(), Optional.empty(), Optional.empty());
    }

    public static Actor service(String clientId) {
        return new Actor(ActorKind.SERVICE, clientId, Optional.empty(), Optional.empty());
    }

    public static Actor unknown() {
        return new Actor(ActorKind.UNKNOWN, UNKNOWN_ID, Optional.empty(), Optional.empty());
    }

    /** A session id that does not look like one is left out rather than failing the act. */
    public Actor inSession(String sessionId) {
        return new Actor(
                kind,
                id,
                Optional.ofNullable(sessionId)
                        .filter(value -> TOKEN.matcher(value).matches()),
                origin);
    }

    public Actor from(Optional<Origin> seenFrom) {
        return new Actor(kind, id, session, seenFrom);
    }
}
