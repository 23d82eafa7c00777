package vn.khue.sso.nationalid;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import org.keycloak.broker.oidc.OIDCIdentityProvider;
import org.keycloak.broker.provider.BrokeredIdentityContext;
import org.keycloak.broker.provider.IdentityBrokerException;
import org.keycloak.representations.JsonWebToken;

/**
 * Which claims say the number and that it was verified. Immutable.
 *
 * @param number name of the claim with the 12 digits
 * @param verified name of the claim that says how far the person was verified
 * @param value what that claim must say, compared sign by sign; a claim that is no text is compared as JSON writes it
 */
record NationalIdConfig(String number, String verified, String value) {
    static final String NUMBER = "khueNumberClaim";
    static final String VERIFIED = "khueVerifiedClaim";
    static final String VALUE = "khueVerifiedValue";

    /**
     * @throws IdentityBrokerException if one is missing: then nobody was verified
     */
    static NationalIdConfig of(Map<String, String> settings) {
        return new NationalIdConfig(
                required(settings, NUMBER), required(settings, VERIFIED), required(settings, VALUE));
    }

    private static String required(Map<String, String> settings, String key) {
        return Optional.ofNullable(settings.get(key))
                .filter(value -> !value.isBlank())
                .orElseThrow(NationalIdRefusal.NOT_VERIFIED::asException);
    }

    /**
     * The verified number, from the ID token, else from userinfo. Both claims must come from one of them: what one says of the other proves nothing.
     *
     * @throws IdentityBrokerException if it is not verified, or missing
     */
    String verifiedNumber(BrokeredIdentityContext answer) {
        var token = (JsonWebToken) answer.getContextData().get(OIDCIdentityProvider.VALIDATED_ID_TOKEN);
        if (token.getOtherClaims().containsKey(number)) {
            return judged(
                    token.getOtherClaims().get(number), token.getOtherClaims().get(verified));
        }
        if (answer.getContextData().get(OIDCIdentityProvider.USER_INFO) instanceof JsonNode info) {
            return judged(info.path(number).asText(null), info.path(verified).asText(null));
        }
        throw NationalIdRefusal.NO_NUMBER.asException();
    }

    private String judged(Object found, Object said) {
        if (said == null || !value.equals(said.toString())) {
            throw NationalIdRefusal.NOT_VERIFIED.asException();
        }
        return Optional.ofNullable(found).map(Object::toString).orElseThrow(NationalIdRefusal.NO_NUMBER::asException);
    }
}
