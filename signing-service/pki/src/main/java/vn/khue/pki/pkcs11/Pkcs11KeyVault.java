package vn.khue.pki.pkcs11;

import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.khue.pki.BareKey;
import vn.khue.pki.CertifiedKey;
import vn.khue.pki.PkiException;
import vn.khue.pki.PkiException.Fault;
import vn.khue.pki.SignatureAlgorithm;
import vn.khue.pki.SigningKey;
import vn.khue.pki.keystore.KeyId;
import vn.khue.pki.keystore.KeySpec;
import vn.khue.pki.keystore.KeyVault;
import vn.khue.pki.keystore.VaultHeader;
import vn.khue.pki.keystore.VaultKey;
import vn.khue.pki.keystore.VaultState;
import vn.khue.pki.keystore.VaultState.Reason;
import vn.khue.pki.keystore.VaultStore;
import vn.khue.pki.keystore.WrappedKey;

/**
 * The vault on a PKCS #11 token: keys of Khuê itself live in it, signers' keys are wrapped under a key of it and come to
 * life only inside it, a bounded number at a time. No private key is ever in this process or in the store in the clear.
 *
 * <p>A call that finds the connection lost (token taken out, sessions or login ended, module or HSM started again) makes one
 * new connection and is tried once more. Where that fails the vault is {@link VaultState.Gone}: calls are refused with fault
 * TOKEN at once, and the token is looked for again after {@link TokenSettings#retryAfter()}. Thread-safe.
 */
public final class Pkcs11KeyVault implements KeyVault {
    private static final Logger LOG = LoggerFactory.getLogger(Pkcs11KeyVault.class);

    /** A connection and what it knows of this vault. */
    private record Attached(TokenConnection connection, WrappingKeys wrapping) {}

    @FunctionalInterface
    private interface Work<T> {
        T on(Attached attached) throws CryptokiException;
    }

    private final Cryptoki cryptoki;
    private final TokenSettings settings;
    private final TokenPin pin;
    private final VaultStore store;
    private final Clock clock;
    /** Calls to the module read; making, ending and replacing the connection write. */
    private final ReadWriteLock lock = new ReentrantReadWriteLock(true);

    private volatile VaultState state = new VaultState.Available();
    /** Never changes once stored; kept, so that connecting again needs no database. */
    private Optional<VaultHeader> header;

    private Optional<Attached> attached = Optional.empty();
    private Instant notBefore = Instant.MIN;
    private String lastFailure = "";
    private boolean closed;

    private Pkcs11KeyVault(Cryptoki cryptoki, TokenSettings settings, VaultStore store, Clock clock) {
        this.cryptoki = cryptoki;
        this.settings = settings;
        this.pin = new TokenPin(settings.pinFile());
        this.store = store;
        this.clock = clock;
        this.header = store.header();
    }

    /**
     * Opens the vault, making it first where the store is empty. Where the vault was made before and the token is not to be
     * found or does not answer, the vault opens as {@link VaultState.Gone}, so that what needs no key goes on.
     *
     * @param store of this vault alone; holds wrapped keys and, for keys in the token, their public halves
     * @throws PkiException fault INPUT where the module is none, TOKEN where the token cannot be used for another reason: the
     *     PIN, the PIN file, several tokens of that label, a token without this vault's wrapping key
     */
    public static Pkcs11KeyVault open(TokenSettings settings, VaultStore store, Clock clock) {
        Pkcs11KeyVault vault = new Pkcs11KeyVault(Cryptoki.load(settings.module()), settings, store, clock);
        boolean made = vault.header.isPresent();
        try {
            vault.attached = Optional.of(vault.attach());
        } catch (TokenUnusableException e) {
            boolean mayComeBack = e.reason() == Reason.TOKEN_NOT_FOUND || e.reason() == Reason.TOKEN_NOT_ANSWERING;
            if (!made || !mayComeBack) {
                throw new PkiException(Fault.TOKEN, e.getMessage(), e);
            }
            vault.gone(e);
        }
        return vault;
    }

