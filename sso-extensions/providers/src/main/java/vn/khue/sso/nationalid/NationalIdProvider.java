package vn.khue.sso.nationalid;

import jakarta.ws.rs.WebApplicationException;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.broker.oidc.OIDCIdentityProvider;
import org.keycloak.broker.oidc.OIDCIdentityProviderConfig;
import org.keycloak.broker.provider.BrokeredIdentityContext;
import org.keycloak.broker.provider.IdentityBrokerException;
import org.keycloak.models.FederatedIdentityModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.managers.BruteForceProtector;
import org.keycloak.services.resources.IdentityBrokerService;
import org.keycloak.sessions.AuthenticationSessionModel;
import vn.khue.directory.DirectoryException;
import vn.khue.directory.Person;
import vn.khue.directory.PersonStatus;
import vn.khue.sso.claims.PeopleToday;
import vn.khue.sso.federation.DirectoryAway;

/**
 * Keycloak's own OpenID Connect client, of whose answer only three things are kept: whose account it is, the keyed hash of the subject, and the
 * nonce. At every login, not the first alone, the directory must know the verified number as that of the linked person.
 */
final class NationalIdProvider extends OIDCIdentityProvider {
    /** Of the brokered identity: the Khuê id of the person who bears the number. */
    static final String PERSON = "khue-person";

    private static final Logger LOG = Logger.getLogger(NationalIdProvider.class);
    private static final String NONCE = "BROKER_NONCE";
    private static final String KHUE_ID = "LDAP_ID";

    private final KeycloakSession session;
    private final NationalIdHashes hashes;

    NationalIdProvider(KeycloakSession session, OIDCIdentityProviderConfig config, NationalIdHashes hashes) {
        super(session, config);
        this.session = session;
        this.hashes = hashes;
    }

    @Override
    public BrokeredIdentityContext getFederatedIdentity(String response) {
        BrokeredIdentityContext answer = answer(response);
        String number = NationalIdConfig.of(getConfig().getConfig()).verifiedNumber(answer);
        String hash = hashes.citizen(number).orElseThrow(() -> refused(NationalIdRefusal.NO_NUMBER));
        Person person = person(hash).orElseThrow(() -> refused(NationalIdRefusal.NOBODY));
        if (person.status() != PersonStatus.ACTIVE) {
            throw refused(NationalIdRefusal.NOT_ACTIVE);
        }
        return kept(answer, person);
    }

    private Optional<Person> person(String hash) {
        try {
            return PeopleToday.of(session).byCitizenHash(hash);
        } catch (DirectoryException e) {
            throw refused(NationalIdRefusal.DIRECTORY_AWAY);
        }
    }

    private BrokeredIdentityContext answer(String response) {
        try {
            return super.getFederatedIdentity(response);
        } catch (IdentityBrokerException | WebApplicationException e) {
            LOG.debugf("the national identity provider's answer was refused by %s", e.getClass());
            throw refused(NationalIdRefusal.NOT_PROVEN);
        }
    }

    /** Anew, so that nothing of the answer can be left over: all of it would be written into the login and the link. */
    private BrokeredIdentityContext kept(BrokeredIdentityContext answer, Person person) {
        String subject = hashes.subject(answer.getId());
        var kept = new BrokeredIdentityContext(subject, getConfig());
        kept.setUsername(subject);
        kept.setModelUsername(person.uid());
        kept.setBrokerUserId(getConfig().getAlias() + "." + subject);
        kept.getContextData().put(NONCE, answer.getContextData().get(NONCE));
        kept.getContextData().put(PERSON, person.id().toString());
        return kept;
    }

    @Override
    public void preprocessFederatedIdentity(
            KeycloakSession session, RealmModel realm, BrokeredIdentityContext context) {
        // Where tokens are stored Keycloak puts the whole answer there; ours are never.
        context.setToken(null);
        AuthenticationSessionModel login = session.getContext().getAuthenticationSession();
        if (login == null || login.getAuthNote(IdentityBrokerService.LINKING_IDENTITY_PROVIDER) != null) {
            throw refused(NationalIdRefusal.LINKED_BY_HAND);
        }
        try {
            super.preprocessFederatedIdentity(session, realm, context);
        } catch (IdentityBrokerException | WebApplicationException e) {
            throw refused(NationalIdRefusal.NOT_PROVEN);
        }
        UserModel linked = session.users()
                .getUserByFederatedIdentity(
                        realm,
                        new FederatedIdentityModel(getConfig().getAlias(), context.getId(), context.getUsername()));
        if (linked != null) {
            judge(session, realm, linked, context);
        }
    }

    /**
     * Refuses whoever may not sign in, in words that tell nothing; Keycloak would refuse them later in words of its own.
     *
     * @throws IdentityBrokerException if that account is not that of the person who bears the number, or may not sign in now
     */
    static void judge(KeycloakSession session, RealmModel realm, UserModel user, BrokeredIdentityContext context) {
        if (!String.valueOf(context.getContextData().get(PERSON)).equals(user.getFirstAttribute(KHUE_ID))) {
            throw refused(NationalIdRefusal.ANOTHER_PERSON);
        }
        if (DirectoryAway.hides(user)) {
            throw refused(NationalIdRefusal.DIRECTORY_AWAY);
        }
        if (!user.isEnabled()) {
            throw refused(NationalIdRefusal.NOT_ACTIVE);
        }
        if (session.getProvider(BruteForceProtector.class).isTemporarilyDisabled(session, realm, user)) {
            throw refused(NationalIdRefusal.WAITS);
        }
    }

    private static IdentityBrokerException refused(NationalIdRefusal why) {
        LOG.infof("login by the national identity provider refused: %s", why.reason());
        return why.asException();
    }

    /** Keycloak would keep the provider's tokens in the session. */
    @Override
    public void authenticationFinished(AuthenticationSessionModel login, BrokeredIdentityContext context) {}

    /** The directory says who people are, not the provider. */
    @Override
    public void updateBrokeredUser(
            KeycloakSession session, RealmModel realm, UserModel user, BrokeredIdentityContext context) {}
}
