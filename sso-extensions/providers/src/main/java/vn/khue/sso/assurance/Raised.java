package vn.khue.sso.assurance;

import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.models.Constants;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Raises the level that a login must reach to that of two factors, where the policy asks for them. */
final class Raised {
    /** As {@code acr.loa.map} of the realm has it. */
    static final int MFA = 3;

    private Raised() {}

    static void where(AuthenticationFlowContext context, boolean asked) {
        var login = context.getAuthenticationSession();
        if (asked && requested(login) < MFA) {
            login.setClientNote(Constants.REQUESTED_LEVEL_OF_AUTHENTICATION, Integer.toString(MFA));
        }
    }

    /** The level that the app asks for, or the policy. */
    static int requested(AuthenticationSessionModel login) {
        String note = login.getClientNote(Constants.REQUESTED_LEVEL_OF_AUTHENTICATION);
        return note == null ? Constants.NO_LOA : Integer.parseInt(note);
    }
}
