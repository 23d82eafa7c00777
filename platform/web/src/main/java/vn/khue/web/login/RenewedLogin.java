package vn.khue.web.login;

import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/** What the gate said when it was asked whether a login still holds. */
public sealed interface RenewedLogin {

    /**
     * It holds, with these rights.
     *
     * @param refresh for the next time; null if the gate gives none, and then the login ends with these rights
     */
    record Renewed(OidcUser person, OAuth2AccessToken access, OAuth2RefreshToken refresh) implements RenewedLogin {}

    /** It is over. */
    record Over() implements RenewedLogin {}

    /**
     * It holds, but the gate could not say with which rights.
     *
     * @param refresh to ask again with; null if the gate gives none
     */
    record RightsUnknown(OAuth2RefreshToken refresh) implements RenewedLogin {}

    /** The gate did not answer. */
    record NotKnown() implements RenewedLogin {}
}
