package vn.khue.web.stepup;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import vn.khue.web.login.SignedInPerson;

/**
 * Makes the request that leads the browser to the gate for a step-up: state, nonce and PKCE (RFC 7636, S256) of its own. Freshness
 * comes from the level {@code sign}, which the gate lets pass once; {@code max_age=0} would ask for the password as well.
 */
final class StepUpRequest {

    static final String AUTHORISATION = "khue_authorisation";
    static final String ASKED = "khue_asked";
    static final String NONCE = "nonce";

    private static final SecureRandom RANDOM = new SecureRandom();

    private StepUpRequest() {}

    static OAuth2AuthorizationRequest make(
            ClientRegistration client,
            String redirectUri,
            SignedInPerson person,
            Locale language,
            UUID authorisation,
            Instant now) {
        String nonce = random();
        String verifier = random();
        String challenge = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        Sha256.of(verifier.getBytes(StandardCharsets.US_ASCII)).bytes());
        return OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(client.getProviderDetails().getAuthorizationUri())
                .clientId(client.getClientId())
                .redirectUri(redirectUri)
                .scopes(client.getScopes())
                .state(random())
                .additionalParameters(Map.of(
                        NONCE,
                        nonce,
                        "acr_values",
                        "sign",
                        "login_hint",
                        person.uid(),
                        "ui_locales",
                        language.getLanguage(),
                        "code_challenge",
                        challenge,
                        "code_challenge_method",
                        "S256"))
                .attributes(Map.of(NONCE, nonce, "code_verifier", verifier, AUTHORISATION, authorisation, ASKED, now))
                .build();
    }

    private static String random() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
