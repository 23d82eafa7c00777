package vn.khue.audit.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** The ledger's files by the names C2SP tlog-tiles gives them, and no other file. Thread-safe. */
public final class LogFiles {

    private static final String WITNESSED = "checkpoint.witnessed";

    private final Path directory;

    public LogFiles(Path directory) {
        this.directory = directory;
    }

    public Optional<byte[]> checkpoint() throws IOException {
        return read("checkpoint");
    }

    /** The newest checkpoint that witnesses have cosigned. */
    public Optional<byte[]> witnessed() throws IOException {
        return read(WITNESSED);
    }

    /** Puts a cosigned checkpoint in its place, whole and durable. */
    public void publishWitnessed(String note) {
        LedgerFiles files = new LedgerFiles(directory);
        files.publish(WITNESSED, note.getBytes(StandardCharsets.UTF_8));
        files.force();
    }

    /** A tile of hashes or a bundle of entries; one of a cold year as it was. */
    public Optional<byte[]> tile(TilePath path) throws IOException {
        Optional<byte[]> found = read(path.path());
        return found.isPresent() || path.level() != TilePath.ENTRIES ? found : ColdBundles.read(directory, path.path());
    }

    private Optional<byte[]> read(String path) throws IOException {
        try {
            return Optional.of(Files.readAllBytes(directory.resolve(path)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
