package vn.khue.signing.rights;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/** Whether somebody signed in with a badge, which whoever has a picture of it can copy. */
public final class BadgeLogin {
    /** The gate's name of that level, in {@code acr} (contract: OIDC). */
    public static final String ACR = "badge";

    private BadgeLogin() {}

    public static boolean is(Authentication login) {
        return login.getPrincipal() instanceof OidcUser user && ACR.equals(user.getClaimAsString("acr"));
    }
}
