package vn.khue.pki.pkcs11;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.khue.pki.keystore.KdfParameters;
import vn.khue.pki.keystore.KeyId;
import vn.khue.pki.keystore.KeySpec;
import vn.khue.pki.keystore.VaultHeader;
import vn.khue.pki.keystore.VaultStore;

/**
 * What protects keys outside the token: an AES-256 key of the token wraps them with padding (RFC 5649,
 * CKM_AES_KEY_WRAP_PAD), and an HMAC-SHA-256 key, itself wrapped in the vault's header, binds each to its record, because
 * key wrap alone does not say whose key it is. Both work inside the token only. Handles of one connection; immutable.
 */
final class WrappingKeys {
    /** Bytes of the seal in front of a wrapped key. */
    static final int SEAL_BYTES = 32;

    private static final Logger LOG = LoggerFactory.getLogger(WrappingKeys.class);
    private static final int ID_BYTES = 16;

    private final Cryptoki cryptoki;
    private final Mechanism wrap = Mechanism.of(Mechanism.AES_KEY_WRAP_PAD);
    private final Mechanism bind = Mechanism.of(Mechanism.SHA256_HMAC);
    private final byte[] id;
    private final long wrappingKey;
    private final long bindingKey;

    private WrappingKeys(Cryptoki cryptoki, byte[] id, long wrappingKey, long bindingKey) {
        this.cryptoki = cryptoki;
        this.id = id;
        this.wrappingKey = wrappingKey;
        this.bindingKey = bindingKey;
    }

    /**
     * Makes both keys for a new vault and stores its header.
     *
     * @return the header that counts, which another process may have stored first
     */
    static VaultHeader found(Cryptoki cryptoki, long session, VaultStore store) throws CryptokiException {
        byte[] id = new byte[ID_BYTES];
        new SecureRandom().nextBytes(id);
        long wrappingKey = wrappingKey(cryptoki, session, id);
        VaultHeader stored = null;
        try {
            long bindingKey = cryptoki.generateKey(
                    session, Mechanism.of(Mechanism.GENERIC_SECRET_KEY_GEN), KeyTemplates.bindingKeyToWrap());
            byte[] wrapped;
            try {
                wrapped = cryptoki.wrap(session, Mechanism.of(Mechanism.AES_KEY_WRAP_PAD), wrappingKey, bindingKey);
            } finally {
                cryptoki.destroy(session, bindingKey);
            }
            stored = store.create(new VaultHeader(KdfParameters.LEAST, id, wrapped));
            return stored;
        } finally {
            if (stored == null || !MessageDigest.isEqual(stored.salt(), id)) {
                cryptoki.destroy(session, wrappingKey);
            }
        }
    }

    private static long wrappingKey(Cryptoki cryptoki, long session, byte[] id) throws CryptokiException {
        Mechanism mechanism = Mechanism.of(Mechanism.AES_KEY_GEN);
        try {
            return cryptoki.generateKey(session, mechanism, KeyTemplates.wrappingKey(id, true));
        } catch (CryptokiException e) {
            if (!e.is(
                    ReturnValue.ATTRIBUTE_TYPE_INVALID,
                    ReturnValue.ATTRIBUTE_VALUE_INVALID,
                    ReturnValue.TEMPLATE_INCONSISTENT)) {
                throw e;
            }
            LOG.warn(
                    "the token does not know CKA_UNWRAP_TEMPLATE ({}): who has its PIN and the stored keys could take"
                            + " them out",
                    e.getMessage());
            return cryptoki.generateKey(session, mechanism, KeyTemplates.wrappingKey(id, false));
        }
    }

    /** The keys of that header, or empty where the token does not hold the one that wraps. */
    static Optional<WrappingKeys> find(Cryptoki cryptoki, long session, VaultHeader header) throws CryptokiException {
        List<Long> found = cryptoki.find(session, KeyTemplates.wrappingKeySearch(header.salt()));
        if (found.size() != 1) {
            return Optional.empty();
        }
        long bindingKey = cryptoki.unwrap(
                session,
                Mechanism.of(Mechanism.AES_KEY_WRAP_PAD),
                found.get(0),
                header.wrappedMaster(),
                KeyTemplates.unwrappedBindingKey());
        return Optional.of(new WrappingKeys(cryptoki, header.salt().clone(), found.get(0), bindingKey));
    }

    /** Whether the token still holds the wrapping key; asks the token. */
    boolean present(long session) throws CryptokiException {
        return cryptoki.find(session, KeyTemplates.wrappingKeySearch(id)).size() == 1;
    }

    /** Seal and wrapped key, as the record keeps them. */
    byte[] wrapped(long session, KeyId key, KeySpec spec, byte[] publicKey, long handle) throws CryptokiException {
        return sealed(session, key, spec, publicKey, cryptoki.wrap(session, wrap, wrappingKey, handle));
    }

    /** The seal alone: of a key that lives in the token. */
    byte[] resident(long session, KeyId key, KeySpec spec, byte[] publicKey) throws CryptokiException {
        return sealed(session, key, spec, publicKey, new byte[0]);
    }

    private byte[] sealed(long session, KeyId key, KeySpec spec, byte[] publicKey, byte[] wrapped)
            throws CryptokiException {
        byte[] seal = cryptoki.sign(session, bind, bindingKey, bound(key, spec, publicKey, wrapped));
        return ByteBuffer.allocate(seal.length + wrapped.length)
                .put(seal)
                .put(wrapped)
                .array();
    }

    /** Whether these belong together as they were stored. */
    boolean bound(long session, KeyId key, KeySpec spec, byte[] publicKey, byte[] stored) throws CryptokiException {
        return stored.length >= SEAL_BYTES
                && cryptoki.verify(
                        session,
                        bind,
                        bindingKey,
                        bound(key, spec, publicKey, Arrays.copyOfRange(stored, SEAL_BYTES, stored.length)),
                        Arrays.copyOf(stored, SEAL_BYTES));
    }

    long unwrap(long session, KeyId key, KeySpec spec, byte[] stored) throws CryptokiException {
        return cryptoki.unwrap(
                session,
                wrap,
                wrappingKey,
                Arrays.copyOfRange(stored, SEAL_BYTES, stored.length),
                KeyTemplates.unwrappedKey(key, spec));
    }

    private static byte[] bound(KeyId key, KeySpec spec, byte[] publicKey, byte[] wrapped) {
        byte[] label = ("khue token key 1 " + key + " " + spec + " ").getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(label.length + Integer.BYTES + publicKey.length + wrapped.length)
                .put(label)
                .putInt(publicKey.length)
                .put(publicKey)
                .put(wrapped)
                .array();
    }
}
