package vn.khue.sso.consent;

import java.util.Collection;
import java.util.UUID;
import org.keycloak.models.KeycloakSession;
import vn.khue.audit.event.Actor;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.JdbcOutbox;
import vn.khue.audit.event.Outcome;
import vn.khue.audit.event.TargetKind;
import vn.khue.sso.guardianship.FamilyOffice;
import vn.khue.sso.server.SqlStatements;

/** Writes down what somebody said, and has the log learn of it, both in the transaction of the request. Not thread-safe. */
final class ConsentRegister {
    private static final String SOURCE = "sso";

    private final KeycloakSession session;

    ConsentRegister(KeycloakSession session) {
        this.session = session;
    }

    /**
     * Who speaks about data of whom, in whose place.
     *
     * @param actor as the log names the one who speaks
     * @param by Khuê id of the one who speaks
     * @param person Khuê id of the person whose data it is
     */
    record Speaker(Actor actor, UUID by, Side side, UUID person) {}

    /** Writes yes or no to these claims, if there are any. */
    void write(Speaker speaker, ConsentApp app, Collection<String> claims, boolean given) {
        if (claims.isEmpty()) {
            return;
        }
        FamilyOffice office = FamilyOffice.of(session);
        SqlStatements.onConnectionOf(session, connection -> {
            var consents = new Consents(connection);
            claims.forEach(claim -> consents.write(new Answer(
                    speaker.person(),
                    app.client(),
                    claim,
                    speaker.side(),
                    speaker.by(),
                    given,
                    office.now(),
                    app.version())));
            JdbcOutbox.append(
                    connection,
                    AuditEvent.of(EventKind.CONSENT_CHANGED, Outcome.SUCCESS, speaker.actor(), SOURCE, office.clock())
                            .target(TargetKind.PERSON, speaker.person().toString())
                            .with(DetailKey.OPERATION, given ? "consent_given" : "consent_refused")
                            .with(DetailKey.CLIENT, app.client())
                            .with(DetailKey.PERMISSION, String.join(" ", claims))
                            .with(DetailKey.ROLE, speaker.side().name())
                            .with(DetailKey.VERSION, app.version())
                            .build());
            return claims;
        });
    }
}
