package vn.khue.sso.realm;

import java.net.URI;
import java.util.Optional;

/**
 * A national identity provider, as its file says. Immutable.
 *
 * @param name on the button of the login page
 * @param issuer {@code iss} of its ID tokens, compared sign by sign
 * @param userInfo where the number is asked for if it is not in the ID token
 * @param scope what is asked of it, parted by blanks
 * @param numberClaim claim with the citizen number
 * @param verifiedClaim claim that says how far the person was verified
 * @param verifiedValue what that claim must say
 */
record NationalId(
        String name,
        String issuer,
        URI authorization,
        URI token,
        URI jwks,
        Optional<URI> userInfo,
        String client,
        String scope,
        String numberClaim,
        String verifiedClaim,
        String verifiedValue) {}
