package vn.khue.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretFilesTest {

    @TempDir
    private Path folder;

    @Test
    void lineIsReadWithoutItsEnd() throws Exception {
        write("one", "s3cret\n", "rw-------");
        assertThat(new SecretFiles(folder).read("one")).isEqualTo("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-"})
    void fileOpenToOthersIsRefused(String mode) throws Exception {
        write("open", "s3cret", mode);
        assertRefused("open", "chmod 600");
    }

    @Test
    void missingEmptyAndLongFilesAreRefused() throws Exception {
        write("empty", " \n", "rw-------");
        write("long", "x".repeat(5000), "rw-------");
        assertRefused("missing", "./khue up");
        assertRefused("empty", "an empty one");
        assertRefused("long", "4096");
    }

    private void assertRefused(String name, String words) {
        assertThatThrownBy(() -> new SecretFiles(folder).read(name))
                .isInstanceOfSatisfying(
                        DirectoryException.class,
                        e -> assertThat(e.reason()).isEqualTo(DirectoryException.Reason.ACCESS_DENIED))
                .hasMessageContaining(words)
                .hasMessageNotContaining("s3cret");
    }

    private void write(String name, String text, String mode) throws Exception {
        Path file = Files.writeString(folder.resolve(name), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }
}