    @Override
    public VaultKey generate(KeySpec spec) {
        KeyId id = new KeyId(UUID.randomUUID());
        return switch (settings.signerKeys()) {
            case WRAPPED -> generateWrapped(id, spec);
            case TOKEN -> generateResident(id, spec, "khue:signer:" + id);
        };
    }

    @Override
    public VaultKey generateForService(KeySpec spec, String name) {
        return generateResident(new KeyId(UUID.randomUUID()), spec, name);
    }

    private VaultKey generateWrapped(KeyId id, KeySpec spec) {
        WrappedKey made = use(now -> now.connection().sessions().with(session -> {
            Cryptoki.Pair pair = cryptoki.generatePair(
                    session,
                    KeyTemplates.pairMechanism(spec),
                    KeyTemplates.publicKey(spec),
                    KeyTemplates.keyToWrap(id));
            try {
                byte[] publicKey = TokenPublicKeys.encoded(cryptoki, session, pair.publicKey(), spec);
                return new WrappedKey(
                        id, spec, publicKey, now.wrapping().wrapped(session, id, spec, publicKey, pair.privateKey()));
            } finally {
                cryptoki.destroy(session, pair.privateKey());
                cryptoki.destroy(session, pair.publicKey());
            }
        }));
        // Unwrapped once before anybody relies on it.
        use(now -> {
            now.connection().sessions().with(session -> {
                unwrap(now, session, made).close();
                return id;
            });
            return id;
        });
        store.add(made);
        return new VaultKey(id, spec, TokenPublicKeys.decoded(spec, made.publicKey()));
    }

    private VaultKey generateResident(KeyId id, KeySpec spec, String label) {
        WrappedKey made = use(now -> now.connection().keys().alone(session -> {
            Cryptoki.Pair pair = cryptoki.generatePair(
                    session,
                    KeyTemplates.pairMechanism(spec),
                    KeyTemplates.publicKey(spec),
                    KeyTemplates.residentKey(id, label));
            boolean kept = false;
            try {
                requireSealed(cryptoki, session, pair.privateKey());
                byte[] publicKey = TokenPublicKeys.encoded(cryptoki, session, pair.publicKey(), spec);
                byte[] seal = now.wrapping().resident(session, id, spec, publicKey);
                kept = true;
                return new WrappedKey(id, spec, publicKey, seal);
            } finally {
                cryptoki.destroy(session, pair.publicKey());
                if (!kept) {
                    cryptoki.destroy(session, pair.privateKey());
                }
            }
        }));
        try {
            store.add(made);
        } catch (RuntimeException e) {
            destroyResident(id);
            throw e;
        }
        return new VaultKey(id, spec, TokenPublicKeys.decoded(spec, made.publicKey()));
    }

    private void destroyResident(KeyId id) {
        use(now -> now.connection().keys().alone(session -> {
            for (long handle : cryptoki.find(session, KeyTemplates.residentKeySearch(id))) {
                cryptoki.destroy(session, handle);
            }
            return id;
        }));
    }

    /** Some tokens take a template and do otherwise. */
    static void requireSealed(Cryptoki cryptoki, long session, long key) throws CryptokiException {
        if (!cryptoki.flag(session, key, Attributes.SENSITIVE) || cryptoki.flag(session, key, Attributes.EXTRACTABLE)) {
            throw new PkiException(
                    Fault.KEY, "a key that cannot leave the token was asked for, found one that can; it was destroyed");
        }
    }

    @Override
    public Optional<VaultKey> find(KeyId id) {
        return store.find(id)
                .map(key -> new VaultKey(id, key.spec(), TokenPublicKeys.decoded(key.spec(), key.publicKey())));
    }

