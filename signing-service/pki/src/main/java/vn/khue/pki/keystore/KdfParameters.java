package vn.khue.pki.keystore;

/**
 * Cost of deriving a key from a passphrase with Argon2id (RFC 9106). Stored beside the vault, so they are checked on
 * reading: too little invites guessing, too much would let a changed file exhaust memory.
 *
 * @param memoryKib memory in KiB, 19,456 to 1,048,576
 * @param iterations passes, 2 to 64
 * @param lanes parallelism, 1 to 16
 */
public record KdfParameters(int memoryKib, int iterations, int lanes) {
    /** OWASP's least for Argon2id; used where many vaults are opened, as in tests. */
    public static final KdfParameters LEAST = new KdfParameters(19_456, 2, 1);

    /** RFC 9106 section 4, second recommended option. */
    public static final KdfParameters RECOMMENDED = new KdfParameters(65_536, 3, 4);

    public KdfParameters {
        require("memory in KiB", memoryKib, 19_456, 1_048_576);
        require("iterations", iterations, 2, 64);
        require("lanes", lanes, 1, 16);
    }

    private static void require(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "Argon2id " + what + ": " + least + " to " + most + " expected, found " + value);
        }
    }
}
