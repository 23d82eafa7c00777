package vn.khue.sso.badge;

import java.sql.Connection;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.managers.AppAuthManager;
import vn.khue.audit.event.Actor;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.JdbcOutbox;
import vn.khue.audit.event.Origin;
import vn.khue.audit.event.Outcome;
import vn.khue.audit.event.TargetKind;
import vn.khue.directory.Directory;
import vn.khue.directory.Standing;

/** Who administers badges: the person of an access token that a console was given, as the directory knows the person today. */
final class BadgeActor {
    private static final String SOURCE = "sso";
    private static final String CREDENTIAL = "badge";

    private final Standing standing;
    private final Actor actor;
    private final String client;
    private final BadgeOffice.Shared shared;

    private BadgeActor(Standing standing, Actor actor, String client, BadgeOffice.Shared shared) {
        this.standing = standing;
        this.actor = actor;
        this.client = client;
        this.shared = shared;
    }

    /** Empty without a valid token, with one of another client, or where the directory does not know the person. */
    static Optional<BadgeActor> of(KeycloakSession session, BadgeOffice office) {
        var token = Optional.ofNullable(new AppAuthManager.BearerTokenAuthenticator(session).authenticate())
                .filter(found -> found.client() != null
                        && office.shared().consoles().contains(found.client().getClientId()));
        return token.flatMap(found -> khueId(found.user().getFirstAttribute("LDAP_ID"))
                .flatMap(id -> standing(office.shared(), id))
                .map(standing -> new BadgeActor(
                        standing,
                        Actor.person(standing.person().id())
                                .inSession(found.session().getId())
                                .from(Origin.seen(
                                        session.getContext().getConnection().getRemoteAddr(), null)),
                        found.client().getClientId(),
                        office.shared())));
    }

    Standing standing() {
        return standing;
    }

    /** Somebody else, today. */
    Optional<Standing> standing(UUID person) {
        return standing(shared, person);
    }

    void tellDone(Connection connection, BadgeAct act, String target) {
        boolean credential = act == BadgeAct.ISSUE || act == BadgeAct.VOID || act == BadgeAct.RESET_PICTURES;
        var event = AuditEvent.of(
                        credential ? EventKind.CREDENTIAL_CHANGED : EventKind.ADMIN_CHANGED,
                        Outcome.SUCCESS,
                        actor,
                        SOURCE,
                        shared.clock())
                .target(credential ? TargetKind.PERSON : TargetKind.UNIT, target)
                .with(DetailKey.OPERATION, act.operation())
                .with(DetailKey.CLIENT, client);
        if (credential) {
            event.with(DetailKey.CREDENTIAL_TYPE, CREDENTIAL);
        }
        JdbcOutbox.append(connection, event.build());
    }

    void tellDenied(Connection connection, BadgeAct act, String target) {
        JdbcOutbox.append(
                connection,
                AuditEvent.of(EventKind.ACCESS_DENIED, Outcome.FAILURE, actor, SOURCE, shared.clock())
                        .target(TargetKind.REALM_RESOURCE, target)
                        .with(DetailKey.PERMISSION, act.operation())
                        .with(DetailKey.CLIENT, client)
                        .build());
    }

    private static Optional<Standing> standing(BadgeOffice.Shared shared, UUID person) {
        Directory directory = shared.directory();
        return directory.standing(person, LocalDate.ofInstant(shared.clock().instant(), SchoolHours.VIETNAM));
    }

    private static Optional<UUID> khueId(String value) {
        try {
            return Optional.ofNullable(value).map(UUID::fromString);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
