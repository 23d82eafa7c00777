package vn.khue.directory.apppassword;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * An argon2id hash (RFC 9106) as slapd stores it: {@code {ARGON2}}, then the PHC string. One set of parameters is written and read, that of
 * Keycloak: 7168 KiB, 5 passes, 1 lane, 16 bytes of salt, 32 bytes of hash. Immutable.
 */
public final class Argon2Hash {

    /** Bytes of the salt. */
    public static final int SALT_BYTES = 16;

    private static final int HASH_BYTES = 32;
    private static final int MEMORY_KIB = 7168;
    private static final int PASSES = 5;
    private static final int LANES = 1;
    private static final String PREFIX =
            "{ARGON2}$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + PASSES + ",p=" + LANES + "$";
    private static final Pattern FORM =
            Pattern.compile(Pattern.quote(PREFIX) + "([A-Za-z0-9+/]{22})\\$([A-Za-z0-9+/]{43})");
    private static final int LONGEST_SECRET = 256;

    private final byte[] salt;
    private final byte[] hash;

    private Argon2Hash(byte[] salt, byte[] hash) {
        this.salt = salt;
        this.hash = hash;
    }

    /**
     * Hashes a secret.
     *
     * @param salt 16 bytes, drawn anew for each hash
     */
    public static Argon2Hash of(byte[] secret, byte[] salt) {
        if (salt.length != SALT_BYTES) {
            throw new IllegalArgumentException("expected a salt of 16 bytes, found " + salt.length);
        }
        return new Argon2Hash(salt.clone(), compute(secret, salt));
    }

    /** The hash that a value of userPassword holds; empty if it holds another kind or other parameters. */
    public static Optional<Argon2Hash> parse(String value) {
        Matcher matcher = FORM.matcher(value);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Base64.Decoder decoder = Base64.getDecoder();
        try {
            return Optional.of(new Argon2Hash(decoder.decode(matcher.group(1)), decoder.decode(matcher.group(2))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether it was made from that secret. Takes some 25 ms of one processor; compares in constant time. */
    public boolean proves(byte[] secret) {
        return secret.length <= LONGEST_SECRET && MessageDigest.isEqual(hash, compute(secret, salt));
    }

    /** The salt in base64 without padding, as it stands in the value. */
    public String saltText() {
        return base64(salt);
    }

    /** The value for userPassword. */
    public String value() {
        return PREFIX + saltText() + "$" + base64(hash);
    }

    /** Tells nothing of the hash. */
    @Override
    public String toString() {
        return "Argon2Hash[" + saltText() + "]";
    }

    static byte[] bytes(String secret) {
        return secret.getBytes(StandardCharsets.UTF_8);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] compute(byte[] secret, byte[] salt) {
        var generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(MEMORY_KIB)
                .withIterations(PASSES)
                .withParallelism(LANES)
                .withSalt(salt)
                .build());
        var out = new byte[HASH_BYTES];
        generator.generateBytes(secret, out);
        return out;
    }
}
