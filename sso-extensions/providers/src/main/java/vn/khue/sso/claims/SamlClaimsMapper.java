package vn.khue.sso.claims;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.keycloak.dom.saml.v2.assertion.AttributeStatementType;
import org.keycloak.dom.saml.v2.assertion.AttributeStatementType.ASTChoiceType;
import org.keycloak.dom.saml.v2.assertion.AttributeType;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.ProtocolMapper;
import org.keycloak.protocol.saml.mappers.AbstractSAMLProtocolMapper;
import org.keycloak.protocol.saml.mappers.AttributeStatementHelper;
import org.keycloak.protocol.saml.mappers.SAMLAttributeStatementMapper;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ServerInfoAwareProviderFactory;
import vn.khue.sso.server.ProviderVersion;

/**
 * Writes Khuê's claims into SAML assertions: those that eduPerson and inetOrgPerson have under their OIDs (SAML V2.0 X.500/LDAP
 * attribute profile), Khuê's own under their names. Takes its settings, and what it remembers, from {@link KhueClaimsMapper}.
 */
public final class SamlClaimsMapper extends AbstractSAMLProtocolMapper
        implements SAMLAttributeStatementMapper, ServerInfoAwareProviderFactory {
    /** Id of this provider. */
    public static final String ID = "khue-saml-claims";

    private static final String URI = "urn:oasis:names:tc:SAML:2.0:attrname-format:uri";
    private static final String BASIC = "urn:oasis:names:tc:SAML:2.0:attrname-format:basic";

    private static final Map<String, Name> NAMES = Map.of(
            "name", new Name("displayName", "2.16.840.1.113730.3.1.241"),
            "family_name", new Name("sn", "2.5.4.4"),
            "given_name", new Name("givenName", "2.5.4.42"),
            "preferred_username", new Name("uid", "0.9.2342.19200300.100.1.1"),
            "eduperson_affiliation", new Name("eduPersonAffiliation", "1.3.6.1.4.1.5923.1.1.1.1"),
            "eduperson_scoped_affiliation", new Name("eduPersonScopedAffiliation", "1.3.6.1.4.1.5923.1.1.1.9"));

    /** Written by Keycloak's own mapper, as the applier of the realm sets it up. */
    private static final String MAIL = "urn:oid:0.9.2342.19200300.100.1.3";

    private record Name(String friendly, String oid) {}

    /** The claim that an attribute of that name tells; the name itself where it is that of no other claim. */
    public static String claimOf(String attribute) {
        return NAMES.entrySet().stream()
                .filter(claim -> ("urn:oid:" + claim.getValue().oid()).equals(attribute))
                .map(Map.Entry::getKey)
                .findAny()
                .orElseGet(() -> MAIL.equals(attribute) ? "email" : attribute);
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public String getDisplayCategory() {
        return AttributeStatementHelper.ATTRIBUTE_STATEMENT_CATEGORY;
    }

    @Override
    public String getDisplayType() {
        return "Khuê: name, roles, units, classes";
    }

    @Override
    public String getHelpText() {
        return "Writes what the directory says about the person today into the assertion.";
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return List.of(KhueClaimsMapper.claimsProperty());
    }

    @Override
    public Map<String, String> getOperationalInfo() {
        return Map.of("version", ProviderVersion.get());
    }

    @Override
    public void transformAttributeStatement(
            AttributeStatementType statement,
            ProtocolMapperModel mapper,
            KeycloakSession session,
            UserSessionModel userSession,
            AuthenticatedClientSessionModel clientSession) {
        var claims = (KhueClaimsMapper)
                session.getKeycloakSessionFactory().getProviderFactory(ProtocolMapper.class, KhueClaimsMapper.ID);
        Set<String> wanted = KhueClaimsMapper.wanted(mapper);
        claims.claims(userSession.getUser()).forEach((name, value) -> {
            List<String> values = wanted.contains(name) ? values(value) : List.of();
            // An attribute without a value is not SAML (core, 2.7.3.1.1); that there is none is told by its absence.
            if (!values.isEmpty()) {
                statement.addAttribute(new ASTChoiceType(attribute(name, values)));
            }
        });
    }

    private static AttributeType attribute(String claim, List<String> values) {
        Name name = NAMES.get(claim);
        var attribute = new AttributeType(name == null ? claim : "urn:oid:" + name.oid());
        attribute.setNameFormat(name == null ? BASIC : URI);
        attribute.setFriendlyName(name == null ? claim : name.friendly());
        values.forEach(attribute::addAttributeValue);
        return attribute;
    }

    /** Of a unit its id: a name changes. */
    private static List<String> values(Object value) {
        var values = new ArrayList<String>();
        Collection<?> many = value instanceof Collection<?> list ? list : List.of(value);
        many.forEach(each -> values.add(each instanceof Map<?, ?> unit ? (String) unit.get("id") : (String) each));
        return values;
    }
}
