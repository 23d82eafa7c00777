package vn.khue.sso.token;

import org.keycloak.crypto.RS256SignatureProviderFactory;

/** RS256 by Corretto: RSASSA-PKCS1-v1_5 with SHA-256, for apps that know no other and for SAML. */
public final class CorrettoRs256Factory extends CorrettoSignaturesFactory {
    public CorrettoRs256Factory() {
        super(Scheme.RS256, new RS256SignatureProviderFactory());
    }
}
