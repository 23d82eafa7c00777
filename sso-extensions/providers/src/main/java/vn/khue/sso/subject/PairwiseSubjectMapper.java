package vn.khue.sso.subject;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperContainerModel;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.ProtocolMapperConfigException;
import org.keycloak.protocol.oidc.mappers.AbstractOIDCProtocolMapper;
import org.keycloak.protocol.oidc.mappers.LogoutTokenMapper;
import org.keycloak.protocol.oidc.mappers.OIDCAccessTokenMapper;
import org.keycloak.protocol.oidc.mappers.OIDCIDTokenMapper;
import org.keycloak.protocol.oidc.mappers.TokenIntrospectionTokenMapper;
import org.keycloak.protocol.oidc.mappers.UserInfoTokenMapper;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;
import org.keycloak.provider.ServerInfoAwareProviderFactory;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.IDToken;
import org.keycloak.representations.LogoutToken;
import vn.khue.sso.guardianship.ActingNote;
import vn.khue.sso.server.ProviderException;
import vn.khue.sso.server.ProviderVersion;

/**
 * Sets {@code sub} to a pairwise subject made from the Khuê id.
 *
 * <p>Keycloak's own pairwise mapper starts from the number that Keycloak gave the person at import, so every subject would change
 * where its database is built anew from the directory; and it puts all apps of one host into one sector.
 */
public final class PairwiseSubjectMapper extends AbstractOIDCProtocolMapper
        implements OIDCAccessTokenMapper,
                OIDCIDTokenMapper,
                UserInfoTokenMapper,
                TokenIntrospectionTokenMapper,
                LogoutTokenMapper,
                ServerInfoAwareProviderFactory {
    /** Id of this provider. */
    public static final String ID = "khue-pairwise-subject";

    static final String SALT = "salt";
    /** Where the LDAP federation keeps the attribute that is configured as UUID; ours is the Khuê id. */
    private static final String KHUE_ID = "LDAP_ID";

    private static final List<ProviderConfigProperty> PROPERTIES = ProviderConfigurationBuilder.create()
            .property()
            .name(SALT)
            .label("Salt")
            .helpText(
                    "Secret of at least 16 characters. Whoever changes it gives every person a new subject in every app.")
            .type(ProviderConfigProperty.PASSWORD)
            .secret(true)
            .add()
            .build();

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public String getDisplayCategory() {
        return TOKEN_MAPPER_CATEGORY;
    }

    @Override
    public String getDisplayType() {
        return "Khuê: pairwise subject";
    }

    @Override
    public String getHelpText() {
        return "Gives each app a subject (sub) of its own for a person, made from the Khuê id.";
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return PROPERTIES;
    }

    @Override
    public Map<String, String> getOperationalInfo() {
        return Map.of("version", ProviderVersion.get());
    }

    @Override
    public void validateConfig(
            KeycloakSession session,
            RealmModel realm,
            ProtocolMapperContainerModel container,
            ProtocolMapperModel mapper)
            throws ProtocolMapperConfigException {
        try {
            new PairwiseSubject(mapper.getConfig().get(SALT));
        } catch (ProviderException e) {
            throw new ProtocolMapperConfigException(e.getMessage(), e.getMessage(), e);
        }
    }

    @Override
    public IDToken transformIDToken(
            IDToken token,
            ProtocolMapperModel mapper,
            KeycloakSession session,
            UserSessionModel userSession,
            ClientSessionContext context) {
        token.setSubject(subject(mapper, userSession, context));
        tellActor(token, mapper, userSession, context);
        return token;
    }

    @Override
    public AccessToken transformAccessToken(
            AccessToken token,
            ProtocolMapperModel mapper,
            KeycloakSession session,
            UserSessionModel userSession,
            ClientSessionContext context) {
        token.setSubject(subject(mapper, userSession, context));
        tellActor(token, mapper, userSession, context);
        return token;
    }

    @Override
    public AccessToken transformIntrospectionToken(
            AccessToken token,
            ProtocolMapperModel mapper,
            KeycloakSession session,
            UserSessionModel userSession,
            ClientSessionContext context) {
        token.setSubject(subject(mapper, userSession, context));
        tellActor(token, mapper, userSession, context);
        return token;
    }

    @Override
    public AccessToken transformUserInfoToken(
            AccessToken token,
            ProtocolMapperModel mapper,
            KeycloakSession session,
            UserSessionModel userSession,
            ClientSessionContext context) {
        // The userinfo answer takes its subject from the other claims, not from the field.
        token.getOtherClaims().put("sub", subject(mapper, userSession, context));
        tellActor(token, mapper, userSession, context);
        return token;
    }

    @Override
    public LogoutToken transformLogoutToken(
            LogoutToken token,
            ProtocolMapperModel mapper,
            KeycloakSession session,
            UserSessionModel userSession,
            ClientSessionContext context) {
        token.setSubject(subject(mapper, userSession, context));
        return token;
    }

    static ProviderConfigProperty saltProperty() {
        return PROPERTIES.get(0);
    }

    private static String subject(
            ProtocolMapperModel mapper, UserSessionModel userSession, ClientSessionContext context) {
        return subject(mapper, userSession, context.getClientSession().getClient());
    }

    static String subject(ProtocolMapperModel mapper, UserSessionModel userSession, ClientModel client) {
        UserModel user = userSession.getUser();
        String person = Optional.ofNullable(user.getFirstAttribute(KHUE_ID)).orElseGet(user::getId);
        return subject(mapper, client, person);
    }

    private static String subject(ProtocolMapperModel mapper, ClientModel client, String person) {
        return new PairwiseSubject(mapper.getConfig().get(SALT)).of(client.getClientId(), person);
    }

    /** Who acts where it is not the person (RFC 8693, 4.1), by the subject that the app knows the guardian by. */
    private static void tellActor(
            IDToken token, ProtocolMapperModel mapper, UserSessionModel userSession, ClientSessionContext context) {
        ActingNote.of(userSession)
                .ifPresent(guardian -> token.getOtherClaims()
                        .put(
                                "act",
                                Map.of(
                                        "sub",
                                        subject(
                                                mapper,
                                                context.getClientSession().getClient(),
                                                guardian))));
    }
}
