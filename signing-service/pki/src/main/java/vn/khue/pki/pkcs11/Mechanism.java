package vn.khue.pki.pkcs11;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.List;
import vn.khue.pki.SignatureAlgorithm;

/** A CK_MECHANISM in native memory. Never changed after it is made, so any thread may hand it to the module. */
final class Mechanism {
    static final long RSA_PKCS_KEY_PAIR_GEN = 0x0;
    static final long RSA_PKCS_PSS = 0xd;
    static final long SHA256 = 0x250;
    static final long SHA256_HMAC = 0x251;
    static final long SHA384 = 0x260;
    static final long SHA512 = 0x270;
    static final long GENERIC_SECRET_KEY_GEN = 0x350;
    static final long EC_KEY_PAIR_GEN = 0x1040;
    static final long ECDSA = 0x1041;
    static final long AES_KEY_GEN = 0x1080;
    static final long AES_KEY_WRAP_PAD = 0x210a;

    private static final long MGF1_SHA256 = 2;
    private static final long MGF1_SHA384 = 3;
    private static final long MGF1_SHA512 = 4;

    private final Memory structure;

    private Mechanism(long type, List<Memory> parameters) {
        structure = new HoldingMemory(3L * Native.LONG_SIZE, parameters);
        structure.clear();
        structure.setLong(0, type);
        parameters.forEach(memory -> {
            structure.setPointer(Native.LONG_SIZE, memory);
            structure.setLong(2L * Native.LONG_SIZE, memory.size());
        });
    }

    static Mechanism of(long type) {
        return new Mechanism(type, List.of());
    }

    /** Signs a ready digest with that algorithm. ECDSA gives r and s side by side, as PKCS #11 has it. */
    static Mechanism overDigest(SignatureAlgorithm algorithm) {
        return switch (algorithm.scheme()) {
            case ECDSA -> of(ECDSA);
            case RSA_PSS -> new Mechanism(RSA_PKCS_PSS, List.of(pss(algorithm)));
            case RSA_PKCS1 ->
                throw new IllegalArgumentException("keys in a token sign with ECDSA or RSASSA-PSS, found " + algorithm);
        };
    }

    /** CK_RSA_PKCS_PSS_PARAMS: hash, mask function, length of the salt. */
    private static Memory pss(SignatureAlgorithm algorithm) {
        long hash;
        long mask;
        switch (algorithm.digest()) {
            case SHA256 -> {
                hash = SHA256;
                mask = MGF1_SHA256;
            }
            case SHA384 -> {
                hash = SHA384;
                mask = MGF1_SHA384;
            }
            case SHA512 -> {
                hash = SHA512;
                mask = MGF1_SHA512;
            }
            default -> throw new IllegalArgumentException("RSASSA-PSS with SHA-2 expected, found " + algorithm);
        }
        Memory pss = new Memory(3L * Native.LONG_SIZE);
        pss.setLong(0, hash);
        pss.setLong(Native.LONG_SIZE, mask);
        pss.setLong(2L * Native.LONG_SIZE, algorithm.digest().length());
        return pss;
    }

    Pointer pointer() {
        return structure;
    }
}
