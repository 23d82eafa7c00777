package vn.khue.audit.app.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import vn.khue.audit.ledger.LedgerException;
import vn.khue.audit.ledger.LogKey;
import vn.khue.audit.ledger.LogKeyFile;

/** Opens the log's key with the passphrase of its file, and puts the public key where verifiers look for it. */
final class LogKeyLoader {

    private LogKeyLoader() {}

    static LogKey load(LedgerSettings settings) {
        try {
            String name = settings.origin()
                    .or(() -> LogKeyFile.nameOf(settings.keyFile()))
                    .orElse(settings.defaultOrigin());
            Files.createDirectories(settings.keyFile().toAbsolutePath().getParent());
            char[] passphrase = passphrase(settings.passphraseFile());
            try {
                LogKey key = LogKeyFile.openOrCreate(settings.keyFile(), name, passphrase);
                publish(settings.publicKeyFile(), key.publicKey().vkey() + "\n");
                return key;
            } finally {
                Arrays.fill(passphrase, '\0');
            }
        } catch (IOException e) {
            throw new LedgerException(
                    "Ledger key: expected to read " + settings.passphraseFile() + " and write beside "
                            + settings.publicKeyFile() + ", found "
                            + e.getClass().getSimpleName() + "; check the state directory",
                    e);
        }
    }

    private static char[] passphrase(Path file) throws IOException {
        String line = Files.readString(file, StandardCharsets.UTF_8).strip();
        if (line.length() < 16) {
            throw new LedgerException("Ledger key passphrase " + file + ": expected at least 16 characters, found "
                    + line.length() + "; let the launcher make it");
        }
        return line.toCharArray();
    }

    private static void publish(Path file, String text) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        Files.writeString(temporary, text, StandardCharsets.US_ASCII);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
