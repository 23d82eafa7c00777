package vn.khue.pki.keystore;

import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.khue.pki.BareKey;
import vn.khue.pki.CertifiedKey;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.PkiException;
import vn.khue.pki.PkiException.Fault;
import vn.khue.pki.PrivateKeySigner;
import vn.khue.pki.SigningKey;

/**
 * The encrypted software vault: each private key is wrapped with AES-256-GCM under the vault's master key, and that under
 * a key derived from the passphrase with Argon2id. Clear keys exist only in memory, in a bounded cache. Closing overwrites
 * the master key and drops the cache; the JDK cannot overwrite private keys themselves, so their memory is only freed.
 * Thread-safe.
 */
public final class SoftwareKeyVault implements KeyVault {
    /** Keys held ready at a time. */
    public static final int DEFAULT_CACHE = 512;

    private static final String MASTER_LABEL = "khue vault master 1";

    private final VaultStore store;
    private final CryptoProviders providers;
    private final SecureRandom random;
    private final KeyPairs pairs;
    private final UnwrappedKeys cache;
    private final byte[] master;
    private volatile boolean closed;

    private SoftwareKeyVault(
            VaultStore store, CryptoProviders providers, SecureRandom random, int cacheSize, byte[] master) {
        this.store = store;
        this.providers = providers;
        this.random = random;
        this.pairs = new KeyPairs(providers, random);
        this.cache = new UnwrappedKeys(cacheSize);
        this.master = master;
    }

    /**
     * Opens the vault, making it first where the store is empty.
     *
     * @param passphrase not kept; the caller closes it
     * @param kdf cost for a new vault; an existing one keeps its own
     * @throws PkiException fault KEY for a wrong passphrase or a damaged header
     */
    public static SoftwareKeyVault open(
            VaultStore store, Passphrase passphrase, KdfParameters kdf, CryptoProviders providers, int cacheSize) {
        SecureRandom random = new SecureRandom();
        VaultHeader header = store.header().orElseGet(() -> store.create(fresh(passphrase, kdf, random)));
        return new SoftwareKeyVault(store, providers, random, cacheSize, master(header, passphrase));
    }

    /** As above with the usual cost, providers and cache. */
    public static SoftwareKeyVault open(VaultStore store, Passphrase passphrase) {
        return open(store, passphrase, KdfParameters.RECOMMENDED);
    }

    /** As above with the usual providers and cache. */
    public static SoftwareKeyVault open(VaultStore store, Passphrase passphrase, KdfParameters kdf) {
        return open(store, passphrase, kdf, CryptoProviders.fastest(), DEFAULT_CACHE);
    }

    /** Rewraps the master key under another passphrase; the keys themselves stay as they are. */
    public static void changePassphrase(VaultStore store, Passphrase old, Passphrase replacement, KdfParameters kdf) {
        VaultHeader header = store.header()
                .orElseThrow(() -> new PkiException(Fault.STORE, "a vault expected in the store, found none"));
        byte[] master = master(header, old);
        try {
            store.replace(headerOf(master, replacement, kdf, new SecureRandom()));
        } finally {
            Arrays.fill(master, (byte) 0);
        }
    }

    @Override
    public VaultKey generate(KeySpec spec) {
        requireOpen();
        KeyPair pair = pairs.generate(spec);
        KeyId id = new KeyId(UUID.randomUUID());
        byte[] encoded = pair.getPrivate().getEncoded();
        try {
            byte[] wrapped = KeyWrapping.wrap(master, label(id, spec), encoded, random);
            store.add(new WrappedKey(id, spec, pair.getPublic().getEncoded(), wrapped));
        } finally {
            Arrays.fill(encoded, (byte) 0);
        }
        cache.put(id, pair.getPrivate());
        return new VaultKey(id, spec, pair.getPublic());
    }

