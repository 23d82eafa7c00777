package vn.khue.launcher.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A directory made once for one content and replaced when the content changes. A mark is written last, so what a killed launcher
 * left half-done is made anew.
 */
public final class UnpackedOnce {
    private static final String MARK = ".complete";

    private final Path place;

    /** @param place holds one directory, named by its content */
    public UnpackedOnce(Path place) {
        this.place = place;
    }

    /** Where the directory of this content lies, or will lie. */
    public Path of(String contentHash) {
        return place.resolve(contentHash);
    }

    /**
     * The directory of this content, made where it is not there yet; directories of other contents are removed.
     *
     * @param fill fills an empty directory
     */
    public Path make(String contentHash, Consumer<Path> fill) {
        Path directory = of(contentHash);
        Path mark = directory.resolve(MARK);
        if (Files.exists(mark)) {
            return directory;
        }
        StateDirectory.createOwnerOnly(place);
        clear();
        StateDirectory.createOwnerOnly(directory);
        fill.accept(directory);
        try {
            Files.createFile(mark);
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void clear() {
        try (Stream<Path> all = Files.list(place)) {
            all.toList().forEach(FileTree::remove);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
