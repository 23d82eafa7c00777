package vn.khue.launcher.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A directory with everything in it; symbolic links are taken as they are and never followed. */
public final class FileTree {
    private FileTree() {}

    /** Removes the tree; does nothing where there is none. */
    public static void remove(Path tree) {
        if (!Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives the tree to another user and that user's group, unless it is theirs. Only root may. */
    public static void own(Path tree, int user) {
        try {
            if (Integer.valueOf(user).equals(Files.getAttribute(tree, "unix:uid", LinkOption.NOFOLLOW_LINKS))) {
                return;
            }
            try (Stream<Path> all = Files.walk(tree)) {
                for (Path path : all.toList()) {
                    Files.setAttribute(path, "unix:uid", user, LinkOption.NOFOLLOW_LINKS);
                    Files.setAttribute(path, "unix:gid", user, LinkOption.NOFOLLOW_LINKS);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
