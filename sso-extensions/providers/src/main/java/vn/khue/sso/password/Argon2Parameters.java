package vn.khue.sso.password;

import java.util.List;
import java.util.Map;
import org.keycloak.Config;
import org.keycloak.common.util.MultivaluedHashMap;
import org.keycloak.crypto.hash.Argon2PasswordHashProviderFactory;
import org.keycloak.models.credential.dto.PasswordCredentialData;

/**
 * What an Argon2 hash was, or is to be, made with (RFC 9106, section 3.1), in the words in which Keycloak stores it. Immutable.
 *
 * @param type {@code id}, {@code i} or {@code d}
 * @param version {@code 1.3} or {@code 1.0}
 * @param hashLength bytes of the hash
 * @param memory KiB
 * @param iterations passes over the memory
 * @param parallelism lanes
 */
record Argon2Parameters(String type, String version, int hashLength, int memory, int iterations, int parallelism) {
    /** Of crypto_pwhash.h: crypto_pwhash_BYTES_MIN, and crypto_pwhash_argon2id_MEMLIMIT_MIN in KiB. */
    private static final int SHORTEST_HASH = 16;

    private static final int LEAST_MEMORY = 8;

    /** More than any policy asks for; what is stored beyond this is left to Keycloak's own code, which answers as ever. */
    private static final int LONGEST_HASH = 1_024;

    /** What new hashes are made with: the settings of Keycloak's own provider, under their own names and defaults. */
    static Argon2Parameters of(Config.Scope config) {
        return new Argon2Parameters(
                config.get(
                        Argon2PasswordHashProviderFactory.TYPE_KEY,
                        org.keycloak.crypto.hash.Argon2Parameters.DEFAULT_TYPE),
                config.get(
                        Argon2PasswordHashProviderFactory.VERSION_KEY,
                        org.keycloak.crypto.hash.Argon2Parameters.DEFAULT_VERSION),
                config.getInt(
                        Argon2PasswordHashProviderFactory.HASH_LENGTH_KEY,
                        org.keycloak.crypto.hash.Argon2Parameters.DEFAULT_HASH_LENGTH),
                config.getInt(
                        Argon2PasswordHashProviderFactory.MEMORY_KEY,
                        org.keycloak.crypto.hash.Argon2Parameters.DEFAULT_MEMORY),
                config.getInt(
                        Argon2PasswordHashProviderFactory.ITERATIONS_KEY,
                        org.keycloak.crypto.hash.Argon2Parameters.DEFAULT_ITERATIONS),
                config.getInt(
                        Argon2PasswordHashProviderFactory.PARALLELISM_KEY,
                        org.keycloak.crypto.hash.Argon2Parameters.DEFAULT_PARALLELISM));
    }

    /**
     * What a stored hash was made with.
     *
     * @throws NumberFormatException if a number is missing or none, as Keycloak's own provider does
     */
    static Argon2Parameters of(PasswordCredentialData stored) {
        MultivaluedHashMap<String, String> more = stored.getAdditionalParameters();
        return new Argon2Parameters(
                more.getFirst(Argon2PasswordHashProviderFactory.TYPE_KEY),
                more.getFirst(Argon2PasswordHashProviderFactory.VERSION_KEY),
                Integer.parseInt(more.getFirst(Argon2PasswordHashProviderFactory.HASH_LENGTH_KEY)),
                Integer.parseInt(more.getFirst(Argon2PasswordHashProviderFactory.MEMORY_KEY)),
                stored.getHashIterations(),
                Integer.parseInt(more.getFirst(Argon2PasswordHashProviderFactory.PARALLELISM_KEY)));
    }

    Argon2Parameters withIterations(int other) {
        return new Argon2Parameters(type, version, hashLength, memory, other, parallelism);
    }

    /** Whether libsodium computes this: Argon2id 1.3 with one lane and no less memory and length than its least. */
    boolean fitLibsodium() {
        return "id".equals(type)
                && "1.3".equals(version)
                && parallelism == 1
                && iterations >= 1
                && memory >= LEAST_MEMORY
                && hashLength >= SHORTEST_HASH
                && hashLength <= LONGEST_HASH;
    }

    /** The part of the stored form beside the iterations. */
    Map<String, List<String>> stored() {
        return Map.of(
                Argon2PasswordHashProviderFactory.VERSION_KEY, List.of(version),
                Argon2PasswordHashProviderFactory.TYPE_KEY, List.of(type),
                Argon2PasswordHashProviderFactory.HASH_LENGTH_KEY, List.of(Integer.toString(hashLength)),
                Argon2PasswordHashProviderFactory.MEMORY_KEY, List.of(Integer.toString(memory)),
                Argon2PasswordHashProviderFactory.PARALLELISM_KEY, List.of(Integer.toString(parallelism)));
    }
}
