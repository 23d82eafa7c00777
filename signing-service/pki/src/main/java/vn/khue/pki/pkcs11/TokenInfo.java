package vn.khue.pki.pkcs11;

import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;

/**
 * What a token says about itself (CK_TOKEN_INFO).
 *
 * @param label without the blanks that fill it up
 * @param serial the same
 * @param flags CKF_…
 */
record TokenInfo(long slot, String label, String serial, long flags) {
    /** Size of CK_TOKEN_INFO where an unsigned long has 8 bytes. */
    static final int SIZE = 208;

    private static final long INITIALIZED = 0x400;
    private static final long FINAL_TRY = 0x20000;
    private static final long LOCKED = 0x40000;

    static TokenInfo read(long slot, Pointer structure) {
        return new TokenInfo(slot, text(structure, 0, 32), text(structure, 80, 16), structure.getLong(96));
    }

    boolean initialised() {
        return (flags & INITIALIZED) != 0;
    }

    /** Whether one more wrong PIN, or no further one, is needed to lock the token. */
    boolean nearlyLocked() {
        return (flags & (FINAL_TRY | LOCKED)) != 0;
    }

    private static String text(Pointer structure, long offset, int length) {
        return new String(structure.getByteArray(offset, length), StandardCharsets.UTF_8).strip();
    }
}
