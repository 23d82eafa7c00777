package vn.khue.directory.embedded;

import java.io.IOException;

/** A file of the embedded directory is damaged in a way that a crash does not explain. Its data must be restored, not guessed. */
final class CorruptStoreException extends IOException {

    private static final long serialVersionUID = 1L;

    CorruptStoreException(String expectedAndFound) {
        this(expectedAndFound, null);
    }

    CorruptStoreException(String expectedAndFound, Throwable cause) {
        super("expected " + expectedAndFound + "; restore the directory's data from a backup", cause);
    }
}
