package vn.khue.pki;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.function.Supplier;
import vn.khue.pki.PkiException.Fault;

/**
 * Signs digests with a private key that this process holds. The key comes from a supplier at each use, so that a vault
 * can forget it in between.
 */
public final class PrivateKeySigner implements BareKey {
    private final SignatureAlgorithm algorithm;
    private final Supplier<PrivateKey> key;
    private final CryptoProviders providers;
    private final SecureRandom random;

    public PrivateKeySigner(
            SignatureAlgorithm algorithm, Supplier<PrivateKey> key, CryptoProviders providers, SecureRandom random) {
        this.algorithm = algorithm;
        this.key = key;
        this.providers = providers;
        this.random = random;
    }

    @Override
    public SignatureAlgorithm algorithm() {
        return algorithm;
    }

    @Override
    public byte[] signDigest(byte[] digest) {
        algorithm.requireDigest(digest);
        return sign(key.get(), digest);
    }

    private byte[] sign(PrivateKey secret, byte[] digest) {
        try {
            Signature signature = open();
            signature.initSign(secret, random);
            boolean wrapped = algorithm.scheme() == SignatureAlgorithm.Scheme.RSA_PKCS1;
            signature.update(wrapped ? DigestInfos.of(algorithm.digest(), digest) : digest);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new PkiException(Fault.KEY, "the key did not sign with " + algorithm, e);
        }
    }

    private Signature open() throws GeneralSecurityException {
        Provider raw = providers.rsaOverDigest();
        return switch (algorithm.scheme()) {
            case ECDSA -> Signature.getInstance("NONEwithECDSA", providers.ellipticCurve());
            case RSA_PKCS1 -> Signature.getInstance("NONEwithRSA", raw);
            case RSA_PSS -> {
                Signature signature = Signature.getInstance("NONEwithRSASSA-PSS", raw);
                String hash = algorithm.digest().standardName();
                signature.setParameter(new PSSParameterSpec(
                        hash,
                        "MGF1",
                        new MGF1ParameterSpec(hash),
                        algorithm.digest().length(),
                        1));
                yield signature;
            }
        };
    }
}
