package vn.khue.sso.activation;

import com.webauthn4j.verifier.attestation.trustworthiness.certpath.CertPathTrustworthinessVerifier;
import java.util.Map;
import org.keycloak.authentication.requiredactions.WebAuthnPasswordlessRegisterFactory;
import org.keycloak.authentication.requiredactions.WebAuthnRegister;
import org.keycloak.models.KeycloakSession;
import org.keycloak.provider.ServerInfoAwareProviderFactory;
import vn.khue.sso.server.ProviderVersion;

/** Takes the place of Keycloak's own step: of two factories with one id it takes the one of the higher order. */
public final class FirstPasskeyFactory extends WebAuthnPasswordlessRegisterFactory
        implements ServerInfoAwareProviderFactory {
    @Override
    protected WebAuthnRegister createProvider(KeycloakSession session, CertPathTrustworthinessVerifier attestations) {
        return new FirstPasskey(session, attestations);
    }

    @Override
    public int order() {
        return super.order() + 1;
    }

    @Override
    public Map<String, String> getOperationalInfo() {
        return Map.of("version", ProviderVersion.get());
    }
}
