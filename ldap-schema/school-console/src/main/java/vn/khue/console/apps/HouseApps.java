package vn.khue.console.apps;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.MessageSource;
import vn.khue.web.login.SignedInPerson;

/**
 * Khuê's own apps: {@code khue.console.apps}. Who finds what inside is decided there; this only spares people a door that is shut.
 *
 * @param apps in the order in which they are shown
 */
@ConfigurationProperties("khue.console")
public record HouseApps(List<App> apps) {

    /**
     * One of them.
     *
     * @param name among the texts: {@code app.NAME.name}, {@code app.NAME.purpose}
     * @param client the gate's client of it
     * @param url where it begins, absolute or a path of this app
     * @param icon a name of the icons
     * @param roles who sees it; empty: everybody
     */
    public record App(String name, String client, URI url, String icon, List<String> roles) {
        public App {
            roles = roles == null ? List.of() : List.copyOf(roles);
        }
    }

    public HouseApps {
        apps = List.copyOf(apps);
    }

    /** What this person sees. */
    public List<AppTile> of(SignedInPerson person, MessageSource texts, Locale language) {
        return apps.stream()
                .filter(app -> app.roles().isEmpty() || app.roles().stream().anyMatch(person::has))
                .map(app -> new AppTile(
                        app.name(),
                        texts.getMessage("app." + app.name() + ".name", new Object[0], language),
                        texts.getMessage("app." + app.name() + ".purpose", new Object[0], language),
                        app.url().toString(),
                        app.icon(),
                        ""))
                .toList();
    }

    /** Whether that client is one of ours, and so shown already. */
    public boolean has(String client) {
        return apps.stream().anyMatch(app -> app.client().equals(client));
    }
}
