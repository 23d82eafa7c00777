package vn.khue.signature.xml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Files that a signature names and that lie outside of it. Never looks anywhere else, least of all in the network. */
@FunctionalInterface
public interface DetachedContents {

    /**
     * @param name plain file name, without folders
     * @return a stream that the caller closes; empty where there is no such file
     * @throws IOException if it cannot be opened
     */
    Optional<InputStream> open(String name) throws IOException;

    /** None is given. */
    static DetachedContents none() {
        return name -> Optional.empty();
    }

    /** Regular files, no links, in the folder of this file. */
    static DetachedContents beside(Path file) {
        return name -> {
            Path content = file.resolveSibling(name);
            return Files.isRegularFile(content, LinkOption.NOFOLLOW_LINKS)
                    ? Optional.of(Files.newInputStream(content))
                    : Optional.empty();
        };
    }

    /** These files by these names. */
    static DetachedContents of(Map<String, Path> files) {
        Map<String, Path> known = Map.copyOf(files);
        return name -> known.containsKey(name) ? Optional.of(Files.newInputStream(known.get(name))) : Optional.empty();
    }
}
