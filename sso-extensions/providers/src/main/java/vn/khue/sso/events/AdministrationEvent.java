package vn.khue.sso.events;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.AuthDetails;
import vn.khue.audit.event.Actor;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Origin;
import vn.khue.audit.event.Outcome;
import vn.khue.audit.event.TargetKind;

/** Makes an audit event of an administrative act: what was done to which resource by whom, never the resource's content. */
final class AdministrationEvent {
    private AdministrationEvent() {}

    /** @param origin from where it came */
    static AuditEvent of(AdminEvent event, Optional<UUID> administrator, Optional<Origin> origin) {
        AuthDetails who = event.getAuthDetails();
        Actor actor = administrator
                .map(Actor::person)
                .orElseGet(() -> Accounts.outsideTheDirectory(who == null ? null : who.getUserId()))
                .from(origin);
        Instant time = Instant.ofEpochMilli(event.getTime());
        EventKind kind = EventKind.ADMIN_CHANGED;
        Outcome outcome = event.getError() == null ? Outcome.SUCCESS : Outcome.FAILURE;
        var builder = AuditEvent.of(kind, outcome, actor, SignInEvent.SOURCE, Clock.fixed(time, ZoneOffset.UTC));
        String path = event.getResourcePath();
        if (path != null) {
            builder.target(TargetKind.REALM_RESOURCE, path);
        }
        var draft = new Draft(builder, kind);
        draft.with(DetailKey.OPERATION, event.getOperationType().name().toLowerCase(Locale.ROOT));
        draft.with(DetailKey.RESOURCE_TYPE, event.getResourceTypeAsString());
        draft.with(DetailKey.RESOURCE_PATH, path);
        draft.with(DetailKey.REALM, event.getRealmName());
        draft.with(DetailKey.REASON, event.getError());
        if (who != null) {
            draft.with(DetailKey.CLIENT, who.getClientId());
        }
        return draft.build(event.getId(), time);
    }
}
