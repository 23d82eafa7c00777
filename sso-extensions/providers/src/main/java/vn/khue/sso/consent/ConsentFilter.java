package vn.khue.sso.consent;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import vn.khue.directory.DirectoryException;
import vn.khue.directory.Guardianship;
import vn.khue.directory.Standing;
import vn.khue.sso.age.AgeBand;
import vn.khue.sso.guardianship.FamilyOffice;
import vn.khue.sso.server.SqlStatements;

/**
 * What must not be told to an app about a person. For apps with another legal basis it costs nothing; for the others one statement a
 * request, and the directory is asked only where somebody has said yes. Stateless.
 */
public final class ConsentFilter {
    private static final Logger LOG = Logger.getLogger(ConsentFilter.class);
    private static final String REMEMBERED = "khue-consent-withheld ";

    private ConsentFilter() {}

    /**
     * Names of claims that the app does not get: those that need consent and do not have it. All of them where the directory does not
     * answer or does not know the person.
     */
    public static Set<String> withheld(KeycloakSession session, ClientModel client, UserModel user) {
        return ConsentApp.of(client).map(app -> remembered(session, app, user)).orElse(Set.of());
    }

    /** One request makes several tokens. */
    private static Set<String> remembered(KeycloakSession session, ConsentApp app, UserModel user) {
        String key = REMEMBERED + app.client() + " " + user.getId();
        @SuppressWarnings("unchecked") // nobody else writes under this key
        Set<String> known = (Set<String>) session.getAttribute(key);
        if (known == null) {
            known = withheld(session, app, user);
            session.setAttribute(key, known);
        }
        return known;
    }

    private static Set<String> withheld(KeycloakSession session, ConsentApp app, UserModel user) {
        Optional<UUID> person = FamilyOffice.khueId(user);
        List<Answer> answers = person.map(id -> SqlStatements.onConnectionOf(
                        session, connection -> new Consents(connection).of(id, app.client(), app.version())))
                .orElse(List.of());
        if (answers.stream().noneMatch(Answer::given)) {
            return Set.copyOf(app.claims());
        }
        try {
            FamilyOffice office = FamilyOffice.of(session);
            return office.standing(person.orElseThrow())
                    .map(standing -> decision(office, standing, answers))
                    .map(decision -> app.claims().stream()
                            .filter(claim -> !decision.mayTell(claim))
                            .collect(Collectors.toUnmodifiableSet()))
                    .orElseGet(() -> Set.copyOf(app.claims()));
        } catch (DirectoryException e) {
            LOG.warnf(
                    "token without claims that need consent: the directory did not answer (%s: %s)",
                    e.reason(), e.getMessage());
            return Set.copyOf(app.claims());
        }
    }

    /**
     * @param answers to the purpose of today, for one app
     * @throws DirectoryException if the directory does not answer
     */
    static ConsentDecision decision(FamilyOffice office, Standing person, List<Answer> answers) {
        AgeBand band = office.ages().bandOf(person);
        boolean child = band == AgeBand.CHILD_UNDER_7 || band == AgeBand.CHILD;
        boolean represented = answers.stream().anyMatch(answer -> answer.side() == Side.REPRESENTATIVE);
        UUID id = person.person().id();
        List<Guardianship> guardianships = child && represented ? office.guardiansOf(id) : List.of();
        return new ConsentDecision(id, band, guardianships, person.on(), answers);
    }
}
