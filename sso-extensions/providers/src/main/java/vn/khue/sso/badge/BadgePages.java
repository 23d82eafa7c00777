package vn.khue.sso.badge;

import java.util.Locale;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticationFlowError;
import org.keycloak.models.UserModel;
import vn.khue.sso.federation.DirectoryAway;

/** The pages of badge login, and the one answer for every failure. */
final class BadgePages {
    static final String CODE = "khue-badge.ftl";
    static final String PICTURES = "khue-badge-pictures.ftl";
    /** Detail of Keycloak's events by which ours know this way of signing in. */
    static final String METHOD_DETAIL = "khue_method";

    static final String METHOD = "badge";
    private static final String REFUSED = "badgeRefusedMessage";

    private BadgePages() {}

    static Optional<PresentedBadge> presented(AuthenticationFlowContext context) {
        return PresentedBadge.of(
                context.getHttpRequest().getDecodedFormParameters().getFirst("code"));
    }

    static BadgeHash hash(AuthenticationFlowContext context) {
        return BadgeOffice.of(context.getSession()).shared().hash();
    }

    /**
     * Says the one sentence, and the reason to the log alone. The login gets no user: Keycloak would count the failure against the
     * password as well, and somebody else's wrong tries would lock the pupil out.
     */
    static void refuse(AuthenticationFlowContext context, BadgeOutcome.Refused refused) {
        new BadgeNotes(context.getAuthenticationSession()).forget();
        var event = context.getEvent().detail(METHOD_DETAIL, METHOD);
        if (refused.reason() == Refusal.DIRECTORY_AWAY) {
            // No secret, and nothing of this badge: a class is to know that it may wait.
            DirectoryAway.refuse(context);
            return;
        }
        refused.uid()
                .map(uid -> context.getSession().users().getUserByUsername(context.getRealm(), uid))
                .map(UserModel::getId)
                .ifPresent(event::user);
        event.error(refused.reason().name().toLowerCase(Locale.ROOT));
        context.failureChallenge(
                AuthenticationFlowError.INVALID_CREDENTIALS,
                context.form().setError(REFUSED).createForm(CODE));
    }
}
