package vn.khue.sso.apps;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.keycloak.models.ClientModel;

/**
 * What the app's file says, as the applier of the realm wrote it to the client. Immutable.
 *
 * @param client client id
 * @param kind OIDC, SAML, LDAP, MAIL or PROXY
 * @param name by language
 * @param purpose by language
 * @param owner id of the unit that answers for it
 * @param legalBasis code of the legal basis
 * @param claims names of the claims it gets
 * @param roles who may use it; empty for every role
 * @param units where they work or learn, units below included; empty for every unit
 * @param url first page
 */
record RegisteredApp(
        String client,
        String kind,
        Map<String, String> name,
        Map<String, String> purpose,
        String owner,
        String legalBasis,
        List<String> claims,
        Set<String> roles,
        Set<String> units,
        Optional<String> url) {

    static final String MARK = "khue.app";

    /** Empty for a client that is no app of others. */
    static Optional<RegisteredApp> of(ClientModel client) {
        if (!"true".equals(client.getAttribute(MARK))) {
            return Optional.empty();
        }
        return Optional.of(new RegisteredApp(
                client.getClientId(),
                text(client, "kind"),
                Map.of("vi", text(client, "name.vi"), "en", text(client, "name.en")),
                Map.of("vi", text(client, "purpose.vi"), "en", text(client, "purpose.en")),
                text(client, "owner"),
                text(client, "legal-basis"),
                List.copyOf(words(client, "claims")),
                words(client, "roles"),
                words(client, "units"),
                Optional.ofNullable(client.getBaseUrl()).filter(url -> !url.isBlank())));
    }

    boolean isRestricted() {
        return !roles.isEmpty() || !units.isEmpty();
    }

    private static String text(ClientModel client, String field) {
        return Optional.ofNullable(client.getAttribute(MARK + "." + field)).orElse("");
    }

    private static Set<String> words(ClientModel client, String field) {
        String text = text(client, field).strip();
        return text.isEmpty() ? Set.of() : Set.of(text.split(" +"));
    }
}
