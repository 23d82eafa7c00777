package vn.khue.sso.apps;

import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import vn.khue.sso.claims.PeopleToday;
import vn.khue.sso.claims.PeopleToday.Today;

/**
 * Decides whether a person may use an app today. What the file does not restrict is open to everybody who can sign in. Every question
 * throws {@link vn.khue.directory.DirectoryException} if the directory does not answer; then nobody may.
 */
public final class AppUse {
    /** Code of {@link vn.khue.directory.Role}. */
    private static final String PARENT = "PHU_HUYNH";

    private final PeopleToday people;

    AppUse(PeopleToday people) {
        this.people = people;
    }

    /** As of the claims of this server. */
    public static AppUse of(KeycloakSession session) {
        return new AppUse(PeopleToday.of(session));
    }

    /**
     * Whether that person may; true too for a client that is no app of others.
     *
     * @param person Khuê id
     */
    public boolean may(ClientModel client, UUID person) {
        return RegisteredApp.of(client)
                .filter(RegisteredApp::isRestricted)
                .map(app -> people.of(person).filter(today -> fits(today, app)).isPresent())
                .orElse(true);
    }

    /**
     * Whether a guardian may do something there for that child: as the child's parent, so in an app for parents or for such a child, at the
     * child's units. What the guardian is besides, such as a teacher elsewhere, opens nothing. Who guards whom is not asked here.
     *
     * @param child Khuê id
     */
    public boolean mayFor(ClientModel client, UUID child) {
        return RegisteredApp.of(client)
                .filter(RegisteredApp::isRestricted)
                .map(app -> people.of(child)
                        .filter(today -> fits(asParent(today), app))
                        .isPresent())
                .orElse(true);
    }

    boolean may(UserModel user, RegisteredApp app) {
        if (!app.isRestricted()) {
            return true;
        }
        return people.of(user).filter(today -> fits(today, app)).isPresent();
    }

    private static Today asParent(Today child) {
        var roles = new HashSet<>(child.roles());
        roles.add(PARENT);
        return new Today(roles, child.units());
    }

    private boolean fits(Today today, RegisteredApp app) {
        return roleFits(today, app) && unitFits(today, app);
    }

    private static boolean roleFits(Today today, RegisteredApp app) {
        return app.roles().isEmpty() || !Collections.disjoint(today.roles(), app.roles());
    }

    private boolean unitFits(Today today, RegisteredApp app) {
        Set<String> units = today.units();
        return app.units().isEmpty()
                || !Collections.disjoint(units, app.units())
                || !Collections.disjoint(people.withAbove(units), app.units());
    }
}
