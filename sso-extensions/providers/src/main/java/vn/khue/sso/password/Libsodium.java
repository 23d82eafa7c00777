package vn.khue.sso.password;

import com.sun.jna.Function;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import java.util.HexFormat;
import java.util.Optional;

/**
 * crypto_pwhash of libsodium: Argon2id with one lane and a salt of 16 bytes. It picks the machine code for this processor when it is
 * loaded. Thread-safe: libsodium is, once initialised, and nothing is kept here between two calls.
 */
final class Libsodium {
    /** crypto_pwhash_SALTBYTES. */
    static final int SALT_BYTES = 16;

    /** crypto_pwhash_ALG_ARGON2ID13. */
    private static final int ARGON2ID13 = 2;

    private static final int KIB = 1_024;

    /** The hash of an empty password under a salt of zeros with 8 KiB and one pass, as the reference implementation gives it. */
    private static final String KNOWN = "cfa0d2d242da6703d311d7eefc922e39cc60c9f4ec93a67d20995be541a06be4";

    private final Function hash;
    private final Function allocate;
    private final Function free;
    private final String version;

    private Libsodium(NativeLibrary library) {
        hash = library.getFunction("crypto_pwhash");
        allocate = library.getFunction("sodium_malloc");
        free = library.getFunction("sodium_free");
        version = library.getFunction("sodium_version_string").invokeString(new Object[0], false);
    }

    /** What came of looking for the library. */
    sealed interface Search permits Found, Missing {}

    /** @param library proven by a known answer */
    record Found(Libsodium library) implements Search {}

    /** @param why in words for the log and for the administrator */
    record Missing(String why) implements Search {}

    /**
     * Loads the library and lets it give a known answer.
     *
     * @param name as the system's loader knows it, such as {@code sodium}, or the path of a file
     */
    static Search look(String name) {
        try {
            if (Native.SIZE_T_SIZE != Native.LONG_SIZE) {
                return new Missing("a system is expected on which size_t is as long as long");
            }
            NativeLibrary library = NativeLibrary.getInstance(name);
            if (library.getFunction("sodium_init").invokeInt(new Object[0]) < 0) {
                return new Missing("sodium_init failed");
            }
            var loaded = new Libsodium(library);
            var least = new Argon2Parameters("id", "1.3", KNOWN.length() / 2, 8, 1, 1);
            boolean right = loaded.argon2id(new byte[0], new byte[SALT_BYTES], least)
                    .filter(answer -> HexFormat.of().formatHex(answer).equals(KNOWN))
                    .isPresent();
            return right ? new Found(loaded) : new Missing("it gave a wrong answer to a known question");
        } catch (LinkageError | RuntimeException e) {
            // Whatever a foreign library does on loading must not keep the gate from opening.
            return new Missing(
                    String.valueOf(e.getMessage()).lines().findFirst().orElse("") + " ("
                            + e.getClass().getSimpleName() + ")");
        }
    }

    /** As the library says it, for instance {@code 1.0.18}. */
    String version() {
        return version;
    }

    /**
     * The hash; empty where the memory for it was not to be had. The password's copy outside the heap lies in guarded memory and is wiped.
     *
     * @param password UTF-8; stays the caller's to wipe
     * @param salt of {@value #SALT_BYTES} bytes
     * @param parameters such as {@link Argon2Parameters#fitLibsodium} admits
     */
    Optional<byte[]> argon2id(byte[] password, byte[] salt, Argon2Parameters parameters) {
        if (salt.length != SALT_BYTES) {
            throw new IllegalArgumentException("a salt of " + SALT_BYTES + " bytes expected, found " + salt.length);
        }
        Pointer guarded = allocate.invokePointer(new Object[] {new NativeLong(Math.max(1, password.length))});
        if (guarded == null) {
            return Optional.empty();
        }
        try {
            guarded.write(0, password, 0, password.length);
            byte[] answer = new byte[parameters.hashLength()];
            int result = hash.invokeInt(new Object[] {
                answer,
                (long) answer.length,
                guarded,
                (long) password.length,
                salt,
                (long) parameters.iterations(),
                new NativeLong((long) parameters.memory() * KIB),
                ARGON2ID13
            });
            return result == 0 ? Optional.of(answer) : Optional.empty();
        } finally {
            // Wipes before it gives the memory back.
            free.invokeVoid(new Object[] {guarded});
        }
    }
}
