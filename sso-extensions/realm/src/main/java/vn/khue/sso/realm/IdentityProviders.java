package vn.khue.sso.realm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The national identity provider, where its file is there; where the file is gone the provider is disabled, not deleted, for with it the links of
 * people would go.
 *
 * <p>Keycloak masks the client secret when asked, so a digest of it is kept as an attribute of the realm, like that of the bind password.
 */
final class IdentityProviders implements Concern {
    private static final String ALIAS = "national-id";
    private static final String RESOURCE = "identity provider " + ALIAS;
    private static final String ALL = "/identity-provider/instances";
    private static final String ONE = ALL + "/" + ALIAS;
    private static final String SECRET = "clientSecret";
    private static final String DIGEST = "khue.national-id-secret-digest";

    private final AdminApi api;
    private final Optional<NationalId> wanted;
    private final RealmVariables variables;

    /**
     * @param variables whose secret {@code national-id} the provider gave for our client; read where the provider is on
     */
    IdentityProviders(AdminApi api, Optional<NationalId> wanted, RealmVariables variables) {
        this.api = api;
        this.wanted = wanted;
        this.variables = variables;
    }

    @Override
    public List<Change> converge(Mode mode) {
        Optional<JsonNode> found = api.find(ONE);
        if (wanted.isEmpty()) {
            return found.filter(old -> old.path("enabled").asBoolean(false))
                    .map(old -> disable(old, mode))
                    .orElse(List.of());
        }
        ObjectNode provider = provider(wanted.get());
        String secret = variables.secret(ALIAS);
        if (found.isEmpty()) {
            if (mode == Mode.APPLY) {
                write(provider, secret, Optional.empty());
            }
            return List.of(Change.create(RESOURCE));
        }
        var fields = new ArrayList<>(Difference.between(provider, found.get()));
        String digest = Digests.of(secret);
        if (!api.get("").path("attributes").path(DIGEST).asString("").equals(digest)) {
            fields.add(new FieldChange("config." + SECRET, "***", "***"));
        }
        if (fields.isEmpty()) {
            return List.of();
        }
        if (mode == Mode.APPLY) {
            write(provider, secret, found);
        }
        return List.of(Change.update(RESOURCE, fields));
    }

    private List<Change> disable(JsonNode found, Mode mode) {
        if (mode == Mode.APPLY) {
            api.put(ONE, ((ObjectNode) found).deepCopy().put("enabled", false));
        }
        return List.of(Change.update(RESOURCE, List.of(new FieldChange("enabled", "true", "false"))));
    }

    private void write(ObjectNode provider, String secret, Optional<JsonNode> found) {
        ObjectNode full = provider.deepCopy();
        ((ObjectNode) full.path("config")).put(SECRET, secret);
        if (found.isPresent()) {
            api.put(ONE, Difference.merged(full, found.get()));
        } else {
            api.post(ALL, full);
        }
        var attributes = JsonNodeFactory.instance.objectNode();
        attributes.putObject("attributes").put(DIGEST, Digests.of(secret));
        new RealmSettings(api, "digest of the client secret", attributes).converge(Mode.APPLY);
    }

    private static ObjectNode provider(NationalId id) {
        var provider = JsonNodeFactory.instance
                .objectNode()
                .put("alias", ALIAS)
                .put("displayName", id.name())
                .put("providerId", "khue-national-id")
                .put("enabled", true)
                .put("storeToken", false)
                .put("trustEmail", false)
                .put("linkOnly", false)
                .put("hideOnLogin", false)
                .put("addReadTokenRoleOnCreate", false)
                .put("firstBrokerLoginFlowAlias", "khue-link-citizen")
                .put("postBrokerLoginFlowAlias", "khue-after-national-id");
        provider.putObject("config")
                .put("issuer", id.issuer())
                .put("authorizationUrl", id.authorization().toString())
                .put("tokenUrl", id.token().toString())
                .put("jwksUrl", id.jwks().toString())
                .put("useJwksUrl", "true")
                .put("validateSignature", "true")
                .put("userInfoUrl", id.userInfo().map(Object::toString).orElse(""))
                .put("disableUserInfo", Boolean.toString(id.userInfo().isEmpty()))
                .put("disableNonce", "false")
                .put("pkceEnabled", "true")
                .put("pkceMethod", "S256")
                .put("clientId", id.client())
                .put("clientAuthMethod", "client_secret_basic")
                .put("defaultScope", id.scope())
                .put("backchannelSupported", "false")
                .put("sendIdTokenOnLogout", "false")
                .put("isAccessTokenJWT", "false")
                .put("syncMode", "IMPORT")
                .put("khueNumberClaim", id.numberClaim())
                .put("khueVerifiedClaim", id.verifiedClaim())
                .put("khueVerifiedValue", id.verifiedValue());
        return provider;
    }
}
