package vn.khue.sso.password;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.keycloak.credential.hash.PasswordHashProvider;
import org.keycloak.credential.hash.Salt;
import org.keycloak.crypto.hash.Argon2PasswordHashProviderFactory;
import org.keycloak.models.PasswordPolicy;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.models.credential.dto.PasswordSecretData;

/**
 * Hashes and verifies by libsodium what it can compute, and leaves the rest to Keycloak's own provider. Both write and read the same
 * stored form. Thread-safe.
 */
final class SodiumPasswordHash implements PasswordHashProvider {
    /** Above this Keycloak's own provider takes its default: the number was meant for PBKDF2. */
    private static final int MOST_ITERATIONS = 100;

    private final Libsodium sodium;
    private final Argon2Parameters parameters;
    private final Semaphore processors;
    private final PasswordHashProvider stock;

    /**
     * @param parameters of new hashes
     * @param processors how many hashes are computed at once; more wait their turn
     * @param stock Keycloak's own provider with the same settings
     */
    SodiumPasswordHash(
            Libsodium sodium, Argon2Parameters parameters, Semaphore processors, PasswordHashProvider stock) {
        this.sodium = sodium;
        this.parameters = parameters;
        this.processors = processors;
        this.stock = stock;
    }

    @Override
    public boolean policyCheck(PasswordPolicy policy, PasswordCredentialModel credential) {
        return stock.policyCheck(policy, credential);
    }

    @Override
    public PasswordCredentialModel encodedCredential(String password, int iterations) {
        Argon2Parameters asked =
                iterations == -1 || iterations > MOST_ITERATIONS ? parameters : parameters.withIterations(iterations);
        byte[] salt = Salt.generateSalt();
        return hash(password, salt, asked)
                .map(hash -> PasswordCredentialModel.createFromValues(
                        Argon2PasswordHashProviderFactory.ID,
                        salt,
                        asked.iterations(),
                        asked.stored(),
                        Base64.getEncoder().encodeToString(hash)))
                .orElseGet(() -> stock.encodedCredential(password, iterations));
    }

    @Override
    public boolean verify(String password, PasswordCredentialModel credential) {
        PasswordSecretData secret = credential.getPasswordSecretData();
        return hash(password, secret.getSalt(), Argon2Parameters.of(credential.getPasswordCredentialData()))
                .map(hash -> equal(hash, secret.getValue()))
                .orElseGet(() -> stock.verify(password, credential));
    }

    @Override
    public String credentialHashingStrength(PasswordCredentialModel credential) {
        return stock.credentialHashingStrength(credential);
    }

    /** In a time that does not tell how much of the two is alike. */
    private static boolean equal(byte[] hash, String stored) {
        return MessageDigest.isEqual(Base64.getEncoder().encode(hash), stored.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Empty where Keycloak's own provider has to do it. */
    private Optional<byte[]> hash(String password, byte[] salt, Argon2Parameters asked) {
        if (salt.length != Libsodium.SALT_BYTES || !asked.fitLibsodium()) {
            return Optional.empty();
        }
        Optional<byte[]> typed = utf8(password);
        if (typed.isEmpty()) {
            return Optional.empty();
        }
        try {
            processors.acquire();
            try {
                return sodium.argon2id(typed.get(), salt, asked);
            } finally {
                processors.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a processor to check a password", e);
        } finally {
            Arrays.fill(typed.get(), (byte) 0);
        }
    }

    /** The characters as they are, not normalised, as Keycloak's own provider takes them; empty for half a surrogate pair. */
    private static Optional<byte[]> utf8(String password) {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(password));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            Arrays.fill(encoded.array(), (byte) 0);
            return Optional.of(bytes);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {}
}
