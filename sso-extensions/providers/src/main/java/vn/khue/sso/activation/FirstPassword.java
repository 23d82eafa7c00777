package vn.khue.sso.activation;

import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.authentication.requiredactions.UpdatePassword;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.provider.ServerInfoAwareProviderFactory;
import vn.khue.sso.badge.BadgeAlone;
import vn.khue.sso.server.ProviderVersion;

/**
 * Keycloak's own step UPDATE_PASSWORD, in the place of which it stands; for a login that came by an activation slip it uses the slip up
 * in the transaction that sets the password. The slip is held first: of two browsers with one slip, one sets a password.
 *
 * <p>A login that has shown a badge alone sets none: a badge would become a password, and open all that asks for one.
 */
public final class FirstPassword extends UpdatePassword implements ServerInfoAwareProviderFactory {
    private static final int BEFORE_KEYCLOAKS_OWN = 10;

    @Override
    public void requiredActionChallenge(RequiredActionContext context) {
        if (BadgeAlone.in(context.getSession(), context.getAuthenticationSession())) {
            context.ignore();
        } else {
            super.requiredActionChallenge(context);
        }
    }

    @Override
    public void processAction(RequiredActionContext context) {
        if (BadgeAlone.in(context.getSession(), context.getAuthenticationSession())) {
            context.failure();
            return;
        }
        Optional<UUID> slip = SlipEntry.slipOf(context.getAuthenticationSession());
        if (slip.isEmpty()) {
            super.processAction(context);
            return;
        }
        var office = ActivationOffice.of(context.getSession());
        Optional<SlipRefusal> refusal = office.hold(slip.get());
        if (refusal.isPresent()) {
            refuse(context, refusal.get());
            return;
        }
        super.processAction(context);
        if (context.getStatus() == RequiredActionContext.Status.SUCCESS) {
            office.use(slip.get());
        }
    }

    static void refuse(RequiredActionContext context, SlipRefusal reason) {
        context.getEvent()
                .clone()
                .event(EventType.LOGIN)
                .detail(SlipEntry.METHOD_DETAIL, SlipEntry.METHOD)
                .error(reason.reason());
        context.challenge(context.form().setError("slipRefusedMessage").createErrorPage(Response.Status.BAD_REQUEST));
    }

    @Override
    public RequiredActionProvider create(KeycloakSession session) {
        return this;
    }

    @Override
    public int order() {
        return BEFORE_KEYCLOAKS_OWN;
    }

    @Override
    public Map<String, String> getOperationalInfo() {
        return Map.of("version", ProviderVersion.get());
    }
}
