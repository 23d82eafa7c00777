package vn.khue.sso.consent;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.ClientModel;
import vn.khue.sso.server.ProviderException;

/**
 * An app that has data of people because they agree. Immutable.
 *
 * @param client its client id
 * @param claims names of claims that it gets only where those who must have agreed; never empty, sorted
 * @param owner id of the unit that is responsible; empty where none is named
 */
record ConsentApp(String client, List<String> claims, Text name, Text purpose, Optional<String> owner) {
    private static final String LEGAL_BASIS = "khue.app.legal-basis";
    private static final String CONSENT = "CONSENT";

    ConsentApp {
        claims = claims.stream().distinct().sorted().toList();
    }

    /** One text in both languages. */
    record Text(String vi, String en) {
        private static Text of(ClientModel client, String attribute, String otherwise) {
            String vietnamese =
                    Optional.ofNullable(client.getAttribute(attribute + ".vi")).orElse(otherwise);
            return new Text(
                    vietnamese,
                    Optional.ofNullable(client.getAttribute(attribute + ".en")).orElse(vietnamese));
        }
    }

    /** Empty for an app with another legal basis, or that has no claims which need consent. */
    static Optional<ConsentApp> of(ClientModel client) {
        if (!CONSENT.equals(client.getAttribute(LEGAL_BASIS))) {
            return Optional.empty();
        }
        // An app whose basis is consent and that names nothing in particular needs it for all it asked for.
        String claims = Optional.ofNullable(client.getAttribute("khue.app.consent-claims"))
                .or(() -> Optional.ofNullable(client.getAttribute("khue.app.claims")))
                .orElse("");
        List<String> names = Arrays.stream(claims.split(" +"))
                .filter(name -> !name.isEmpty())
                .toList();
        if (names.isEmpty()) {
            return Optional.empty();
        }
        String plain = Optional.ofNullable(client.getName())
                .filter(name -> !name.isBlank())
                .orElse(client.getClientId());
        return Optional.of(new ConsentApp(
                client.getClientId(),
                names,
                Text.of(client, "khue.app.name", plain),
                Text.of(client, "khue.app.purpose", ""),
                Optional.ofNullable(client.getAttribute("khue.app.owner")).filter(owner -> !owner.isBlank())));
    }

    /** Version of the text of the purpose: SHA-256 over both languages, in hexadecimal. Another text asks everybody anew. */
    String version() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(purpose.vi().getBytes(StandardCharsets.UTF_8));
            // No text of an attribute holds a zero byte, so no two pairs are written alike.
            digest.update((byte) 0);
            return HexFormat.of().formatHex(digest.digest(purpose.en().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new ProviderException("expected SHA-256, which every JDK has; use another JDK", e);
        }
    }
}
