package vn.khue.sso.apps;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.services.managers.AppAuthManager;
import vn.khue.directory.DirectoryException;
import vn.khue.sso.claims.PeopleToday;

/** The apps that the person of an access token may use today: what the school console shows as tiles. */
public final class AppsResource {
    private final KeycloakSession session;
    private final Set<String> consoles;

    AppsResource(KeycloakSession session, Set<String> consoles) {
        this.session = session;
        this.consoles = consoles;
    }

    /** 401 without a valid token of a console, 503 if the directory does not answer. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response mine() {
        Optional<UserModel> person = Optional.ofNullable(
                        new AppAuthManager.BearerTokenAuthenticator(session).authenticate())
                .filter(found -> found.client() != null
                        && consoles.contains(found.client().getClientId()))
                .map(found -> found.user());
        if (person.isEmpty()) {
            return Response.status(Response.Status.UNAUTHORIZED).build();
        }
        var people = PeopleToday.of(session);
        try {
            return Response.ok(Map.of("apps", apps(person.get(), people))).build();
        } catch (DirectoryException e) {
            return Response.status(Response.Status.SERVICE_UNAVAILABLE).build();
        }
    }

    private List<Map<String, Object>> apps(UserModel person, PeopleToday people) {
        var use = new AppUse(people);
        var realm = session.getContext().getRealm();
        return session.clients()
                .getClientsStream(realm)
                .filter(client -> client.isEnabled() && !client.isServiceAccountsEnabled())
                .map(RegisteredApp::of)
                .flatMap(Optional::stream)
                .filter(app -> use.may(person, app))
                .sorted(Comparator.comparing(RegisteredApp::client))
                .map(app -> told(app, people))
                .toList();
    }

    private static Map<String, Object> told(RegisteredApp app, PeopleToday people) {
        // Vietnamese first, here as everywhere.
        var told = new LinkedHashMap<String, Object>();
        told.put("client", app.client());
        told.put("name", new TreeMap<>(app.name()).descendingMap());
        told.put("purpose", new TreeMap<>(app.purpose()).descendingMap());
        told.put("url", app.url().orElse(""));
        told.put("owner", app.owner());
        told.put("ownerName", people.nameOf(app.owner()));
        told.put("kind", app.kind());
        told.put("claims", app.claims().stream().sorted().toList());
        told.put("legalBasis", app.legalBasis());
        return told;
    }
}
