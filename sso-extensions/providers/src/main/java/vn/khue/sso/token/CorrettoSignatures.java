package vn.khue.sso.token;

import java.security.Provider;
import org.keycloak.common.VerificationException;
import org.keycloak.crypto.KeyType;
import org.keycloak.crypto.KeyUse;
import org.keycloak.crypto.KeyWrapper;
import org.keycloak.crypto.SignatureException;
import org.keycloak.crypto.SignatureProvider;
import org.keycloak.crypto.SignatureSignerContext;
import org.keycloak.crypto.SignatureVerifierContext;
import org.keycloak.models.KeycloakSession;

/** Signs by Corretto, verifies as Keycloak does: a signature costs some thirty times what its verification costs. */
final class CorrettoSignatures implements SignatureProvider {
    private final KeycloakSession session;
    private final Provider corretto;
    private final String algorithm;
    private final SignatureProvider stock;

    CorrettoSignatures(KeycloakSession session, Provider corretto, String algorithm, SignatureProvider stock) {
        this.session = session;
        this.corretto = corretto;
        this.algorithm = algorithm;
        this.stock = stock;
    }

    @Override
    public SignatureSignerContext signer() {
        KeyWrapper active = session.keys().getActiveKey(session.getContext().getRealm(), KeyUse.SIG, algorithm);
        if (active == null) {
            throw new SignatureException(
                    "expected an active key for " + algorithm + ", found none; add one to the realm");
        }
        return new CorrettoSigner(corretto, active);
    }

    @Override
    public SignatureSignerContext signer(KeyWrapper key) {
        SignatureProvider.checkKeyForSignature(key, algorithm, KeyType.RSA);
        return new CorrettoSigner(corretto, key);
    }

    @Override
    public SignatureVerifierContext verifier(String kid) throws VerificationException {
        return stock.verifier(kid);
    }

    @Override
    public SignatureVerifierContext verifier(KeyWrapper key) throws VerificationException {
        return stock.verifier(key);
    }

    @Override
    public boolean isAsymmetricAlgorithm() {
        return stock.isAsymmetricAlgorithm();
    }
}
