package vn.khue.sso.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import org.junit.jupiter.api.Test;
import org.keycloak.common.VerificationException;
import org.keycloak.crypto.AsymmetricSignatureSignerContext;
import org.keycloak.crypto.AsymmetricSignatureVerifierContext;
import org.keycloak.crypto.KeyUse;
import org.keycloak.crypto.KeyWrapper;
import org.keycloak.crypto.SignatureVerifierContext;

/** One key, two ways to sign with it. */
class CorrettoSignerTest {
    private static final byte[] DATA = "header.payload".getBytes(StandardCharsets.US_ASCII);

    private final Provider corretto = ((Corretto.Found) Corretto.look()).provider();

    @Test
    void itsRsaSignaturesAreThoseOfTheJdkToTheByte() throws Exception {
        KeyPair pair = rsa();
        KeyWrapper key = key(Scheme.RS256, pair);

        byte[] signed = signer(corretto, Scheme.RS256, key).sign(DATA);

        // RSASSA-PKCS1-v1_5 leaves nothing to chance, so there is one right signature only.
        assertThat(signed).isEqualTo(new AsymmetricSignatureSignerContext(key).sign(DATA));
        Signature judge = Signature.getInstance("SHA256withRSA");
        judge.initVerify(pair.getPublic());
        judge.update(DATA);
        assertThat(judge.verify(signed)).isTrue();
    }

    @Test
    void itsEcdsaSignaturesAreGoodForTheJdkAndTheOtherWayRound() throws Exception {
        KeyPair pair = ec();
        KeyWrapper key = key(Scheme.ES256, pair);
        byte[] signed = signer(corretto, Scheme.ES256, key).sign(DATA);

        assertThat(signed).hasSize(64);
        Signature judge = Signature.getInstance("SHA256withECDSAinP1363Format");
        judge.initVerify(pair.getPublic());
        judge.update(DATA);
        assertThat(judge.verify(signed)).isTrue();

        Signature jdk = Signature.getInstance("SHA256withECDSAinP1363Format");
        jdk.initSign(pair.getPrivate());
        jdk.update(DATA);
        assertThat(verifier(key).verify(DATA, jdk.sign())).isTrue();
    }

    @Test
    void whatIsAlteredOrNoSignatureAtAllIsFalse() throws Exception {
        KeyWrapper key = key(Scheme.ES256, ec());
        byte[] signed = signer(corretto, Scheme.ES256, key).sign(DATA);
        signed[40] ^= 1;

        assertThat(verifier(key).verify(DATA, signed)).isFalse();
        assertThat(verifier(key).verify(DATA, new byte[64])).isFalse();
        assertThat(verifier(key).verify(DATA, new byte[0])).isFalse();
        assertThat(verifier(key).verify(DATA, new byte[9_000])).isFalse();
    }

    @Test
    void whatTheProviderCannotDoKeycloaksOwnWayDoes() throws Exception {
        KeyWrapper key = key(Scheme.RS256, rsa());

        byte[] signed = signer(new Unable(), Scheme.RS256, key).sign(DATA);

        assertThat(signed).isEqualTo(new AsymmetricSignatureSignerContext(key).sign(DATA));
        assertThat(new CorrettoVerifier(new Unable(), Scheme.RS256, key, stock(key)).verify(DATA, signed))
                .isTrue();
    }

    private CorrettoVerifier verifier(KeyWrapper key) throws VerificationException {
        return new CorrettoVerifier(corretto, Scheme.ES256, key, stock(key));
    }

    private static SignatureVerifierContext stock(KeyWrapper key) {
        return new AsymmetricSignatureVerifierContext(key);
    }

    private static CorrettoSigner signer(Provider provider, Scheme scheme, KeyWrapper key) {
        return new CorrettoSigner(provider, scheme, key, new AsymmetricSignatureSignerContext(key));
    }

    private static final class Unable extends Provider {
        private static final long serialVersionUID = 1L;

        Unable() {
            super("unable", "1", "knows no algorithm");
        }
    }

    private static KeyPair rsa() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    private static KeyPair ec() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static KeyWrapper key(Scheme scheme, KeyPair pair) {
        var key = new KeyWrapper();
        key.setKid("test");
        key.setAlgorithm(scheme.id());
        key.setType(scheme.keyType());
        key.setUse(KeyUse.SIG);
        key.setPrivateKey(pair.getPrivate());
        key.setPublicKey(pair.getPublic());
        return key;
    }
}
