package vn.khue.bench.gate;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.IntStream;
import vn.khue.sso.realm.Administrator;
import vn.khue.sso.realm.DemoAccount;
import vn.khue.sso.realm.DemoAccounts;
import vn.khue.sso.realm.Mode;
import vn.khue.sso.realm.RealmApplier;
import vn.khue.sso.realm.RealmVariables;

/** The realm as it is shipped, on a Keycloak with our providers. */
final class OurRealm {
    private static final Administrator ADMINISTRATOR =
            new Administrator(KeycloakServer.ADMINISTRATOR, KeycloakServer.PASSWORD);

    private final KeycloakServer server;
    private final Surroundings around;

    OurRealm(KeycloakServer server, Surroundings around) {
        this.server = server;
        this.around = around;
    }

    /** Applies the realm and gives that many people of the directory that password. */
    App make(int people, String password) throws IOException {
        new RealmApplier(server.url(), ADMINISTRATOR, new RealmVariables(around.environment(), around.secrets()))
                .apply(Mode.APPLY);
        new DemoAccounts(server.url(), ADMINISTRATOR)
                .ensure(IntStream.range(0, people)
                        .mapToObj(i -> new DemoAccount(Surroundings.username(i), password, Optional.empty()))
                        .toList());
        return new App(
                server.port(),
                RealmApplier.REALM,
                "khue-signing",
                around.secret("client-signing"),
                "http://localhost:9/login/oauth2/code/khue",
                "khue-events",
                around.secret("client-events"));
    }
}
