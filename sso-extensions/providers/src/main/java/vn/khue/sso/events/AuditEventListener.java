package vn.khue.sso.events;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.Session;
import org.jboss.logging.Logger;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventType;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.models.KeycloakSession;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.JdbcOutbox;
import vn.khue.audit.event.Origin;
import vn.khue.sso.server.ClientOrigin;

/**
 * Writes each event into {@code audit_outbox} on the connection, and so in the transaction, of the act.
 *
 * <p>Keycloak swallows what a listener throws. So where the row cannot be written the transaction is marked to be rolled back:
 * nobody gets in, and nothing is changed, without a trace. A failure ({@code _ERROR} event) comes in a session of its own, whose
 * transaction commits although that of the act is rolled back.
 */
final class AuditEventListener implements EventListenerProvider {
    private static final Logger LOG = Logger.getLogger(AuditEventListener.class);

    private final KeycloakSession session;
    private final SignInEvent signIns;
    private final KhueIds khueIds;

    AuditEventListener(KeycloakSession session, SignInEvent signIns, KhueIds khueIds) {
        this.session = session;
        this.signIns = signIns;
        this.khueIds = khueIds;
    }

    @Override
    public void onEvent(Event event) {
        var login = Optional.ofNullable(session.getContext().getAuthenticationSession());
        // The account of a service is nobody of the directory.
        String person = event.getType() == EventType.CLIENT_LOGIN ? null : event.getUserId();
        Optional<Origin> origin = origin(event.getIpAddress());
        append(person, khueId -> signIns.of(event, khueId, login, origin));
    }

    @Override
    public void onEvent(AdminEvent event, boolean includeRepresentation) {
        String userId =
                event.getAuthDetails() == null ? null : event.getAuthDetails().getUserId();
        Optional<Origin> origin = origin(
                event.getAuthDetails() == null ? null : event.getAuthDetails().getIpAddress());
        append(userId, administrator -> Optional.of(AdministrationEvent.of(event, administrator, origin)));
    }

    /** What the event does not say itself is asked of the request, and only where there is one. */
    private Optional<Origin> origin(String ip) {
        return ip == null ? Optional.empty() : ClientOrigin.at(session, ip);
    }

    private void append(String userId, Function<Optional<UUID>, Optional<AuditEvent>> event) {
        EntityManager entities =
                session.getProvider(JpaConnectionProvider.class).getEntityManager();
        try {
            // A person's first login brings the person in; without this the row that holds the Khuê id is not there
            // yet.
            entities.flush();
            entities.unwrap(Session.class).doWork(connection -> append(connection, userId, event));
        } catch (RuntimeException e) {
            LOG.error("audit event could not be written, so what it would have told of is rolled back", e);
            session.getTransactionManager().setRollbackOnly();
            throw e;
        }
    }

    private void append(Connection connection, String userId, Function<Optional<UUID>, Optional<AuditEvent>> event) {
        event.apply(khueIds.of(connection, userId)).ifPresent(audited -> JdbcOutbox.append(connection, audited));
    }

    @Override
    public void close() {}
}
