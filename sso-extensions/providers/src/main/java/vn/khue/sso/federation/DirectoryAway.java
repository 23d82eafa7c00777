package vn.khue.sso.federation;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.storage.UserStorageProvider;
import vn.khue.directory.DirectoryException;
import vn.khue.sso.claims.PeopleToday;

/**
 * The answer to whoever wants to sign in while the directory does not answer: one page with status 503, whether or not there is such an
 * account and whatever was typed. Nothing is tried, so nothing is counted as wrong. Sessions that are there go on.
 */
public final class DirectoryAway {
    /** In the log. */
    public static final String REASON = "directory_away";
    /** Key of the sentence, where it stands on a page of Keycloak's own. */
    public static final String MESSAGE = "khueAwayWhat";

    private static final Logger LOG = Logger.getLogger(DirectoryAway.class);
    private static final String PAGE = "khue-directory-away.ftl";
    private static final int RETRY_SECONDS = 15;

    private DirectoryAway() {}

    /** Whether that login can go no further now; then its page is shown already. A realm without our directory is never stopped. */
    public static boolean stops(AuthenticationFlowContext login) {
        if (!asksTheDirectory(login.getRealm()) || answers(login.getSession())) {
            return false;
        }
        login.challenge(page(login));
        return true;
    }

    /** Likewise for a login that sent something: it is also told to the log. */
    public static boolean refuses(AuthenticationFlowContext login) {
        if (!asksTheDirectory(login.getRealm()) || answers(login.getSession())) {
            return false;
        }
        refuse(login);
        return true;
    }

    /** Shows the page and tells the log. The login gets no user, or Keycloak would count the try against the password. */
    public static void refuse(AuthenticationFlowContext login) {
        login.getEvent().clone().user((String) null).error(REASON);
        login.challenge(page(login));
    }

    /** Whether nobody could ask the directory about that user just now. */
    public static boolean hides(UserModel user) {
        return user instanceof RememberedPerson;
    }

    private static Response page(AuthenticationFlowContext login) {
        return Response.fromResponse(login.form().createForm(PAGE))
                .status(Response.Status.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                .build();
    }

    private static boolean asksTheDirectory(RealmModel realm) {
        return realm.getComponentsStream(realm.getId(), UserStorageProvider.class.getName())
                .anyMatch(component -> PeopleOnlyFederationFactory.ID.equals(component.getProviderId()));
    }

    private static boolean answers(KeycloakSession session) {
        try {
            PeopleToday.of(session).probe();
            return true;
        } catch (DirectoryException e) {
            LOG.warnf("nobody signs in anew: the directory did not answer (%s: %s)", e.reason(), e.getMessage());
            return false;
        }
    }
}
