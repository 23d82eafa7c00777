package vn.khue.web.credential;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import vn.khue.web.login.SignedInPerson;
import vn.khue.web.stepup.Sha256;

/**
 * Makes the request that leads the browser to the gate to change how the person signs in. The code that comes back is never
 * exchanged, as nothing is to be learnt from it; the gate asks every client for PKCE all the same (RFC 7636, S256).
 */
final class ChangeRequest {

    /** Attribute: which change was asked for. */
    static final String CHANGE = "khue_change";

    private static final SecureRandom RANDOM = new SecureRandom();

    private ChangeRequest() {}

    static OAuth2AuthorizationRequest make(
            ClientRegistration client,
            String redirectUri,
            SignedInPerson person,
            Locale language,
            CredentialChange change) {
        byte[] verifier = random().getBytes(StandardCharsets.US_ASCII);
        return OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(client.getProviderDetails().getAuthorizationUri())
                .clientId(client.getClientId())
                .redirectUri(redirectUri)
                .scopes(client.getScopes())
                .state(random())
                .additionalParameters(Map.of(
                        "kc_action",
                        change.action(),
                        "login_hint",
                        person.uid(),
                        "ui_locales",
                        language.getLanguage(),
                        "code_challenge",
                        base64(Sha256.of(verifier).bytes()),
                        "code_challenge_method",
                        "S256"))
                .attributes(Map.of(CHANGE, change))
                .build();
    }

    private static String random() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return base64(bytes);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
