package vn.khue.pki.pkcs11;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import vn.khue.pki.PkiException;
import vn.khue.pki.PkiException.Fault;

/**
 * A PKCS #11 module of this machine (OASIS PKCS #11 2.40): the functions that this package needs, each a plain call. Objects
 * and sessions are the module's handles. Thread-safe as PKCS #11 is: one session serves one thread at a time, and nothing
 * may run while {@link #finish()} does.
 */
final class Cryptoki {
    /** Value of a serial session that may also write objects into the token. */
    private static final long READ_WRITE_SESSION = 0x2 | 0x4;

    private static final long READ_ONLY_SESSION = 0x4;
    private static final long USER = 1;
    private static final long OS_LOCKING = 0x2;
    private static final int MOST_OBJECTS = 16;
    /** An RSA signature of 8,192 bits; all others are shorter. */
    private static final int LONGEST_SIGNATURE = 1024;
    /** A wrapped RSA key of 8,192 bits; all others are shorter. */
    private static final int LONGEST_WRAPPING = 8192;

    private static final int LONGEST_ATTRIBUTE = 2048;

    private final Map<CryptokiFunction, Function> functions = new EnumMap<>(CryptokiFunction.class);
    /** The library is unloaded when nobody holds it any more; the functions are addresses and do not. */
    private final NativeLibrary library;

    private Cryptoki(NativeLibrary library, Pointer functionList) {
        this.library = library;
        for (CryptokiFunction function : CryptokiFunction.values()) {
            // CK_VERSION comes first and is padded to the size of a pointer.
            long offset = (long) Native.POINTER_SIZE * (function.place() + 1);
            functions.put(function, Function.getFunction(functionList.getPointer(offset)));
        }
    }

    /** @throws PkiException fault INPUT where this file is no PKCS #11 module for this machine */
    static Cryptoki load(Path module) {
        try {
            if (Native.LONG_SIZE != 8 || Platform.isWindows()) {
                throw new PkiException(Fault.INPUT, "a 64-bit Unix expected for PKCS #11, found " + Platform.ARCH);
            }
            PointerByReference list = new PointerByReference();
            NativeLibrary library =
                    NativeLibrary.getInstance(module.toAbsolutePath().toString());
            long value = library.getFunction("C_GetFunctionList").invokeLong(new Object[] {list});
            if (value != ReturnValue.OK) {
                throw new PkiException(
                        Fault.INPUT, "C_GetFunctionList of " + module + " answered " + ReturnValue.name(value));
            }
            return new Cryptoki(library, list.getValue());
        } catch (UnsatisfiedLinkError e) {
            throw new PkiException(
                    Fault.INPUT,
                    "a PKCS #11 module for this machine expected at " + module + ", found none that loads; name the"
                            + " library that came with the token",
                    e);
        }
    }

    /** @return whether this call started the module, and not somebody before it */
    boolean start() throws CryptokiException {
        Memory arguments = new Memory(6L * Native.LONG_SIZE);
        arguments.clear();
        arguments.setLong(4L * Native.LONG_SIZE, OS_LOCKING);
        long value = call(CryptokiFunction.C_Initialize, arguments);
        if (value == ReturnValue.CRYPTOKI_ALREADY_INITIALIZED) {
            return false;
        }
        require(CryptokiFunction.C_Initialize, value);
        return true;
    }

    /** Ends every session of this process with the module; that there are none is no error. */
    void finish() {
        call(CryptokiFunction.C_Finalize, Pointer.NULL);
    }

    /** What the tokens in the slots say about themselves; slots that do not answer are left out. */
    List<TokenInfo> tokens() throws CryptokiException {
        long[] count = {0};
        require(CryptokiFunction.C_GetSlotList, call(CryptokiFunction.C_GetSlotList, (byte) 1, null, count));
        if (count[0] == 0) {
            return List.of();
        }
        long[] slots = new long[Math.toIntExact(count[0])];
        require(CryptokiFunction.C_GetSlotList, call(CryptokiFunction.C_GetSlotList, (byte) 1, slots, count));
        List<TokenInfo> tokens = new ArrayList<>();
        Memory structure = new Memory(TokenInfo.SIZE);
        for (int i = 0; i < Math.min(slots.length, count[0]); i++) {
            if (call(CryptokiFunction.C_GetTokenInfo, slots[i], structure) == ReturnValue.OK) {
                tokens.add(TokenInfo.read(slots[i], structure));
            }
        }
        return tokens;
    }

    long openSession(long slot, boolean readWrite) throws CryptokiException {
        long[] session = {0};
        require(
                CryptokiFunction.C_OpenSession,
                call(
                        CryptokiFunction.C_OpenSession,
                        slot,
                        readWrite ? READ_WRITE_SESSION : READ_ONLY_SESSION,
                        Pointer.NULL,
                        Pointer.NULL,
                        session));
        return session[0];
    }

    /** Whatever it answers, the session is not used again. */
    void closeSession(long session) {
        call(CryptokiFunction.C_CloseSession, session);
    }

    void closeAllSessions(long slot) {
        call(CryptokiFunction.C_CloseAllSessions, slot);
    }

    /** Logs the user in, for all sessions of this process; that they are in already is success. */
    void login(long session, byte[] pin) throws CryptokiException {
        Memory memory = new Memory(pin.length);
        long value;
        try {
            memory.write(0, pin, 0, pin.length);
            value = call(CryptokiFunction.C_Login, session, USER, memory, (long) pin.length);
        } finally {
            memory.clear();
        }
        if (value != ReturnValue.USER_ALREADY_LOGGED_IN) {
            require(CryptokiFunction.C_Login, value);
        }
    }

