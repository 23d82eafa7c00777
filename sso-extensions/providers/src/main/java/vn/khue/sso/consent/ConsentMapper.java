package vn.khue.sso.consent;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.mappers.AbstractOIDCProtocolMapper;
import org.keycloak.protocol.oidc.mappers.OIDCAccessTokenMapper;
import org.keycloak.protocol.oidc.mappers.OIDCIDTokenMapper;
import org.keycloak.protocol.oidc.mappers.TokenIntrospectionTokenMapper;
import org.keycloak.protocol.oidc.mappers.UserInfoTokenMapper;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ServerInfoAwareProviderFactory;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.AddressClaimSet;
import org.keycloak.representations.IDToken;
import vn.khue.sso.server.ProviderVersion;

/**
 * Takes out of ID token, access token, userinfo and introspection what nobody has consented to. Comes after all other mappers, so it does
 * not matter which of them wrote a claim. What makes a token a token (subject, issuer, audience, level, actor) stays.
 */
public final class ConsentMapper extends AbstractOIDCProtocolMapper
        implements OIDCAccessTokenMapper,
                OIDCIDTokenMapper,
                UserInfoTokenMapper,
                TokenIntrospectionTokenMapper,
                ServerInfoAwareProviderFactory {
    /** Behind every other mapper. */
    static final int LAST = 10_000;

    private static final Set<String> OF_THE_TOKEN = Set.of(
            "iss",
            "sub",
            "aud",
            "exp",
            "nbf",
            "iat",
            "jti",
            "azp",
            "sid",
            "typ",
            "nonce",
            "auth_time",
            "acr",
            "amr",
            "scope",
            "act");

    /** Claims of OpenID Connect Core 1.0, 5.1, which Keycloak keeps in fields of their own. */
    private static final Map<String, BiConsumer<IDToken, String>> FIELDS = Map.ofEntries(
            Map.entry("name", IDToken::setName),
            Map.entry("given_name", IDToken::setGivenName),
            Map.entry("family_name", IDToken::setFamilyName),
            Map.entry("middle_name", IDToken::setMiddleName),
            Map.entry("nickname", IDToken::setNickName),
            Map.entry("preferred_username", IDToken::setPreferredUsername),
            Map.entry("profile", IDToken::setProfile),
            Map.entry("picture", IDToken::setPicture),
            Map.entry("website", IDToken::setWebsite),
            Map.entry("gender", IDToken::setGender),
            Map.entry("birthdate", IDToken::setBirthdate),
            Map.entry("zoneinfo", IDToken::setZoneinfo),
            Map.entry("locale", IDToken::setLocale),
            Map.entry("updated_at", (token, none) -> token.setUpdatedAt(null)),
            Map.entry("address", (token, none) -> token.setAddress((AddressClaimSet) null)),
            Map.entry("email", (token, none) -> {
                token.setEmail(none);
                token.setEmailVerified(null);
                token.getOtherClaims().remove("email_verified");
            }),
            Map.entry("phone_number", (token, none) -> {
                token.setPhoneNumber(none);
                token.setPhoneNumberVerified(null);
                token.getOtherClaims().remove("phone_number_verified");
            }));

    @Override
    public String getId() {
        return "khue-consent";
    }

    @Override
    public int getPriority() {
        return LAST;
    }

    @Override
    public String getDisplayCategory() {
        return TOKEN_MAPPER_CATEGORY;
    }

    @Override
    public String getDisplayType() {
        return "Khuê: consent";
    }

    @Override
    public String getHelpText() {
        return "Takes out the claims to which nobody has consented, where the legal basis of the app is consent. Comes last.";
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return List.of();
    }

    @Override
    public Map<String, String> getOperationalInfo() {
        return Map.of("version", ProviderVersion.get());
    }

    @Override
    public IDToken transformIDToken(
            IDToken token,
            ProtocolMapperModel mapper,
            KeycloakSession session,
            UserSessionModel userSession,
            ClientSessionContext context) {
        return without(token, session, userSession, context);
    }

    @Override
    public AccessToken transformAccessToken(
            AccessToken token,
            ProtocolMapperModel mapper,
            KeycloakSession session,
            UserSessionModel userSession,
            ClientSessionContext context) {
        return without(token, session, userSession, context);
    }

    @Override
    public AccessToken transformUserInfoToken(
            AccessToken token,
            ProtocolMapperModel mapper,
            KeycloakSession session,
            UserSessionModel userSession,
            ClientSessionContext context) {
        return without(token, session, userSession, context);
    }

    @Override
    public AccessToken transformIntrospectionToken(
            AccessToken token,
            ProtocolMapperModel mapper,
            KeycloakSession session,
            UserSessionModel userSession,
            ClientSessionContext context) {
        return without(token, session, userSession, context);
    }

    private static <T extends IDToken> T without(
            T token, KeycloakSession session, UserSessionModel userSession, ClientSessionContext context) {
        ConsentFilter.withheld(session, context.getClientSession().getClient(), userSession.getUser()).stream()
                .filter(claim -> !OF_THE_TOKEN.contains(claim))
                .forEach(claim -> {
                    token.getOtherClaims().remove(claim);
                    FIELDS.getOrDefault(claim, (same, none) -> {}).accept(token, null);
                });
        return token;
    }
}
