package vn.khue.sso.realm;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes of an app file the one Keycloak client that can do what the app needs and nothing else: one grant, exact addresses, PKCE S256
 * (RFC 9700, 2.1.1), a subject of its own, and mappers for the claims it asked for alone.
 */
final class AppClient {
    /** Attribute that every client of an app file has. */
    static final String MARK = "khue.app";

    private static final String POST_LOGOUT_NONE = "-";
    private static final List<String> OF_THE_DIRECTORY = List.of(
            "name",
            "family_name",
            "given_name",
            "preferred_username",
            "khue_role",
            "khue_unit",
            "khue_class",
            "eduperson_affiliation",
            "eduperson_scoped_affiliation");

    private final AppFile app;
    private final Optional<String> secret;
    private final String salt;

    /**
     * @param secret by which the app proves itself, where its kind has one
     * @param salt of pairwise name ids
     */
    AppClient(AppFile app, Optional<String> secret, String salt) {
        this.app = app;
        this.secret = secret;
        this.salt = salt;
    }

    ObjectNode representation() {
        AppKind kind = app.kind();
        boolean saml = kind == AppKind.SAML;
        var client = JsonNodeFactory.instance.objectNode();
        client.put("clientId", app.client())
                .put("name", app.name().vi())
                .put("description", app.purpose().vi())
                .put("enabled", true)
                .put("protocol", saml ? "saml" : "openid-connect")
                .put("rootUrl", "")
                .put("baseUrl", app.url().map(URI::toString).orElse(""))
                .put("adminUrl", "")
                .put("bearerOnly", kind == AppKind.LDAP)
                .put("publicClient", kind == AppKind.SPA || kind == AppKind.DEVICE)
                .put("standardFlowEnabled", kind.hasPages())
                .put("implicitFlowEnabled", false)
                .put("directAccessGrantsEnabled", false)
                .put("serviceAccountsEnabled", kind == AppKind.SERVICE)
                .put("fullScopeAllowed", false)
                .put("consentRequired", false)
                .put("frontchannelLogout", false);
        addresses(client.putArray("redirectUris"), app.redirects());
        ArrayNode origins = client.putArray("webOrigins");
        if (kind == AppKind.SPA) {
            var targets = new TreeSet<String>();
            app.redirects().forEach(redirect -> targets.add(AppFile.origin(redirect)));
            targets.forEach(origins::add);
        }
        secret.ifPresent(
                value -> client.put("clientAuthenticatorType", "client-secret").put("secret", value));
        if (kind == AppKind.SERVICE) {
            client.put("clientAuthenticatorType", "client-jwt");
        }
        ObjectNode attributes = client.putObject("attributes");
        register(attributes);
        if (saml) {
            saml(attributes);
        } else {
            openIdConnect(attributes);
        }
        ArrayNode scopes = client.putArray("defaultClientScopes");
        if (!saml && kind != AppKind.LDAP) {
            scopes.add("basic");
            if (kind == AppKind.SERVICE) {
                scopes.add("service_account");
            } else {
                scopes.add("acr");
            }
        }
        client.putArray("optionalClientScopes");
        mappers(client.putArray("protocolMappers"), saml);
        return client;
    }

    /** What {@code khue-apps} tells and what decides who may use the app. */
    private void register(ObjectNode attributes) {
        attributes
                .put(MARK, "true")
                .put("khue.app.kind", app.kind().family())
                .put("khue.app.name.vi", app.name().vi())
                .put("khue.app.name.en", app.name().en())
                .put("khue.app.purpose.vi", app.purpose().vi())
                .put("khue.app.purpose.en", app.purpose().en())
                .put("khue.app.owner", app.owner())
                .put("khue.app.legal-basis", app.legalBasis().name())
                .put("khue.app.claims", String.join(" ", app.claims()))
                .put("khue.app.on-behalf-scopes", String.join(" ", app.onBehalf()))
                .put("khue.app.roles", String.join(" ", app.roles()))
                .put("khue.app.units", String.join(" ", app.units()));
    }

    private void openIdConnect(ObjectNode attributes) {
        AppKind kind = app.kind();
        attributes
                .put("pkce.code.challenge.method", kind.hasPages() ? "S256" : "")
                .put("post.logout.redirect.uris", afterLogout())
                .put(
                        "backchannel.logout.url",
                        app.backchannelLogout().map(URI::toString).orElse(""))
                .put("backchannel.logout.session.required", "true")
                .put("backchannel.logout.revoke.offline.tokens", "true")
                .put("oauth2.device.authorization.grant.enabled", Boolean.toString(kind == AppKind.DEVICE))
                .put("oidc.ciba.grant.enabled", "false")
                .put("standard.token.exchange.enabled", "false")
                .put("use.refresh.tokens", Boolean.toString(kind != AppKind.SERVICE))
                .put("client_credentials.use_refresh_token", "false");
        // OpenID Connect Core 1.0, 3.1.3.7: an app that says nothing reads RS256, and many libraries read no other,
        // least of all in logout tokens.
        String signature = app.tokens().orElse(TokenSignature.RS256).name();
        attributes.put("access.token.signed.response.alg", signature).put("id.token.signed.response.alg", signature);
        app.keys()
                .ifPresent(keys -> attributes
                        .put("use.jwks.url", "false")
                        .put("use.jwks.string", "true")
                        .put("jwks.string", keys));
    }

