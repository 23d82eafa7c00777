package vn.khue.sso.consent;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.keycloak.dom.saml.v2.assertion.AssertionType;
import org.keycloak.dom.saml.v2.assertion.AttributeStatementType;
import org.keycloak.dom.saml.v2.assertion.AttributeStatementType.ASTChoiceType;
import org.keycloak.dom.saml.v2.assertion.AttributeType;
import org.keycloak.dom.saml.v2.assertion.StatementAbstractType;
import org.keycloak.dom.saml.v2.protocol.ResponseType;
import org.keycloak.dom.saml.v2.protocol.ResponseType.RTChoiceType;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.saml.mappers.AbstractSAMLProtocolMapper;
import org.keycloak.protocol.saml.mappers.AttributeStatementHelper;
import org.keycloak.protocol.saml.mappers.SAMLLoginResponseMapper;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ServerInfoAwareProviderFactory;
import vn.khue.sso.claims.SamlClaimsMapper;
import vn.khue.sso.server.ProviderVersion;

/**
 * Takes out of SAML assertions what nobody has consented to, as {@link ConsentMapper} does of tokens. Works on the finished response,
 * before it is signed, so it does not matter which mapper wrote an attribute or when. The name id, which is another one for each app, stays.
 */
public final class SamlConsentMapper extends AbstractSAMLProtocolMapper
        implements SAMLLoginResponseMapper, ServerInfoAwareProviderFactory {

    @Override
    public String getId() {
        return "khue-saml-consent";
    }

    @Override
    public int getPriority() {
        return ConsentMapper.LAST;
    }

    @Override
    public String getDisplayCategory() {
        return AttributeStatementHelper.ATTRIBUTE_STATEMENT_CATEGORY;
    }

    @Override
    public String getDisplayType() {
        return "Khuê: consent";
    }

    @Override
    public String getHelpText() {
        return "Takes out the attributes to which nobody has consented, where the legal basis of the app is consent. Comes last.";
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
    public ResponseType transformLoginResponse(
            ResponseType response,
            ProtocolMapperModel mapper,
            KeycloakSession session,
            UserSessionModel userSession,
            ClientSessionContext context) {
        Set<String> withheld =
                ConsentFilter.withheld(session, context.getClientSession().getClient(), userSession.getUser());
        if (!withheld.isEmpty()) {
            List<AssertionType> assertions = response.getAssertions().stream()
                    .map(RTChoiceType::getAssertion)
                    .filter(Objects::nonNull)
                    .toList();
            assertions.forEach(assertion ->
                    response.replaceAssertion(assertion.getID(), new RTChoiceType(without(assertion, withheld))));
        }
        return response;
    }

    /** Made anew: a statement that has lost its last attribute must go (saml-core-2.0-os, 2.7.3), and none can be taken out. */
    private static AssertionType without(AssertionType assertion, Set<String> withheld) {
        var left = new AssertionType(assertion.getID(), assertion.getIssueInstant());
        left.setIssuer(assertion.getIssuer());
        left.setSubject(assertion.getSubject());
        left.setConditions(assertion.getConditions());
        left.setAdvice(assertion.getAdvice());
        for (StatementAbstractType statement : assertion.getStatements()) {
            if (statement instanceof AttributeStatementType attributes) {
                attributes.getAttributes().stream()
                        .filter(choice -> isWithheld(choice, withheld))
                        .toList()
                        .forEach(attributes::removeAttribute);
                if (attributes.getAttributes().isEmpty()) {
                    continue;
                }
            }
            left.addStatement(statement);
        }
        return left;
    }

    private static boolean isWithheld(ASTChoiceType choice, Set<String> withheld) {
        AttributeType attribute = choice.getAttribute();
        return attribute == null || withheld.contains(SamlClaimsMapper.claimOf(attribute.getName()));
    }
}
