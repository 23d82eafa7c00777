package vn.khue.web.login;

import java.time.Instant;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2RefreshTokenGrantRequest;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;

/** Asks the gate for newer rights of a login (RFC 6749 clause 6; OpenID Connect Core 1.0, 12). Safe for concurrent use. */
public final class Renewals {

    private static final Logger LOG = LoggerFactory.getLogger(Renewals.class);

    private final GateClient client;
    private final GateTokens tokens;
    private final OAuth2AccessTokenResponseClient<OAuth2RefreshTokenGrantRequest> gate;

    public Renewals(
            GateClient client,
            GateTokens tokens,
            OAuth2AccessTokenResponseClient<OAuth2RefreshTokenGrantRequest> gate) {
        this.client = client;
        this.tokens = tokens;
        this.gate = gate;
    }

    /**
     * Uses the refresh token up.
     *
     * @param before whose login it is; another person's tokens end it
     */
    public RenewedLogin renew(String refreshToken, OidcUser before) {
        try {
            ClientRegistration registration = client.registration();
            OAuth2AccessTokenResponse answer = gate.getTokenResponse(new OAuth2RefreshTokenGrantRequest(
                    registration, spent(), new OAuth2RefreshToken(refreshToken, null)));
            return answer.getAdditionalParameters().get(OidcParameterNames.ID_TOKEN) instanceof String idToken
                    ? read(registration, idToken, before, answer)
                    : new RenewedLogin.Over();
        } catch (GateUnreachableException down) {
            LOG.debug("the gate cannot be asked about a login", down);
            return new RenewedLogin.NotKnown();
        } catch (OAuth2AuthorizationException no) {
            // RFC 6749 clause 5.2: the token is over, or its person is. Anything else is not an answer to the question.
            LOG.debug("a login was not renewed: {}", no.getError());
            return "invalid_grant".equals(no.getError().getErrorCode())
                    ? new RenewedLogin.Over()
                    : new RenewedLogin.NotKnown();
        } catch (JwtException | IllegalArgumentException strange) {
            LOG.warn("a renewed login was not understood: {}", strange.getMessage());
            return new RenewedLogin.Over();
        }
    }

    private RenewedLogin read(
            ClientRegistration registration, String text, OidcUser before, OAuth2AccessTokenResponse answer) {
        Jwt jwt = tokens.createDecoder(registration).decode(text);
        OidcIdToken token =
                new OidcIdToken(jwt.getTokenValue(), jwt.getIssuedAt(), jwt.getExpiresAt(), jwt.getClaims());
        if (!PersonLoader.tellsRights(token)) {
            return new RenewedLogin.RightsUnknown(answer.getRefreshToken());
        }
        OidcUser person = PersonLoader.person(token);
        boolean same = Objects.equals(person.getSubject(), before.getSubject())
                && Objects.equals(person.getClaimAsString("khue_id"), before.getClaimAsString("khue_id"));
        return same
                ? new RenewedLogin.Renewed(person, answer.getAccessToken(), answer.getRefreshToken())
                : new RenewedLogin.Over();
    }

    /** The library wants the access token that is replaced; nobody keeps it. */
    private static OAuth2AccessToken spent() {
        return new OAuth2AccessToken(
                OAuth2AccessToken.TokenType.BEARER, "spent", Instant.EPOCH, Instant.EPOCH.plusSeconds(1));
    }
}