    /** Keycloak parts them by ##, and takes the addresses of login where nothing is said. */
    private String afterLogout() {
        return app.afterLogout().isEmpty()
                ? POST_LOGOUT_NONE
                : String.join(
                        "##",
                        app.afterLogout().stream().map(URI::toString).sorted().toList());
    }

    /** SAML 2.0 Profiles (saml-profiles-2.0-os), 4.1, 4.4: login by POST only, signed both ways, one use within a minute. */
    private void saml(ObjectNode attributes) {
        String logout = app.backchannelLogout().map(URI::toString).orElse("");
        attributes
                .put("saml.client.signature", "true")
                .put("saml.signing.certificate", app.certificate().orElse(""))
                .put("saml.server.signature", "true")
                .put("saml.assertion.signature", "true")
                .put("saml.signature.algorithm", "RSA_SHA256")
                .put("saml_signature_canonicalization_method", "http://www.w3.org/2001/10/xml-exc-c14n#")
                .put("saml.server.signature.keyinfo.ext", "false")
                .put("saml.authnstatement", "true")
                .put("saml.onetimeuse.condition", "true")
                .put("saml.assertion.lifespan", "60")
                .put("saml.force.post.binding", "true")
                .put("saml.artifact.binding", "false")
                .put("saml.allow.ecp.flow", "false")
                .put("saml.encrypt", "false")
                .put("saml_force_name_id_format", "true")
                .put("saml_name_id_format", "persistent")
                .put("saml_assertion_consumer_url_post", app.redirects().get(0).toString())
                // Requests go by SOAP, which needs no browser; POST is for the answer to a logout that the app began.
                .put("saml_single_logout_service_url_soap", logout)
                .put("saml_single_logout_service_url_post", logout);
    }

    private void mappers(ArrayNode mappers, boolean saml) {
        if (saml) {
            mapper(mappers, "name id", "saml", "khue-pairwise-name-id")
                    .put("salt", salt)
                    .put("mapper.nameid.format", "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent");
            // Of OpenID Connect it stands in the scope basic.
            mapper(mappers, "consent", "saml", "khue-saml-consent");
        }
        if (app.kind() == AppKind.MAIL) {
            // The gate answers about a token only whom it is for (RFC 7662, 4), and a mail server asks about each.
            mapper(mappers, "audience", "openid-connect", "oidc-audience-mapper")
                    .put("included.client.audience", app.client())
                    .put("id.token.claim", "false")
                    .put("access.token.claim", "true")
                    .put("introspection.token.claim", "true");
        }
        var ofTheDirectory =
                app.claims().stream().filter(OF_THE_DIRECTORY::contains).toList();
        if (!ofTheDirectory.isEmpty()) {
            ObjectNode config = saml
                    ? mapper(mappers, "khue", "saml", "khue-saml-claims")
                    : inTokens(mapper(mappers, "khue", "openid-connect", "khue-claims"));
            config.put("claims", String.join(" ", ofTheDirectory));
        }
        if (app.claims().contains("email")) {
            if (saml) {
                mapper(mappers, "mail", "saml", "saml-user-property-mapper")
                        .put("user.attribute", "email")
                        .put("friendly.name", "mail")
                        .put("attribute.name", "urn:oid:0.9.2342.19200300.100.1.3")
                        .put("attribute.nameformat", "URI Reference");
            } else {
                inTokens(mapper(mappers, "mail", "openid-connect", "oidc-usermodel-property-mapper"))
                        .put("user.attribute", "email")
                        .put("claim.name", "email")
                        .put("jsonType.label", "String");
            }
        }
    }

    private static ObjectNode mapper(ArrayNode mappers, String name, String protocol, String type) {
        return mappers.addObject()
                .put("name", name)
                .put("protocol", protocol)
                .put("protocolMapper", type)
                .putObject("config");
    }

    private static ObjectNode inTokens(ObjectNode config) {
        return config.put("id.token.claim", "true")
                .put("access.token.claim", "true")
                .put("userinfo.token.claim", "true")
                .put("introspection.token.claim", "true");
    }

    private static void addresses(ArrayNode list, List<URI> addresses) {
        addresses.forEach(address -> list.add(address.toString()));
    }
}
