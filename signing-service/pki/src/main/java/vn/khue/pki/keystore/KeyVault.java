package vn.khue.pki.keystore;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import vn.khue.pki.BareKey;
import vn.khue.pki.SigningKey;

/**
 * Holds private keys and uses them; no method gives one out. Shaped so that a PKCS#11 token can stand behind it: keys are
 * made inside, named by {@link KeyId} and used by digest. Implementations are thread-safe.
 */
public interface KeyVault extends AutoCloseable {
    /**
     * Makes a key pair for a signer inside the vault; it is stored when this returns.
     *
     * @throws vn.khue.pki.PkiException fault TOKEN where the vault's token cannot be used now
     */
    VaultKey generate(KeySpec spec);

    /**
     * Makes a key pair of Khuê's own: of a CA, a responder, the time-stamping authority. They are few and live in the token
     * where there is one.
     *
     * @param name what tools of the token show, for instance {@code khue:ca:people}
     */
    default VaultKey generateForService(KeySpec spec, String name) {
        return generate(spec);
    }

    /** The public half of a stored key. */
    Optional<VaultKey> find(KeyId id);

    /**
     * The key ready to sign.
     *
     * @param chain the key's certificate first, then its issuers
     * @throws vn.khue.pki.PkiException fault KEY where the vault has no such key, it cannot be unwrapped or the
     *     certificate holds another public key
     */
    SigningKey open(KeyId id, List<X509Certificate> chain);

    /**
     * The key ready to sign before it has a certificate.
     *
     * @throws vn.khue.pki.PkiException fault KEY where the vault has no such key
     */
    BareKey bare(KeyId id);

    /** Whether the keys can be used, as of the last call; asks nobody. */
    VaultState state();

    /** The same, asked of the token now; where it was gone this looks for it again. Never throws for a token that is gone. */
    default VaultState check() {
        return state();
    }

    /** Destroys the key for ever; signing with it fails from now on. Destroying twice is no error. */
    void destroy(KeyId id);

    /** Forgets every secret held in memory. */
    @Override
    void close();
}
