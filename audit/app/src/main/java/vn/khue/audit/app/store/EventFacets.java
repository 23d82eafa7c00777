package vn.khue.audit.app.store;

import java.util.Optional;
import java.util.regex.Pattern;
import vn.khue.audit.event.ActorKind;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Target;
import vn.khue.audit.event.TargetKind;

/** By what else than its own columns an event is searched, bounded, as a value of an index is. */
final class EventFacets {

    private static final int MAX_APP = 128;
    private static final int MAX_CERTIFICATE = 64;
    private static final Pattern KHUE_ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private EventFacets() {}

    /** The client that asked, or the service that acted. */
    static String app(AuditEvent event) {
        String client = event.details().get(DetailKey.CLIENT.key());
        if (client != null) {
            return cut(client, MAX_APP);
        }
        return event.actor().kind() == ActorKind.SERVICE ? cut(event.actor().id(), MAX_APP) : null;
    }

    /** Fingerprint of the certificate whose key was used, or that the act was about. */
    static String certificate(AuditEvent event) {
        String used = event.details().get(DetailKey.CERTIFICATE_SHA256.key());
        if (used != null) {
            return cut(used, MAX_CERTIFICATE);
        }
        return target(event, TargetKind.CERTIFICATE)
                .map(id -> cut(id, MAX_CERTIFICATE))
                .orElse(null);
    }

    /** The person an act was about; null where that is who acted. Looking somebody up is no act about them: it would fill their own list. */
    static String subject(AuditEvent event) {
        if (event.kind() == EventKind.LOG_READ) {
            return null;
        }
        return Optional.ofNullable(event.details().get(DetailKey.PERSON.key()))
                .filter(EventFacets::isPerson)
                .or(() -> target(event, TargetKind.PERSON).filter(EventFacets::isPerson))
                .filter(person -> !person.equals(event.actor().id()))
                .orElse(null);
    }

    private static Optional<String> target(AuditEvent event, TargetKind kind) {
        return event.target().filter(target -> target.kind() == kind).map(Target::id);
    }

    private static boolean isPerson(String text) {
        return KHUE_ID.matcher(text).matches();
    }

    /** By characters of PostgreSQL, which are code points. */
    private static String cut(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most));
    }
}