    void logout(long session) {
        call(CryptokiFunction.C_Logout, session);
    }

    /** Objects that this session sees and that have all these attributes; at most 16. */
    List<Long> find(long session, Attributes template) throws CryptokiException {
        require(
                CryptokiFunction.C_FindObjectsInit,
                call(CryptokiFunction.C_FindObjectsInit, session, template.pointer(), template.count()));
        long[] objects = new long[MOST_OBJECTS];
        long[] count = {0};
        try {
            require(
                    CryptokiFunction.C_FindObjects,
                    call(CryptokiFunction.C_FindObjects, session, objects, (long) MOST_OBJECTS, count));
        } finally {
            call(CryptokiFunction.C_FindObjectsFinal, session);
        }
        return Arrays.stream(objects).limit(count[0]).boxed().toList();
    }

    byte[] attribute(long session, long object, long type) throws CryptokiException {
        Memory value = new Memory(LONGEST_ATTRIBUTE);
        Memory attribute = new Memory(3L * Native.LONG_SIZE);
        attribute.setLong(0, type);
        attribute.setPointer(Native.LONG_SIZE, value);
        attribute.setLong(2L * Native.LONG_SIZE, LONGEST_ATTRIBUTE);
        require(
                CryptokiFunction.C_GetAttributeValue,
                call(CryptokiFunction.C_GetAttributeValue, session, object, attribute, 1L));
        return value.getByteArray(0, Math.toIntExact(attribute.getLong(2L * Native.LONG_SIZE)));
    }

    boolean flag(long session, long object, long type) throws CryptokiException {
        byte[] value = attribute(session, object, type);
        return value.length == 1 && value[0] != 0;
    }

    long create(long session, Attributes template) throws CryptokiException {
        long[] object = {0};
        require(
                CryptokiFunction.C_CreateObject,
                call(CryptokiFunction.C_CreateObject, session, template.pointer(), template.count(), object));
        return object[0];
    }

    void destroy(long session, long object) throws CryptokiException {
        require(CryptokiFunction.C_DestroyObject, call(CryptokiFunction.C_DestroyObject, session, object));
    }

    long generateKey(long session, Mechanism mechanism, Attributes template) throws CryptokiException {
        long[] key = {0};
        require(
                CryptokiFunction.C_GenerateKey,
                call(
                        CryptokiFunction.C_GenerateKey,
                        session,
                        mechanism.pointer(),
                        template.pointer(),
                        template.count(),
                        key));
        return key[0];
    }

    /** Handles of a new pair. */
    record Pair(long publicKey, long privateKey) {}

    Pair generatePair(long session, Mechanism mechanism, Attributes publicKey, Attributes privateKey)
            throws CryptokiException {
        long[] made = {0};
        long[] secret = {0};
        require(
                CryptokiFunction.C_GenerateKeyPair,
                call(
                        CryptokiFunction.C_GenerateKeyPair,
                        session,
                        mechanism.pointer(),
                        publicKey.pointer(),
                        publicKey.count(),
                        privateKey.pointer(),
                        privateKey.count(),
                        made,
                        secret));
        return new Pair(made[0], secret[0]);
    }

    byte[] wrap(long session, Mechanism mechanism, long wrappingKey, long key) throws CryptokiException {
        byte[] wrapped = new byte[LONGEST_WRAPPING];
        long[] length = {wrapped.length};
        require(
                CryptokiFunction.C_WrapKey,
                call(CryptokiFunction.C_WrapKey, session, mechanism.pointer(), wrappingKey, key, wrapped, length));
        return Arrays.copyOf(wrapped, Math.toIntExact(length[0]));
    }

    long unwrap(long session, Mechanism mechanism, long wrappingKey, byte[] wrapped, Attributes template)
            throws CryptokiException {
        long[] key = {0};
        require(
                CryptokiFunction.C_UnwrapKey,
                call(
                        CryptokiFunction.C_UnwrapKey,
                        session,
                        mechanism.pointer(),
                        wrappingKey,
                        wrapped,
                        (long) wrapped.length,
                        template.pointer(),
                        template.count(),
                        key));
        return key[0];
    }

    byte[] sign(long session, Mechanism mechanism, long key, byte[] data) throws CryptokiException {
        require(CryptokiFunction.C_SignInit, call(CryptokiFunction.C_SignInit, session, mechanism.pointer(), key));
        byte[] signature = new byte[LONGEST_SIGNATURE];
        long[] length = {signature.length};
        require(
                CryptokiFunction.C_Sign,
                call(CryptokiFunction.C_Sign, session, data, (long) data.length, signature, length));
        return Arrays.copyOf(signature, Math.toIntExact(length[0]));
    }

    /** Whether the token takes this value for these data; it compares, not we. */
    boolean verify(long session, Mechanism mechanism, long key, byte[] data, byte[] signature)
            throws CryptokiException {
        require(CryptokiFunction.C_VerifyInit, call(CryptokiFunction.C_VerifyInit, session, mechanism.pointer(), key));
        long value =
                call(CryptokiFunction.C_Verify, session, data, (long) data.length, signature, (long) signature.length);
        if (value == ReturnValue.SIGNATURE_INVALID || value == ReturnValue.SIGNATURE_LEN_RANGE) {
            return false;
        }
        require(CryptokiFunction.C_Verify, value);
        return true;
    }

    private long call(CryptokiFunction function, Object... arguments) {
        try {
            return functions.get(function).invokeLong(arguments);
        } finally {
            Reference.reachabilityFence(library);
        }
    }

    private static void require(CryptokiFunction function, long value) throws CryptokiException {
        if (value != ReturnValue.OK) {
            throw new CryptokiException(function.name(), value);
        }
    }
}
