package vn.khue.sso.realm;

import java.net.URI;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Makes the realm {@code khue} of a running Keycloak equal to the files of this room. Idempotent: what already is as the files say
 * is not written again. Not thread-safe, and two runs at once would hinder each other.
 */
public final class RealmApplier {
    /** Name of the realm. */
    public static final String REALM = "khue";

    private final AdminApi api;
    private final RealmFiles files;
    private final RealmVariables variables;
    private final Clock clock;

    /**
     * @param server Keycloak's base URL, such as {@code http://localhost:8080}
     * @param administrator who may change realms
     * @param variables what the files leave open
     */
    public RealmApplier(URI server, Administrator administrator, RealmVariables variables) {
        this(server, administrator, variables, Clock.systemUTC());
    }

    /**
     * The same at another time.
     *
     * @param clock says how old keys and administrator's tokens are
     */
    public RealmApplier(URI server, Administrator administrator, RealmVariables variables, Clock clock) {
        var json = JsonMapper.shared();
        var http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
        this.clock = clock;
        this.api = new AdminApi(http, json, clock, server, REALM, administrator);
        this.files = new RealmFiles(json, variables);
        this.variables = variables;
    }

    /**
     * Compares everything, and in {@link Mode#APPLY} changes what differs.
     *
     * @throws RealmException if Keycloak does not answer, refuses a change, a variable or secret is missing, or an app file is refused
     */
    public RealmReport apply(Mode mode) {
        // Before anything is written: one bad file must not leave half a realm.
        Optional<List<AppFile>> apps = variables.apps().map(folder -> new AppFolder(folder, clock).read());
        Optional<NationalId> nationalId = variables.nationalId().flatMap(new NationalIdReader()::read);
        var changes = new ArrayList<Change>();
        if (api.find("").isEmpty()) {
            changes.add(Change.create("realm " + REALM));
            if (mode == Mode.DRY_RUN) {
                return new RealmReport(mode, changes);
            }
            api.createRealm(
                    JsonNodeFactory.instance.objectNode().put("realm", REALM).put("enabled", true));
        }
        for (Concern concern : concerns(apps, nationalId)) {
            changes.addAll(concern.converge(mode));
        }
        return new RealmReport(mode, changes);
    }

    /** In the order in which one needs the other. */
    private List<Concern> concerns(Optional<List<AppFile>> apps, Optional<NationalId> nationalId) {
        var concerns = new ArrayList<Concern>(List.of(
                new SigningKeys(api, files.read("keys.json"), clock),
                new RealmSettings(api, "realm settings", files.read("realm.json")),
                new RealmSettings(
                        api,
                        "security headers",
                        Apps.withFormTargets(files.read("security-headers.json"), apps.orElse(List.of()))),
                new RealmSettings(api, "event settings", files.read("events.json")),
                new UserProfile(api, files.read("user-profile.json")),
                new RequiredActions(api, files.read("required-actions.json")),
                new Flows(api, files.read("flows.json")),
                new IdentityProviders(api, nationalId, variables),
                new ClientScopes(api, files.read("client-scopes.json")),
                new Clients(api, files.read("clients.json")),
                new ClientPolicies(api, files.read("client-policies.json")),
                new Federation(api, files.read("federation.json"))));
        apps.map(all -> new Apps(
                        api,
                        all,
                        new AppSecrets(variables.secrets(), variables, new SecureRandom()),
                        variables.secret("pairwise-salt")))
                .ifPresent(concerns::add);
        return concerns;
    }
}
