package vn.khue.sso.consent;

import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.managers.AppAuthManager;
import vn.khue.audit.event.Actor;
import vn.khue.directory.Standing;
import vn.khue.sso.guardianship.ActingNote;
import vn.khue.sso.guardianship.FamilyOffice;
import vn.khue.sso.server.ClientOrigin;

/**
 * Who sees to the family: the person of an access token that a portal was given, as the directory knows the person today.
 *
 * @param actor as the log names the person
 * @param client the portal
 */
record FamilyActor(Standing standing, Actor actor, String client) {

    /**
     * Empty without a valid token, with one of another client or one with which somebody acts for somebody, or where the directory does not
     * know the person.
     *
     * @throws vn.khue.directory.DirectoryException if the directory does not answer
     */
    static Optional<FamilyActor> of(KeycloakSession session, FamilyOffice office) {
        return Optional.ofNullable(new AppAuthManager.BearerTokenAuthenticator(session).authenticate())
                .filter(found -> found.client() != null
                        && office.isPortal(found.client().getClientId())
                        && found.session() != null
                        && ActingNote.of(found.session()).isEmpty())
                .flatMap(found -> FamilyOffice.khueId(found.user())
                        .flatMap(office::standing)
                        .map(standing -> new FamilyActor(
                                standing,
                                Actor.person(standing.person().id())
                                        .inSession(found.session().getId())
                                        .from(ClientOrigin.of(session)),
                                found.client().getClientId())));
    }
}