    /** {@inheritDoc} Does not ask the token: signing does. */
    @Override
    public SigningKey open(KeyId id, List<X509Certificate> chain) {
        WrappedKey stored = record(id);
        if (chain.isEmpty()
                || !MessageDigest.isEqual(
                        stored.publicKey(), chain.get(0).getPublicKey().getEncoded())) {
            throw new PkiException(
                    Fault.KEY, "a certificate of vault key " + id + " expected, found one with another public key");
        }
        return new CertifiedKey(chain, new TokenKey(id, stored.spec().algorithm()));
    }

    @Override
    public BareKey bare(KeyId id) {
        return new TokenKey(id, record(id).spec().algorithm());
    }

    @Override
    public void destroy(KeyId id) {
        Optional<WrappedKey> stored = store.find(id);
        if (stored.filter(Pkcs11KeyVault::isResident).isPresent()) {
            destroyResident(id);
        }
        store.remove(id);
        lock.readLock().lock();
        try {
            attached.ifPresent(now -> now.connection().keys().forget(id));
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public VaultState state() {
        return state;
    }

    @Override
    public VaultState check() {
        try {
            use(now -> {
                if (!now.connection().sessions().with(now.wrapping()::present)) {
                    throw CryptokiException.emptied();
                }
                return now;
            });
        } catch (PkiException e) {
            LOG.debug("the token was asked and is not usable", e);
        }
        return state;
    }

    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            closed = true;
            attached.ifPresent(now -> now.connection().close());
            attached = Optional.empty();
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Signers' keys unwrapped, and keys of the token held by handle, at this moment; for tests and metrics. */
    public int cached() {
        lock.readLock().lock();
        try {
            return attached.map(now -> now.connection().keys().size()).orElse(0);
        } finally {
            lock.readLock().unlock();
        }
    }

    private final class TokenKey implements BareKey {
        private final KeyId id;
        private final SignatureAlgorithm algorithm;
        private final Mechanism mechanism;

        private TokenKey(KeyId id, SignatureAlgorithm algorithm) {
            this.id = id;
            this.algorithm = algorithm;
            this.mechanism = Mechanism.overDigest(algorithm);
        }

        @Override
        public SignatureAlgorithm algorithm() {
            return algorithm;
        }

        @Override
        public byte[] signDigest(byte[] digest) {
            algorithm.requireDigest(digest);
            byte[] value = ready(digest).orElseGet(() -> fetched(digest));
            return algorithm.scheme() == SignatureAlgorithm.Scheme.ECDSA ? EcdsaValues.der(value) : value;
        }

        /** Signs where the key is held already. */
        private Optional<byte[]> ready(byte[] digest) {
            return use(now -> now.connection().sessions().with(session -> {
                Optional<KeyHandles.Lease> held = now.connection().keys().held(id);
                if (held.isEmpty()) {
                    return Optional.empty();
                }
                try (KeyHandles.Lease key = held.get()) {
                    return Optional.of(cryptoki.sign(session, mechanism, key.handle(), digest));
                }
            }));
        }

        /** Reads the record before a session is taken: sessions and connections to the database are not waited for together. */
        private byte[] fetched(byte[] digest) {
            WrappedKey stored = record(id);
            return use(now -> now.connection().sessions().with(session -> {
                try (KeyHandles.Lease key = unwrap(now, session, stored)) {
                    return cryptoki.sign(session, mechanism, key.handle(), digest);
                }
            }));
        }
    }

    private KeyHandles.Lease unwrap(Attached now, long session, WrappedKey stored) throws CryptokiException {
        KeyId id = stored.id();
        if (!now.wrapping().bound(session, id, stored.spec(), stored.publicKey(), stored.wrapped())) {
            throw new PkiException(
                    Fault.KEY, "vault key " + id + " does not unwrap: its record was changed or damaged");
        }
        KeyHandles keys = now.connection().keys();
        Optional<KeyHandles.Lease> lease = isResident(stored)
                ? keys.resident(
                        id,
                        own -> cryptoki.find(own, KeyTemplates.residentKeySearch(id)).stream()
                                .findFirst())
                : keys.unwrapped(
                        id, own -> Optional.of(now.wrapping().unwrap(own, id, stored.spec(), stored.wrapped())));
        if (lease.isEmpty() && !now.wrapping().present(session)) {
            throw CryptokiException.emptied();
        }
        return lease.orElseThrow(() -> new PkiException(
                Fault.KEY, "vault key " + id + " expected in the token, found none: it was deleted there"));
    }

    private static boolean isResident(WrappedKey stored) {
        return stored.wrapped().length == WrappingKeys.SEAL_BYTES;
    }

    private WrappedKey record(KeyId id) {
        return store.find(id)
                .orElseThrow(() -> new PkiException(
                        Fault.KEY, "vault key " + id + " expected, found none: it was destroyed or never made"));
    }

    private <T> T use(Work<T> work) {
        Optional<Attached> tried = Optional.empty();
        for (int attempt = 1; ; attempt++) {
            lock.readLock().lock();
            try {
                requireOpen();
                tried = attached;
                if (tried.isPresent()) {
                    return work.on(tried.get());
                }
            } catch (CryptokiException e) {
                if (!e.connectionLost()) {
                    throw new PkiException(Fault.KEY, "the token did not do its part: " + e.getMessage(), e);
                }
                if (attempt > 1) {
                    throw new PkiException(
                            Fault.TOKEN,
                            "the token failed twice, the second time freshly connected: " + e.getMessage(),
                            e);
                }
                LOG.warn("the connection to the token \"{}\" is lost: {}", settings.label(), e.getMessage());
            } finally {
                lock.readLock().unlock();
            }
            connectAgain(tried);
        }
    }

    /** Replaces the connection that failed, unless another thread did so meanwhile. */
    private void connectAgain(Optional<Attached> failed) {
        lock.writeLock().lock();
        try {
            requireOpen();
            if (attached.isPresent() && !attached.equals(failed)) {
                return;
            }
            if (attached.isEmpty() && clock.instant().isBefore(notBefore)) {
                throw refusal();
            }
            attached.ifPresent(now -> now.connection().close());
            attached = Optional.empty();
            attached = Optional.of(attach());
            if (state instanceof VaultState.Gone gone) {
                LOG.info("the token \"{}\" is back; it was gone since {}", settings.label(), gone.since());
            }
            state = new VaultState.Available();
        } catch (TokenUnusableException e) {
            gone(e);
            throw refusal();
        } finally {
            lock.writeLock().unlock();
        }
    }

    private Attached attach() throws TokenUnusableException {
        TokenConnection connection = TokenConnection.open(cryptoki, settings, pin);
        try {
            if (header.isEmpty()) {
                header = Optional.of(connection.keys().alone(session -> WrappingKeys.found(cryptoki, session, store)));
            }
            return new Attached(connection, connection.wrappingKeys(header.get()));
        } catch (CryptokiException e) {
            connection.close();
            throw new TokenUnusableException(
                    Reason.TOKEN_NOT_ANSWERING, "the token \"" + settings.label() + "\": " + e.getMessage(), e);
        } catch (TokenUnusableException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private void gone(TokenUnusableException e) {
        Instant now = clock.instant();
        Instant since = state instanceof VaultState.Gone before ? before.since() : now;
        state = new VaultState.Gone(since, e.reason());
        notBefore = now.plus(settings.retryAfter());
        if (!e.getMessage().equals(lastFailure)) {
            LOG.error("no key can be used since {}: {}", since, e.getMessage());
        }
        lastFailure = e.getMessage();
    }

    private PkiException refusal() {
        return new PkiException(
                Fault.TOKEN,
                "the keys cannot be used now (" + state + "): " + lastFailure + "; nothing is issued or signed");
    }

    private void requireOpen() {
        if (closed) {
            throw new PkiException(Fault.KEY, "an open vault expected, found a closed one; open it again");
        }
    }
}
