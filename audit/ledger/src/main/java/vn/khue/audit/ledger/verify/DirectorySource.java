package vn.khue.audit.ledger.verify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A log in a directory. */
public final class DirectorySource implements LedgerSource {

    private final Path directory;

    public DirectorySource(Path directory) {
        this.directory = directory;
    }

    @Override
    public Optional<byte[]> fetch(String path, int maxBytes) throws IOException {
        try (InputStream in = Files.newInputStream(directory.resolve(path))) {
            byte[] bytes = in.readNBytes(maxBytes + 1);
            if (bytes.length > maxBytes) {
                throw new IOException(path + ": expected at most " + maxBytes + " bytes, found more");
            }
            return Optional.of(bytes);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public List<Integer> partialWidths(String tilePath) throws IOException {
        Path partials = directory.resolve(tilePath + ".p");
        if (!Files.isDirectory(partials)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(partials)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("[1-9][0-9]{0,2}"))
                    .map(Integer::valueOf)
                    .filter(width -> width < 256)
                    .sorted()
                    .toList();
        }
    }
}
