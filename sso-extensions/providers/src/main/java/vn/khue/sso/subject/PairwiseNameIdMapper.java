package vn.khue.sso.subject;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.saml.mappers.AbstractSAMLProtocolMapper;
import org.keycloak.protocol.saml.mappers.NameIdMapperHelper;
import org.keycloak.protocol.saml.mappers.SAMLNameIdMapper;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ServerInfoAwareProviderFactory;
import vn.khue.sso.server.ProviderVersion;

/**
 * The persistent name id of SAML (saml-core-2.0-os, 8.3.7): the same pairwise subject that OpenID Connect has. Keycloak's own is random
 * and lies in its database alone, so it would change for everybody when that is built anew.
 */
public final class PairwiseNameIdMapper extends AbstractSAMLProtocolMapper
        implements SAMLNameIdMapper, ServerInfoAwareProviderFactory {
    /** Id of this provider. */
    public static final String ID = "khue-pairwise-name-id";

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public String getDisplayCategory() {
        return NameIdMapperHelper.NAMEID_MAPPER_CATEGORY;
    }

    @Override
    public String getDisplayType() {
        return "Khuê: pairwise name id";
    }

    @Override
    public String getHelpText() {
        return "Gives each app a persistent name id of its own for a person, made from the Khuê id.";
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        var properties = new ArrayList<ProviderConfigProperty>();
        NameIdMapperHelper.setConfigProperties(properties);
        properties.add(PairwiseSubjectMapper.saltProperty());
        return properties;
    }

    @Override
    public Map<String, String> getOperationalInfo() {
        return Map.of("version", ProviderVersion.get());
    }

    @Override
    public String mapperNameId(
            String format,
            ProtocolMapperModel mapper,
            KeycloakSession session,
            UserSessionModel userSession,
            AuthenticatedClientSessionModel clientSession) {
        return PairwiseSubjectMapper.subject(mapper, userSession, clientSession.getClient());
    }
}
