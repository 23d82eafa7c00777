package vn.khue.audit.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** The ledger's files by the names C2SP tlog-tiles gives them, and no other file. Thread-safe. */
public final class LogFiles {

    private final Path directory;

    public LogFiles(Path directory) {
        this.directory = directory;
    }

    public Optional<byte[]> checkpoint() throws IOException {
        return read("checkpoint");
    }

    /** A tile of hashes or a bundle of entries. */
    public Optional<byte[]> tile(TilePath path) throws IOException {
        return read(path.path());
    }

    private Optional<byte[]> read(String path) throws IOException {
        try {
            return Optional.of(Files.readAllBytes(directory.resolve(path)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
