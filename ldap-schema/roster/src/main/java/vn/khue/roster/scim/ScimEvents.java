package vn.khue.roster.scim;

import java.time.Clock;
import vn.khue.audit.event.Actor;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Outcome;
import vn.khue.audit.event.TargetKind;
import vn.khue.roster.journal.Doer;

/**
 * The events of SCIM: one for each push that changed a mirror, one for each token given and taken, one for each mirror forgotten.
 * Thread-safe.
 */
final class ScimEvents {

    private static final String SOURCE = "roster";

    private final Clock clock;

    ScimEvents(Clock clock) {
        this.clock = clock;
    }

    /** @param resources how many were changed */
    AuditEvent pushed(String source, String operation, long revision, int resources) {
        return AuditEvent.of(EventKind.ROSTER_CHANGED, Outcome.SUCCESS, Actor.service(actor(source)), SOURCE, clock)
                .target(TargetKind.SERVICE, SOURCE)
                .with(DetailKey.OPERATION, operation)
                .with(DetailKey.RESOURCE_TYPE, "SCIM_MIRROR")
                .with(DetailKey.SEQUENCE, revision)
                .with(DetailKey.REASON, "RESOURCES_" + resources)
                .build();
    }

    /** @param operation SCIM_TOKEN_ISSUED or SCIM_TOKEN_REVOKED */
    AuditEvent token(String operation, String source, String token, Doer doer) {
        return AuditEvent.of(EventKind.ROSTER_RUN, Outcome.SUCCESS, doer.actor(), SOURCE, clock)
                .target(TargetKind.SERVICE, actor(source))
                .with(DetailKey.OPERATION, operation)
                .with(DetailKey.REASON, token)
                .build();
    }

    AuditEvent forgotten(String source, int resources, Doer doer) {
        return AuditEvent.of(EventKind.ROSTER_RUN, Outcome.SUCCESS, doer.actor(), SOURCE, clock)
                .target(TargetKind.SERVICE, actor(source))
                .with(DetailKey.OPERATION, "SCIM_MIRROR_FORGOTTEN")
                .with(DetailKey.REASON, "RESOURCES_" + resources)
                .build();
    }

    private static String actor(String source) {
        return "scim:" + source;
    }
}
