package vn.khue.audit.app.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import vn.khue.audit.ledger.LogKey;
import vn.khue.audit.ledger.LogKeyFile;

/** Keys of logs in tests that are about something else: made once, for a passphrase costs its 600,000 rounds each time. */
public final class TrialLogKey {

    private static final Map<String, LogKey> MADE = new ConcurrentHashMap<>();

    private TrialLogKey() {}

    /** The key of the log of this name, the same one each time. */
    public static LogKey of(String name) {
        return MADE.computeIfAbsent(name, TrialLogKey::make);
    }

    private static LogKey make(String name) {
        try {
            Path folder = Files.createTempDirectory("khue-log-key");
            Path file = folder.resolve("key");
            try {
                return LogKeyFile.openOrCreate(file, name, "a passphrase of a test".toCharArray());
            } finally {
                Files.deleteIfExists(file);
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
