package vn.khue.sso.apps;

import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import org.keycloak.models.UserModel;
import vn.khue.sso.claims.PeopleToday;
import vn.khue.sso.claims.PeopleToday.Today;

/** Decides whether a person may use an app today. What the file does not restrict is open to everybody who can sign in. */
final class AppUse {
    private final PeopleToday people;

    AppUse(PeopleToday people) {
        this.people = people;
    }

    /**
     * @throws vn.khue.directory.DirectoryException if the directory does not answer; then nobody may
     */
    boolean may(UserModel user, RegisteredApp app) {
        if (!app.isRestricted()) {
            return true;
        }
        Optional<Today> today = people.of(user);
        return today.isPresent() && roleFits(today.get(), app) && unitFits(today.get(), app);
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
