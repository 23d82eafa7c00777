package vn.khue.sso.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Signature;
import org.junit.jupiter.api.Test;
import org.keycloak.crypto.AsymmetricSignatureSignerContext;
import org.keycloak.crypto.KeyUse;
import org.keycloak.crypto.KeyWrapper;

/** One key, two ways to sign with it. */
class CorrettoSignerTest {
    private static final byte[] DATA = "header.payload".getBytes(StandardCharsets.US_ASCII);

    @Test
    void itsSignaturesAreThoseOfTheJdkToTheByte() throws Exception {
        KeyPair pair = pair();
        KeyWrapper key = key(pair);
        Provider corretto = ((Corretto.Found) Corretto.look()).provider();

        byte[] signed = new CorrettoSigner(corretto, key).sign(DATA);

        // RSASSA-PKCS1-v1_5 leaves nothing to chance, so there is one right signature only.
        assertThat(signed).isEqualTo(new AsymmetricSignatureSignerContext(key).sign(DATA));
        Signature judge = Signature.getInstance("SHA256withRSA");
        judge.initVerify(pair.getPublic());
        judge.update(DATA);
        assertThat(judge.verify(signed)).isTrue();
    }

    @Test
    void whatTheProviderCannotDoKeycloaksOwnWayDoes() throws Exception {
        KeyWrapper key = key(pair());

        byte[] signed = new CorrettoSigner(new Unable(), key).sign(DATA);

        assertThat(signed).isEqualTo(new AsymmetricSignatureSignerContext(key).sign(DATA));
    }

    private static final class Unable extends Provider {
        private static final long serialVersionUID = 1L;

        Unable() {
            super("unable", "1", "knows no algorithm");
        }
    }

    private static KeyPair pair() throws NoSuchAlgorithmException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    private static KeyWrapper key(KeyPair pair) {
        var key = new KeyWrapper();
        key.setKid("test");
        key.setAlgorithm("RS256");
        key.setType("RSA");
        key.setUse(KeyUse.SIG);
        key.setPrivateKey(pair.getPrivate());
        key.setPublicKey(pair.getPublic());
        return key;
    }
}
