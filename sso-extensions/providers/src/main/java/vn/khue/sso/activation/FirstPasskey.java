package vn.khue.sso.activation;

import com.webauthn4j.verifier.attestation.trustworthiness.certpath.CertPathTrustworthinessVerifier;
import java.util.Optional;
import java.util.UUID;
import org.keycloak.authentication.InitiatedActionSupport;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.requiredactions.WebAuthnPasswordlessRegister;
import org.keycloak.models.KeycloakSession;
import vn.khue.sso.badge.BadgeAlone;

/**
 * Keycloak's own step that makes a passkey for signing in without a password, in the place of which it stands; for a login that came by an
 * activation slip it uses the slip up in the transaction that keeps the passkey. No app can ask for it: whoever finds a session open must not make
 * a way in of their own.
 */
final class FirstPasskey extends WebAuthnPasswordlessRegister {
    private final KeycloakSession session;

    FirstPasskey(KeycloakSession session, CertPathTrustworthinessVerifier attestations) {
        super(session, attestations);
        this.session = session;
    }

    @Override
    public InitiatedActionSupport initiatedActionSupport() {
        return InitiatedActionSupport.NOT_SUPPORTED;
    }

    @Override
    public void requiredActionChallenge(RequiredActionContext context) {
        if (BadgeAlone.in(session, context.getAuthenticationSession())) {
            context.ignore();
        } else {
            super.requiredActionChallenge(context);
        }
    }

    @Override
    public void processAction(RequiredActionContext context) {
        if (BadgeAlone.in(session, context.getAuthenticationSession())) {
            context.failure();
            return;
        }
        Optional<UUID> slip = SlipEntry.slipOf(context.getAuthenticationSession());
        if (slip.isEmpty()) {
            super.processAction(context);
            return;
        }
        var office = ActivationOffice.of(session);
        Optional<SlipRefusal> refusal = office.hold(slip.get());
        if (refusal.isPresent()) {
            FirstPassword.refuse(context, refusal.get());
            return;
        }
        super.processAction(context);
        if (context.getStatus() == RequiredActionContext.Status.SUCCESS) {
            office.use(slip.get());
        }
    }
}
