package vn.khue.launcher.realm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import vn.khue.launcher.LauncherException;
import vn.khue.launcher.district.DemoPerson;
import vn.khue.launcher.home.ContentHash;
import vn.khue.launcher.home.Ports;
import vn.khue.launcher.home.StateDirectory;
import vn.khue.launcher.keycloak.BootstrapAdmin;
import vn.khue.sso.realm.Administrator;
import vn.khue.sso.realm.DemoAccount;
import vn.khue.sso.realm.DemoAccounts;
import vn.khue.sso.realm.Mode;
import vn.khue.sso.realm.RealmApplier;
import vn.khue.sso.realm.RealmException;
import vn.khue.sso.realm.RealmVariables;

/** Brings the realm in the running Keycloak to what the code says. Writes only what differs. */
public final class RealmSetup {
    private final URI keycloak;
    private final Administrator administrator;
    private final RealmVariables variables;
    private final Path mark;

    /** @param environment what the realm's files may name */
    public RealmSetup(StateDirectory state, Ports ports, BootstrapAdmin admin, Map<String, String> environment) {
        this.keycloak = URI.create(ports.keycloakUrl());
        this.administrator = new Administrator(admin.username(), admin.password());
        this.mark = state.data().resolve("demo-accounts.given");
        this.variables = new RealmVariables(environment, state.secrets());
    }

    /** Applies the realm. */
    public void apply() {
        try {
            new RealmApplier(keycloak, administrator, variables).apply(Mode.APPLY);
        } catch (RealmException e) {
            throw new LauncherException(e.getMessage(), e);
        }
    }

    /** Gives people of the demo district their passwords, once for each content of the list. */
    public void giveCredentials(Collection<DemoPerson> people) {
        ContentHash hash = new ContentHash();
        people.forEach(person -> hash.text(person.username())
                .text(person.password())
                .text(person.totp().orElse("")));
        String content = hash.shortHex();
        try {
            if (Files.exists(mark)
                    && Files.readString(mark, StandardCharsets.US_ASCII).equals(content)) {
                return;
            }
            new DemoAccounts(keycloak, administrator)
                    .ensure(people.stream()
                            .map(person -> new DemoAccount(person.username(), person.password(), person.totp()))
                            .toList());
            StateDirectory.writeOwnerOnly(mark, content);
        } catch (RealmException e) {
            throw new LauncherException(e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