    @Override
    public Optional<VaultKey> find(KeyId id) {
        return store.find(id).map(k -> new VaultKey(id, k.spec(), pairs.publicKey(k.spec(), k.publicKey())));
    }

    @Override
    public SigningKey open(KeyId id, List<X509Certificate> chain) {
        requireOpen();
        WrappedKey stored = store.find(id).orElseThrow(() -> gone(id));
        if (chain.isEmpty()
                || !MessageDigest.isEqual(
                        stored.publicKey(), chain.get(0).getPublicKey().getEncoded())) {
            throw new PkiException(
                    Fault.KEY, "a certificate of vault key " + id + " expected, found one with another public key");
        }
        return new CertifiedKey(chain, signer(stored));
    }

    @Override
    public BareKey bare(KeyId id) {
        requireOpen();
        return signer(store.find(id).orElseThrow(() -> gone(id)));
    }

    /** Always available: the keys are in this process. */
    @Override
    public VaultState state() {
        return new VaultState.Available();
    }

    @Override
    public void destroy(KeyId id) {
        store.remove(id);
        cache.forget(id);
    }

    @Override
    public void close() {
        closed = true;
        cache.forgetAll();
        Arrays.fill(master, (byte) 0);
    }

    /** Keys in the clear at this moment; for tests and metrics. */
    public int cached() {
        return cache.size();
    }

    private BareKey signer(WrappedKey stored) {
        return new PrivateKeySigner(stored.spec().algorithm(), () -> privateKey(stored.id()), providers, random);
    }

    private PrivateKey privateKey(KeyId id) {
        requireOpen();
        return cache.find(id).orElseGet(() -> unwrap(id));
    }

    private PrivateKey unwrap(KeyId id) {
        WrappedKey stored = store.find(id).orElseThrow(() -> gone(id));
        byte[] encoded = KeyWrapping.unwrap(master, label(id, stored.spec()), stored.wrapped())
                .orElseThrow(() -> new PkiException(
                        Fault.KEY, "vault key " + id + " does not unwrap: its record was changed or damaged"));
        try {
            PrivateKey key = pairs.privateKey(stored.spec(), encoded);
            cache.put(id, key);
            return key;
        } finally {
            Arrays.fill(encoded, (byte) 0);
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new PkiException(Fault.KEY, "an open vault expected, found a closed one; open it again");
        }
    }

    private static PkiException gone(KeyId id) {
        return new PkiException(Fault.KEY, "vault key " + id + " expected, found none: it was destroyed or never made");
    }

    private static VaultHeader fresh(Passphrase passphrase, KdfParameters kdf, SecureRandom random) {
        byte[] master = new byte[KeyWrapping.KEY_BYTES];
        random.nextBytes(master);
        try {
            return headerOf(master, passphrase, kdf, random);
        } finally {
            Arrays.fill(master, (byte) 0);
        }
    }

    private static VaultHeader headerOf(byte[] master, Passphrase passphrase, KdfParameters kdf, SecureRandom random) {
        byte[] salt = new byte[16];
        random.nextBytes(salt);
        byte[] derived = KeyWrapping.derive(passphrase, salt, kdf);
        try {
            return new VaultHeader(kdf, salt, KeyWrapping.wrap(derived, MASTER_LABEL, master, random));
        } finally {
            Arrays.fill(derived, (byte) 0);
        }
    }

    private static byte[] master(VaultHeader header, Passphrase passphrase) {
        byte[] derived = KeyWrapping.derive(passphrase, header.salt(), header.kdf());
        try {
            return KeyWrapping.unwrap(derived, MASTER_LABEL, header.wrappedMaster())
                    .orElseThrow(() ->
                            new PkiException(Fault.KEY, "the vault does not open: wrong passphrase or damaged header"));
        } finally {
            Arrays.fill(derived, (byte) 0);
        }
    }

    private static String label(KeyId id, KeySpec spec) {
        return "khue vault key 1 " + id + " " + spec;
    }
}
