package vn.khue.sso.token;

import java.security.Provider;
import org.keycloak.common.VerificationException;
import org.keycloak.crypto.KeyUse;
import org.keycloak.crypto.KeyWrapper;
import org.keycloak.crypto.SignatureException;
import org.keycloak.crypto.SignatureProvider;
import org.keycloak.crypto.SignatureSignerContext;
import org.keycloak.crypto.SignatureVerifierContext;
import org.keycloak.models.KeycloakSession;

/** Signs and verifies by Corretto with the keys of the realm. */
final class CorrettoSignatures implements SignatureProvider {
    private final KeycloakSession session;
    private final Provider corretto;
    private final Scheme scheme;
    private final SignatureProvider stock;

    CorrettoSignatures(KeycloakSession session, Provider corretto, Scheme scheme, SignatureProvider stock) {
        this.session = session;
        this.corretto = corretto;
        this.scheme = scheme;
        this.stock = stock;
    }

    @Override
    public SignatureSignerContext signer() {
        KeyWrapper active = session.keys().getActiveKey(session.getContext().getRealm(), KeyUse.SIG, scheme.id());
        if (active == null) {
            throw new SignatureException(
                    "expected an active key for " + scheme.id() + ", found none; add one to the realm");
        }
        return signer(active);
    }

    @Override
    public SignatureSignerContext signer(KeyWrapper key) {
        SignatureProvider.checkKeyForSignature(key, scheme.id(), scheme.keyType());
        return new CorrettoSigner(corretto, scheme, key, stock.signer(key));
    }

    @Override
    public SignatureVerifierContext verifier(String kid) throws VerificationException {
        KeyWrapper key = session.keys().getKey(session.getContext().getRealm(), kid, KeyUse.SIG, scheme.id());
        if (key == null) {
            throw new VerificationException("expected a key " + kid + " of the realm, found none");
        }
        return verifier(key);
    }

    @Override
    public SignatureVerifierContext verifier(KeyWrapper key) throws VerificationException {
        return new CorrettoVerifier(corretto, scheme, key, stock.verifier(key));
    }

    @Override
    public boolean isAsymmetricAlgorithm() {
        return stock.isAsymmetricAlgorithm();
    }
}
