package vn.khue.sso.token;

import org.keycloak.crypto.ES256SignatureProviderFactory;

/** ES256 by Corretto: ECDSA over P-256 with SHA-256, the realm's own choice. */
public final class CorrettoEs256Factory extends CorrettoSignaturesFactory {
    public CorrettoEs256Factory() {
        super(Scheme.ES256, new ES256SignatureProviderFactory());
    }
}
