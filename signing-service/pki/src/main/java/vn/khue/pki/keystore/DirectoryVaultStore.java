package vn.khue.pki.keystore;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import vn.khue.pki.PkiException;
import vn.khue.pki.PkiException.Fault;
import vn.khue.pki.policy.DataFile;

/**
 * Keeps wrapped keys as files of one directory, one JSON file each, mode 0600: the root's keys, on a medium that can be
 * taken away. A file appears whole or not at all. One process at a time.
 */
public final class DirectoryVaultStore implements VaultStore {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** File forms; binary values are Base64. */
    record HeaderFile(int memoryKib, int iterations, int lanes, String salt, String wrappedMaster) {}

    record KeyFile(String id, KeySpec spec, String publicKey, String wrapped) {}

    private final Path directory;

    /** @param directory made, mode 0700, where it does not exist */
    public DirectoryVaultStore(Path directory) {
        this.directory = directory;
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(directory);
                if (posix()) {
                    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
                }
            }
        } catch (IOException e) {
            throw new PkiException(Fault.STORE, "the key directory " + directory + " cannot be made", e);
        }
    }

    @Override
    public Optional<VaultHeader> header() {
        return read(headerPath(), HeaderFile.class)
                .map(f -> new VaultHeader(
                        new KdfParameters(f.memoryKib(), f.iterations(), f.lanes()),
                        bytes(f.salt()),
                        bytes(f.wrappedMaster())));
    }

    @Override
    public VaultHeader create(VaultHeader header) {
        if (!Files.exists(headerPath())) {
            replace(header);
        }
        return header().orElseThrow();
    }

    @Override
    public void replace(VaultHeader header) {
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("memoryKib", header.kdf().memoryKib());
        file.put("iterations", header.kdf().iterations());
        file.put("lanes", header.kdf().lanes());
        file.put("salt", text(header.salt()));
        file.put("wrappedMaster", text(header.wrappedMaster()));
        write(headerPath(), file);
    }

    @Override
    public void add(WrappedKey key) {
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("id", key.id().toString());
        file.put("spec", key.spec().name());
        file.put("publicKey", text(key.publicKey()));
        file.put("wrapped", text(key.wrapped()));
        write(keyPath(key.id()), file);
    }

    @Override
    public Optional<WrappedKey> find(KeyId id) {
        return read(keyPath(id), KeyFile.class)
                .map(f -> new WrappedKey(KeyId.of(f.id()), f.spec(), bytes(f.publicKey()), bytes(f.wrapped())));
    }

    @Override
    public void remove(KeyId id) {
        try {
            Files.deleteIfExists(keyPath(id));
        } catch (IOException e) {
            throw new PkiException(Fault.STORE, "the key file of " + id + " cannot be deleted", e);
        }
    }

    private Path headerPath() {
        return directory.resolve("vault.json");
    }

    private Path keyPath(KeyId id) {
        return directory.resolve("key-" + id + ".json");
    }

    private <T> Optional<T> read(Path file, Class<T> type) {
        try {
            return Files.exists(file)
                    ? Optional.of(DataFile.read(file.getFileName().toString(), Files.readAllBytes(file), type))
                    : Optional.empty();
        } catch (IOException e) {
            throw new PkiException(Fault.STORE, file + " cannot be read", e);
        }
    }

    private void write(Path file, Map<String, Object> content) {
        try {
            Path draft = Files.createTempFile(directory, ".", ".new");
            if (posix()) {
                Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
            }
            try (FileChannel out = FileChannel.open(draft, Set.of(StandardOpenOption.WRITE))) {
                ByteBuffer bytes = ByteBuffer.wrap(MAPPER.writeValueAsBytes(content));
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                out.force(true);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | AtomicMoveNotSupportedException e) {
            throw new PkiException(Fault.STORE, "the file system of " + directory + " cannot replace files whole", e);
        } catch (IOException e) {
            throw new PkiException(Fault.STORE, file + " cannot be written", e);
        }
    }

    private boolean posix() {
        return directory.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static byte[] bytes(String base64) {
        return Base64.getDecoder().decode(base64);
    }

    private static String text(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
