package vn.khue.sso.token;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import org.keycloak.crypto.AsymmetricSignatureSignerContext;
import org.keycloak.crypto.KeyWrapper;
import org.keycloak.crypto.SignatureSignerContext;

/** Signs with a key of Keycloak's; a key that Corretto does not take, such as one in a token, is left to Keycloak's own way. */
final class CorrettoSigner extends AsymmetricSignatureSignerContext {
    private final Provider corretto;
    private final Scheme scheme;
    private final KeyWrapper key;
    private final SignatureSignerContext stock;

    CorrettoSigner(Provider corretto, Scheme scheme, KeyWrapper key, SignatureSignerContext stock) {
        super(key);
        this.corretto = corretto;
        this.scheme = scheme;
        this.key = key;
        this.stock = stock;
    }

    @Override
    public byte[] sign(byte[] data) {
        try {
            Signature signature = Signature.getInstance(scheme.javaName(), corretto);
            signature.initSign((PrivateKey) key.getPrivateKey());
            signature.update(data);
            return signature.sign();
        } catch (GeneralSecurityException | ClassCastException e) {
            return stock.sign(data);
        }
    }
}
