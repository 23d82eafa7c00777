package vn.khue.pki.ca;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.bouncycastle.asn1.x500.X500Name;
import vn.khue.pki.Certificates;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.PkiException;
import vn.khue.pki.PkiException.Fault;
import vn.khue.pki.SigningKey;
import vn.khue.pki.keystore.DirectoryVaultStore;
import vn.khue.pki.keystore.KdfParameters;
import vn.khue.pki.keystore.KeyId;
import vn.khue.pki.keystore.Passphrase;
import vn.khue.pki.keystore.SoftwareKeyVault;
import vn.khue.pki.keystore.VaultKey;

/**
 * The root's directory: its key, encrypted under a passphrase of its own, and its certificate ({@code root.crt}, PEM). The
 * directory can be a medium that is only attached for a ceremony. The key is in memory only while an
 * {@link Opened} is open.
 */
public final class RootDirectory {
    private static final String CERTIFICATE = "root.crt";
    private static final String KEY_NAME = "root.key-id";

    private final Path directory;
    private final Supplier<Passphrase> passphrase;
    private final KdfParameters kdf;
    private final boolean closed;

    /** The root while it may sign; closing it forgets the key. */
    static final class Opened implements AutoCloseable {
        private final SoftwareKeyVault vault;
        private final SigningKey key;

        private Opened(SoftwareKeyVault vault, SigningKey key) {
            this.vault = vault;
            this.key = key;
        }

        SigningKey key() {
            return key;
        }

        @Override
        public void close() {
            vault.close();
        }
    }

    /** @param passphrase asked only when the root has to sign; what it gives is closed after use */
    public RootDirectory(Path directory, Supplier<Passphrase> passphrase, KdfParameters kdf) {
        this(directory, passphrase, kdf, false);
    }

    private RootDirectory(Path directory, Supplier<Passphrase> passphrase, KdfParameters kdf, boolean closed) {
        this.directory = directory;
        this.passphrase = passphrase;
        this.kdf = kdf;
        this.closed = closed;
    }

    /** A root that opens by shares alone (package {@code ceremony}), and so not in this process. */
    public static RootDirectory closed(Path directory) {
        return new RootDirectory(
                directory,
                () -> {
                    throw new PkiException(
                            Fault.KEY,
                            "the root opens by its shares alone; run ./khue ca sign with those who hold them");
                },
                KdfParameters.RECOMMENDED,
                true);
    }

    /** Whether the root can sign in this process, as far as its files tell. */
    boolean atHand() {
        return !closed && Files.exists(directory.resolve(KEY_NAME));
    }

    /** Whether a root that is not there may be made. */
    boolean mayBeFounded() {
        return !closed;
    }

    /** Makes the root; its key is forgotten on return. */
    public X509Certificate make(HierarchyPlan plan, Profiles profiles, Clock clock) {
        try (Opened made = found(plan, profiles, clock)) {
            return made.key().certificate();
        }
    }

    /** @throws PkiException fault KEY where the passphrase does not open the root's key; STORE where it is not there */
    public void requireOpens() {
        open().close();
    }

    /** The root's certificate, once there is one. */
    public Optional<X509Certificate> certificate() {
        Path file = directory.resolve(CERTIFICATE);
        try {
            return Files.exists(file)
                    ? Optional.of(
                            Certificates.parseFile(Files.readAllBytes(file)).get(0))
                    : Optional.empty();
        } catch (IOException e) {
            throw new PkiException(Fault.STORE, file + " cannot be read", e);
        }
    }

    Opened open() {
        X509Certificate root = certificate()
                .orElseThrow(() -> new PkiException(
                        Fault.STORE, "a root certificate expected in " + directory + ", found none; found the root"));
        KeyId id = keyId();
        SoftwareKeyVault vault = vault();
        try {
            return new Opened(vault, vault.open(id, List.of(root)));
        } catch (PkiException e) {
            vault.close();
            throw e;
        }
    }

    private KeyId keyId() {
        try {
            return KeyId.of(Files.readString(directory.resolve(KEY_NAME), StandardCharsets.US_ASCII)
                    .strip());
        } catch (IOException | IllegalArgumentException e) {
            throw new PkiException(Fault.STORE, "the root's key name in " + directory + " cannot be read", e);
        }
    }

    /** Makes the root's key and self-signed certificate; the root stays open. */
    Opened found(HierarchyPlan plan, Profiles profiles, Clock clock) {
        CertificateProfile profile = profiles.get(plan.root().profile());
        X500Name name = Subject.authority(
                        plan.country(), plan.organization(), plan.root().commonName())
                .name();
        SoftwareKeyVault vault = vault();
        try {
            VaultKey key = vault.generate(plan.root().key());
            Instant from = clock.instant().truncatedTo(ChronoUnit.SECONDS).minusSeconds(60);
            X509Certificate root = CertificateAssembly.sign(
                    profile,
                    name,
                    key.publicKey(),
                    new BigInteger(127, new SecureRandom()).setBit(126),
                    from,
                    from.plus(profile.validity()),
                    Optional.empty(),
                    vault.bare(key.id()));
            write(KEY_NAME, key.id() + "\n");
            write(CERTIFICATE, Certificates.pem(root));
            return new Opened(vault, vault.open(key.id(), List.of(root)));
        } catch (PkiException e) {
            vault.close();
            throw e;
        }
    }

    private SoftwareKeyVault vault() {
        try (Passphrase secret = passphrase.get()) {
            return SoftwareKeyVault.open(new DirectoryVaultStore(directory), secret, kdf, CryptoProviders.fastest(), 1);
        }
    }

    private void write(String name, String content) {
        try {
            Path draft = Files.createTempFile(directory, ".", ".new");
            Files.writeString(draft, content, StandardCharsets.US_ASCII);
            Files.move(draft, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new PkiException(Fault.STORE, name + " cannot be written in " + directory, e);
        }
    }
}
