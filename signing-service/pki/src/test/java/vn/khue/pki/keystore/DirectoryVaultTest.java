package vn.khue.pki.keystore;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.pki.PkiException;

class DirectoryVaultTest extends SoftwareVaultContract {
    @TempDir
    Path directory;

    @Override
    protected VaultStore store() {
        return new DirectoryVaultStore(directory.resolve("vault"));
    }

    @Test
    void aHeaderThatAsksForTooMuchMemoryIsRefused() throws IOException {
        open(1).close();
        Path header = directory.resolve("vault/vault.json");
        String changed = Files.readString(header, StandardCharsets.UTF_8)
                .replace("\"memoryKib\":19456", "\"memoryKib\":2000000000");
        Files.writeString(header, changed, StandardCharsets.UTF_8);
        assertThatThrownBy(() -> open(1)).hasMessageContaining("19456 to 1048576 expected");
    }

    @Test
    void aHeaderWithAnUnknownMemberIsRefused() throws IOException {
        open(1).close();
        Path header = directory.resolve("vault/vault.json");
        String changed = Files.readString(header, StandardCharsets.UTF_8).replace("{", "{\"note\":1,");
        Files.writeString(header, changed, StandardCharsets.UTF_8);
        assertThatThrownBy(() -> open(1)).isInstanceOf(PkiException.class).hasMessageContaining("note");
    }
}
