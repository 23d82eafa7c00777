package vn.khue.web.login;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;

/** This app as the gate's one client; built when first needed. Safe for concurrent use. */
public final class GateClient implements ClientRegistrationRepository {

    /** The one registration's id, part of the redirect address {@code /login/oauth2/code/khue}. */
    public static final String ID = "khue";

    private final Gate gate;
    private final String clientId;
    private final SecretFile secret;
    private final String baseUrl;

    /** @param publicUrl where browsers find the app; taken from each request if empty */
    public GateClient(Gate gate, String clientId, SecretFile secret, Optional<String> publicUrl) {
        this.gate = gate;
        this.clientId = clientId;
        this.secret = secret;
        this.baseUrl = publicUrl.orElse("{baseUrl}");
    }

    /** The app's name at the gate. */
    public String clientId() {
        return clientId;
    }

    @Override
    public ClientRegistration findByRegistrationId(String registrationId) {
        return ID.equals(registrationId) ? registration() : null;
    }

    /** @throws GateUnreachableException if the gate was never reached and cannot be now */
    public ClientRegistration registration() {
        Gate.Endpoints endpoints = gate.endpoints();
        Map<String, Object> metadata = new HashMap<>();
        endpoints.endSession().ifPresent(uri -> metadata.put("end_session_endpoint", uri.toString()));
        return ClientRegistration.withRegistrationId(ID)
                .clientId(clientId)
                .clientSecret(secret.read())
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri(baseUrl + "/login/oauth2/code/" + ID)
                .scope("openid", "profile")
                .authorizationUri(endpoints.authorization().toString())
                .tokenUri(endpoints.token().toString())
                .jwkSetUri(endpoints.keys().toString())
                .issuerUri(gate.issuer().toString())
                .userNameAttributeName("khue_id")
                .providerConfigurationMetadata(metadata)
                .clientSettings(ClientRegistration.ClientSettings.builder()
                        .requireProofKey(true)
                        .build())
                .build();
    }
}
