package vn.khue.sso.assurance;

import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.models.Constants;
import org.keycloak.models.UserModel;

/** Raises the level that a login must reach to that of two factors, where the policy asks for them. */
final class Raised {
    /** As {@code acr.loa.map} of the realm has it. */
    private static final int MFA = 3;

    private Raised() {}

    static void where(AuthenticationFlowContext context, UserModel user) {
        var login = context.getAuthenticationSession();
        if (requested(login.getClientNote(Constants.REQUESTED_LEVEL_OF_AUTHENTICATION)) < MFA
                && Assurance.of(context.getSession()).asksForTwoFactors(user)) {
            login.setClientNote(Constants.REQUESTED_LEVEL_OF_AUTHENTICATION, Integer.toString(MFA));
        }
    }

    private static int requested(String note) {
        return note == null ? Constants.NO_LOA : Integer.parseInt(note);
    }
}
