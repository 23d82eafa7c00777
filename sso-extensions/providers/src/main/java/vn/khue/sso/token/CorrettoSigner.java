package vn.khue.sso.token;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import org.keycloak.crypto.AsymmetricSignatureSignerContext;
import org.keycloak.crypto.JavaAlgorithm;
import org.keycloak.crypto.KeyWrapper;

/** Signs with a key of Keycloak's; a key that Corretto does not take, such as one in a token, is left to Keycloak's own way. */
final class CorrettoSigner extends AsymmetricSignatureSignerContext {
    private final Provider corretto;
    private final KeyWrapper key;

    CorrettoSigner(Provider corretto, KeyWrapper key) {
        super(key);
        this.corretto = corretto;
        this.key = key;
    }

    @Override
    public byte[] sign(byte[] data) {
        try {
            Signature signature = Signature.getInstance(JavaAlgorithm.getJavaAlgorithm(getAlgorithm()), corretto);
            signature.initSign((PrivateKey) key.getPrivateKey());
            signature.update(data);
            return signature.sign();
        } catch (GeneralSecurityException | ClassCastException e) {
            return super.sign(data);
        }
    }
}
