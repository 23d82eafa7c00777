package vn.khue.sso.events;

import java.time.Instant;
import java.util.UUID;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.EventKind;

/**
 * An audit event in the making: takes what the kind may carry, and at the end Keycloak's own event id, so that a reconciler can
 * compare Keycloak's records with the ledger.
 */
final class Draft {
    private final AuditEvent.Builder builder;
    private final EventKind kind;

    Draft(AuditEvent.Builder builder, EventKind kind) {
        this.builder = builder;
        this.kind = kind;
    }

    void with(DetailKey key, String value) {
        if (kind.details().contains(key)) {
            builder.with(key, value);
        }
    }

    AuditEvent build(String id, Instant time) {
        AuditEvent event = builder.build();
        return new AuditEvent(
                UUID.fromString(id),
                time,
                event.kind(),
                event.outcome(),
                event.actor(),
                event.target(),
                event.unit(),
                event.source(),
                event.details());
    }
}
