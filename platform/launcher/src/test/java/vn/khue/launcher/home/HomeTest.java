package vn.khue.launcher.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khue.launcher.LauncherException;
import vn.khue.launcher.Texts;

class HomeTest {
    @TempDir
    Path directory;

    @Test
    void secretsAreMadeOnceAndForTheOwnerAlone() throws IOException {
        StateDirectory state = new StateDirectory(directory.resolve("state"));
        state.create();
        Secrets secrets = new Secrets(state.secrets(), new SecureRandom());

        secrets.createMissing();
        String first = secrets.read("db-signing");
        secrets.createMissing();

        assertThat(secrets.read("db-signing")).isEqualTo(first).hasSize(40);
        assertThat(secrets.read("db-audit")).isNotEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets.file("db-signing"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state.root())))
                .isEqualTo("rwx------");
        assertThat(secrets.base32(20)).matches("[A-Z2-7]{32}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "50001", "65536", "99999999999", "0x10", "eight", ""})
    void aPortBaseThatIsNoneIsNamed(String value) {
        assertThatThrownBy(() -> Ports.from(Map.of("KHUE_PORT_BASE", value), Texts.launcher("en")))
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining("KHUE_PORT_BASE");
    }

    @Test
    void thePortBaseShiftsEveryPort() {
        Ports ports = Ports.from(Map.of("KHUE_PORT_BASE", "1000"), Texts.launcher("en"));

        assertThat(ports.keycloak()).isEqualTo(9080);
        assertThat(ports.signing()).isEqualTo(9081);
        assertThat(ports.audit()).isEqualTo(9082);
        assertThat(ports.keycloakManagement()).isEqualTo(10000);
        assertThat(ports.ldap()).isEqualTo(2389);
        assertThat(ports.postgres()).isEqualTo(6433);
    }

    @Test
    void settingsStayAsTheyWereChosen() {
        StateDirectory state = new StateDirectory(directory);
        Settings chosen = new Settings(Settings.DirectoryKind.SLAPD, true, "3");

        assertThat(Settings.read(state, chosen)).isEqualTo(chosen);
        chosen.write(state);
        assertThat(Settings.read(state, Settings.DEFAULT)).isEqualTo(chosen);
    }

    @Test
    void aFileThatCannotBeWrittenLeavesNothingBehind() throws IOException {
        Path taken = Files.createDirectories(directory.resolve("taken/inside")).getParent();

        assertThatThrownBy(() -> StateDirectory.writeOwnerOnly(taken, "text")).isInstanceOf(UncheckedIOException.class);

        assertThat(directory).isDirectoryNotContaining("glob:**/.taken.*");
    }

    @Test
    void whatWasLeftHalfDoneIsMadeAnew() {
        UnpackedOnce once = new UnpackedOnce(directory.resolve("place"));
        AtomicInteger calls = new AtomicInteger();

        assertThatThrownBy(() -> once.make("a", target -> {
                    calls.incrementAndGet();
                    throw new IllegalStateException("killed");
                }))
                .hasMessage("killed");
        once.make("a", target -> calls.incrementAndGet());
        once.make("a", target -> calls.incrementAndGet());
        once.make("b", target -> calls.incrementAndGet());

        assertThat(calls).hasValue(3);
        assertThat(once.of("a")).doesNotExist();
        assertThat(once.of("b")).exists();
    }

    @Test
    void noArchiveWritesOutsideItsTarget() throws IOException {
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        try (TarArchiveOutputStream out = new TarArchiveOutputStream(new XZCompressorOutputStream(tar))) {
            byte[] content = "x".getBytes(StandardCharsets.US_ASCII);
            TarArchiveEntry entry = new TarArchiveEntry("../escaped", true);
            entry.setSize(content.length);
            out.putArchiveEntry(entry);
            out.write(content);
            out.closeArchiveEntry();
        }
        ByteArrayOutputStream link = new ByteArrayOutputStream();
        try (TarArchiveOutputStream out = new TarArchiveOutputStream(new XZCompressorOutputStream(link))) {
            TarArchiveEntry entry = new TarArchiveEntry("link", TarConstants.LF_SYMLINK);
            entry.setLinkName("../../etc");
            out.putArchiveEntry(entry);
            out.closeArchiveEntry();
        }
        Path zip = directory.resolve("a.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("top/../../escaped"));
            out.write('x');
        }
        Path target = directory.resolve("deep/target");

        assertThatThrownBy(() -> Archive.unpackTarXz(new ByteArrayInputStream(tar.toByteArray()), target))
                .hasMessageContaining("../escaped");
        assertThatThrownBy(() -> Archive.unpackTarXz(new ByteArrayInputStream(link.toByteArray()), target))
                .hasMessageContaining("etc");
        assertThatThrownBy(() -> Archive.unpackZipWithoutTop(zip, target)).hasMessageContaining("escaped");
        assertThat(directory.resolve("deep/escaped")).doesNotExist();
        assertThat(directory.resolve("escaped")).doesNotExist();
    }
}
