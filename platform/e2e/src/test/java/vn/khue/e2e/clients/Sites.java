package vn.khue.e2e.clients;

import java.nio.file.Path;

/** What docs/app-developers.md tells Apache, with the addresses of this run. */
final class Sites {
    private static final String OPEN = """
            <Location /bye>
              Require all granted
            </Location>
            """;

    private final String gate;
    private final int oldApp;

    Sites(String gate, int oldApp) {
        this.gate = gate;
        this.oldApp = oldApp;
    }

    /** By mod_auth_openidc; what it knows goes on as headers. */
    String openIdConnect(String client, String secret, int port) {
        return """
                OIDCProviderMetadataURL %1$s/realms/khue/.well-known/openid-configuration
                OIDCClientID %2$s
                OIDCClientSecret "%3$s"
                OIDCRedirectURI http://localhost:%4$d/gate/back
                OIDCCryptoPassphrase "%3$s-proxy"
                OIDCCookie %2$s
                OIDCScope "openid"
                OIDCPKCEMethod S256
                OIDCRemoteUserClaim preferred_username
                OIDCRefreshAccessTokenBeforeExpiry 30 logout_on_error
                <Location />
                  AuthType openid-connect
                  Require valid-user
                </Location>
                """.formatted(gate, client, secret, port)
                + OPEN
                + "ProxyPass /gate/ !\nProxyPass / http://127.0.0.1:" + oldApp + "/\n";
    }

    /** The recipe for an app that reads a header. */
    String beforeOldApp(String client, String secret, int port) {
        return openIdConnect(client, secret, port) + """
                OIDCPassClaimsAs none
                RequestHeader unset X-Remote-User early
                RequestHeader set X-Remote-User "expr=%{REMOTE_USER}"
                """;
    }

    String saml(Path files) {
        return """
                <Location />
                  MellonEnable auth
                  MellonEndpointPath /mellon
                  MellonSPPrivateKeyFile %1$s/sp.key
                  MellonSPCertFile %1$s/sp.crt
                  MellonSPMetadataFile %1$s/sp.xml
                  MellonIdPMetadataFile %1$s/gate.xml
                  MellonSecureCookie On
                  MellonUser NAME_ID
                  MellonSetEnvNoPrefix SAML_UID urn:oid:0.9.2342.19200300.100.1.1
                  MellonSetEnvNoPrefix SAML_NAME urn:oid:2.16.840.1.113730.3.1.241
                  AuthType Mellon
                  Require valid-user
                  RequestHeader set X-Name-Id "expr=%%{REMOTE_USER}"
                  RequestHeader set X-Uid "%%{SAML_UID}e"
                  RequestHeader set X-Name "%%{SAML_NAME}e"
                </Location>
                <Location /bye>
                  MellonEnable off
                  Require all granted
                </Location>
                ProxyPass /mellon/ !
                ProxyPass / http://127.0.0.1:%2$d/
                """.formatted(files, oldApp);
    }

    /** SAML metadata of the service provider (saml-metadata-2.0-os, 2.4.4). */
    static String metadata(String entity, String site, String certificate) {
        return """
                <EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="%1$s">
                <SPSSODescriptor AuthnRequestsSigned="true" WantAssertionsSigned="true" protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
                <KeyDescriptor use="signing"><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>%3$s</X509Certificate></X509Data></KeyInfo></KeyDescriptor>
                <SingleLogoutService Binding="urn:oasis:names:tc:SAML:2.0:bindings:SOAP" Location="%2$s/mellon/logout"/>
                <SingleLogoutService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="%2$s/mellon/logout"/>
                <SingleLogoutService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="%2$s/mellon/logout"/>
                <NameIDFormat>urn:oasis:names:tc:SAML:2.0:nameid-format:persistent</NameIDFormat>
                <AssertionConsumerService index="0" isDefault="true" Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="%2$s/mellon/postResponse"/>
                </SPSSODescriptor></EntityDescriptor>
                """.formatted(entity, site, certificate);
    }
}
