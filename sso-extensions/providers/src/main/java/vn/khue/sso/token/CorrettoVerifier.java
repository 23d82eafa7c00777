package vn.khue.sso.token;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import org.keycloak.common.VerificationException;
import org.keycloak.crypto.AsymmetricSignatureVerifierContext;
import org.keycloak.crypto.KeyWrapper;
import org.keycloak.crypto.SignatureVerifierContext;

/** Verifies with a key of Keycloak's; a key that Corretto does not take is left to Keycloak's own way. */
final class CorrettoVerifier extends AsymmetricSignatureVerifierContext {
    private final Provider corretto;
    private final Scheme scheme;
    private final KeyWrapper key;
    private final SignatureVerifierContext stock;

    CorrettoVerifier(Provider corretto, Scheme scheme, KeyWrapper key, SignatureVerifierContext stock) {
        super(key);
        this.corretto = corretto;
        this.scheme = scheme;
        this.key = key;
        this.stock = stock;
    }

    @Override
    public boolean verify(byte[] data, byte[] value) throws VerificationException {
        Signature signature;
        try {
            signature = Signature.getInstance(scheme.javaName(), corretto);
            signature.initVerify((PublicKey) key.getPublicKey());
        } catch (NoSuchAlgorithmException | InvalidKeyException | ClassCastException e) {
            return stock.verify(data, value);
        }
        try {
            signature.update(data);
            return signature.verify(value);
        } catch (SignatureException e) {
            // Not the form of a signature at all.
            return false;
        }
    }
}
