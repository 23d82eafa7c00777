package vn.khue.console.apps;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import vn.khue.console.gate.ConsoleException;
import vn.khue.console.gate.Fields;
import vn.khue.console.gate.GateServices;

/** Apps of others that the gate lets this person use: {@code khue-apps}. Safe for concurrent use. */
@Component
final class OtherApps {

    private final GateServices gate;

    OtherApps(GateServices gate) {
        this.gate = gate;
    }

    /**
     * What the person may use by role and unit of today, in the gate's order; none where the gate has no such service.
     *
     * @throws ConsoleException if the gate says no, or says nothing, or nonsense
     */
    List<AppTile> of(String token, Locale language) {
        Optional<JsonNode> answer = gate.find(token, "khue-apps");
        return answer.map(found -> new Fields(found)
                        .objects("apps", each -> tile(each, language)).stream()
                                .flatMap(Optional::stream)
                                .toList())
                .orElse(List.of());
    }

    /** Empty for an address that is none of the web: a tile must lead nowhere else. */
    private static Optional<AppTile> tile(Fields app, Locale language) {
        String url = app.textOrEmpty("url");
        if (!ofTheWeb(url)) {
            return Optional.empty();
        }
        return Optional.of(new AppTile(
                app.text("client"),
                said(app, "name", language),
                said(app, "purpose", language),
                url,
                icon(app.textOrEmpty("kind")),
                app.textOrEmpty("ownerName")));
    }

    private static boolean ofTheWeb(String url) {
        try {
            URI address = URI.create(url);
            return ("https".equals(address.getScheme()) || "http".equals(address.getScheme()))
                    && address.getHost() != null;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    /** In the reader's language, else in Vietnamese. */
    private static String said(Fields app, String what, Locale language) {
        Fields words = app.object(what).orElseThrow(OtherApps::wordless);
        String own = words.textOrEmpty(language.getLanguage());
        return own.isEmpty() ? words.text("vi") : own;
    }

    private static ConsoleException wordless() {
        return new ConsoleException(
                ConsoleException.Reason.NOT_UNDERSTOOD, "expected name and purpose of an app, found none");
    }

    private static String icon(String kind) {
        return "MAIL".equals(kind) ? "mail" : "book";
    }
}
