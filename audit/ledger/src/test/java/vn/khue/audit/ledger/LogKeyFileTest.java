package vn.khue.audit.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogKeyFileTest {

    @TempDir
    Path directory;

    @Test
    void keepsTheKeyUnderItsPassphraseAndForItsOwnerOnly() throws IOException {
        Path file = directory.resolve("ledger.key");
        LogKey made = LogKeyFile.openOrCreate(file, "log.example", "a long passphrase".toCharArray());
        LogKey opened = LogKeyFile.openOrCreate(file, "log.example", "a long passphrase".toCharArray());

        assertThat(opened.publicKey().vkey()).isEqualTo(made.publicKey().vkey());
        assertThat(SignedNote.sign("x\n", opened)).isEqualTo(SignedNote.sign("x\n", made));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void refusesAnotherPassphraseAnotherLogAndDamage() throws IOException {
        Path file = directory.resolve("ledger.key");
        char[] passphrase = "a long passphrase".toCharArray();
        LogKeyFile.openOrCreate(file, "log.example", passphrase);

        assertThatThrownBy(() -> LogKeyFile.openOrCreate(file, "log.example", "another".toCharArray()))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("passphrase");
        assertThatThrownBy(() -> LogKeyFile.openOrCreate(file, "other.example", passphrase))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("log.example");

        String text = Files.readString(file, StandardCharsets.US_ASCII);
        String vkey = LogKeyFile.openOrCreate(directory.resolve("b.key"), "log.example", passphrase)
                .publicKey()
                .vkey();
        Files.writeString(file, text.replace(text.lines().toList().get(1), vkey), StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> LogKeyFile.openOrCreate(file, "log.example", passphrase))
                .isInstanceOf(LedgerException.class);
        Files.writeString(file, "khue-log-key v1\n", StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> LogKeyFile.openOrCreate(file, "log.example", passphrase))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("restore it from the backup");
    }
}
