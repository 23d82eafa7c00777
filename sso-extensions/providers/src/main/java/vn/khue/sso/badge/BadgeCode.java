package vn.khue.sso.badge;

import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.Authenticator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import vn.khue.sso.federation.DirectoryAway;

/**
 * First step: takes what was scanned or typed, and goes on to the pictures whether or not such a badge exists. Nothing is looked up
 * here, so nothing is told.
 */
final class BadgeCode implements Authenticator {
    @Override
    public void authenticate(AuthenticationFlowContext context) {
        if (!DirectoryAway.stops(context)) {
            context.challenge(context.form().createForm(BadgePages.CODE));
        }
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        Optional<PresentedBadge> presented = BadgePages.presented(context);
        if (presented.isEmpty()) {
            BadgePages.refuse(context, BadgeOutcome.Refused.of(Refusal.BADGE_UNREADABLE));
            return;
        }
        new BadgeNotes(context.getAuthenticationSession()).present(presented.get(), BadgePages.hash(context));
        context.success();
    }

    @Override
    public boolean requiresUser() {
        return false;
    }

    @Override
    public boolean configuredFor(KeycloakSession session, RealmModel realm, UserModel user) {
        return true;
    }

    @Override
    public void setRequiredActions(KeycloakSession session, RealmModel realm, UserModel user) {}

    @Override
    public void close() {}
}
