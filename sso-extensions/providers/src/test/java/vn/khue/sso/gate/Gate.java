package vn.khue.sso.gate;

import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.testframework.config.Config;
import vn.khue.sso.realm.Administrator;
import vn.khue.sso.realm.DemoAccount;
import vn.khue.sso.realm.DemoAccounts;
import vn.khue.sso.realm.Mode;
import vn.khue.sso.realm.RealmApplier;
import vn.khue.sso.realm.RealmReport;
import vn.khue.sso.realm.RealmVariables;

/** The realm on the running server, applied once, with accounts that can sign in. */
final class Gate {
    static final String PASSWORD = "một câu dài dễ nhớ 2026";
    static final String TOTP = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
    static final String SIGNING = "http://localhost:8081";

    final URI server;
    final RealmReport firstRun;
    final OneTimeCode codes = new OneTimeCode();
    private final Surroundings surroundings;

    private Gate(URI server) {
        this.server = server;
        this.surroundings = Surroundings.get();
        this.firstRun = applier().apply(Mode.APPLY);
        accounts();
    }

    /** The gate of this server; built at the first call. */
    static Gate at(String server) {
        return Holder.of(URI.create(server));
    }

    private static final class Holder {
        private static Gate one;

        static synchronized Gate of(URI server) {
            if (one == null || !one.server.equals(server)) {
                one = new Gate(server);
            }
            return one;
        }
    }

    void accounts() {
        Village village = surroundings.village;
        new DemoAccounts(server, administrator())
                .ensure(List.of(
                        new DemoAccount(village.principal.uid(), PASSWORD, Optional.of(TOTP)),
                        new DemoAccount(village.clerk.uid(), PASSWORD, Optional.of(TOTP)),
                        new DemoAccount(village.deputy.uid(), PASSWORD, Optional.of(TOTP)),
                        new DemoAccount(village.secondDeputy.uid(), PASSWORD, Optional.of(TOTP)),
                        new DemoAccount(village.accountant.uid(), PASSWORD, Optional.of(TOTP)),
                        new DemoAccount(village.teacher.uid(), PASSWORD, Optional.empty()),
                        new DemoAccount(village.pupil.uid(), PASSWORD, Optional.empty()),
                        new DemoAccount(village.mother.uid(), PASSWORD, Optional.empty())));
    }

    RealmApplier applier() {
        return applier(Map.of());
    }

    /** With further variables. */
    RealmApplier applier(Map<String, String> more) {
        return applier(more, Clock.systemUTC());
    }

    /** With further variables, on another day. */
    RealmApplier applier(Map<String, String> more, Clock clock) {
        var environment = new HashMap<>(Map.of(
                "KHUE_SIGNING_URL",
                SIGNING,
                "KHUE_AUDIT_URL",
                "http://localhost:8082",
                "KHUE_CONSOLE_URL",
                "http://localhost:8083",
                "KHUE_LDAP_URL",
                surroundings.federationUrl(),
                "KHUE_LDAP_BASE",
                Surroundings.BASE,
                "KHUE_CARD_TRUST",
                surroundings.cardAuthority.trustFolder.toString()));
        environment.putAll(more);
        return new RealmApplier(server, administrator(), new RealmVariables(environment, surroundings.secrets), clock);
    }

    static Administrator administrator() {
        return new Administrator(Config.getAdminUsername(), Config.getAdminPassword());
    }

    String realm() {
        return server + "/realms/" + RealmApplier.REALM;
    }

    /** A browser of its own, signed in nowhere. */
    Browser browser() {
        return new Browser();
    }

    /** The app khue-signing, as a browser and a token endpoint see it. */
    SigningApp app(Browser browser) {
        return new SigningApp(this, browser, surroundings.secret("client-signing"));
    }
}
