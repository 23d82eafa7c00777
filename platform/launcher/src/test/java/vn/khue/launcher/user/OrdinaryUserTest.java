package vn.khue.launcher.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.khue.directory.slapd.SlapdInstallation;
import vn.khue.launcher.home.FileTree;
import vn.khue.launcher.home.JavaCommand;
import vn.khue.launcher.home.Ports;
import vn.khue.launcher.home.Settings.DirectoryKind;

/**
 * Khuê needs no root: where the tests run as root, a user who may do nothing runs the parts instead. Whoever does so is a process of its
 * own, so other tests may run meanwhile.
 */
@Execution(ExecutionMode.CONCURRENT)
class OrdinaryUserTest {
    /** The user nobody of Debian and its kin. It must be one that has a name: initdb asks for it. */
    private static final int NOBODY = 65_534;

    private static final int LIMIT_SECONDS = 300;

    private Path home;

    @BeforeEach
    void makeHome() throws IOException {
        home = Files.createTempDirectory("khue-ordinary");
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @AfterEach
    void removeHome() {
        FileTree.remove(home);
    }

    @ParameterizedTest
    @EnumSource
    @Execution(ExecutionMode.SAME_THREAD)
    void keepsWhatWasWrittenToBothStoresThroughKill9(DirectoryKind kind) throws Exception {
        assumeTrue(
                kind != DirectoryKind.SLAPD || SlapdInstallation.find().isPresent(),
                "slapd is not installed: apt install slapd");
        Path state = Files.createDirectory(home.resolve("state"));
        Path lib = Files.createDirectory(home.resolve("lib"));
        copyClassPath(lib);
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            FileTree.own(state, NOBODY);
            command.addAll(List.of(
                    "setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--bounding-set=-all"));
        }
        assumeTrue(
                run(with(command, List.of(JavaCommand.java().get(0), "-version"))) == 0,
                "the Java that runs the tests lies where only root may read, or setpriv is missing");
        command.addAll(JavaCommand.java());
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1",
                "-cp",
                lib + "/*",
                "vn.khue.launcher.user.OrdinaryLife",
                state.toString(),
                home.toString(),
                Integer.toString(freeBase()),
                kind.name()));

        int code = run(command);

        String said = Files.readString(home.resolve("said"));
        assertThat(code).as(said).isZero();
        assertThat(said).contains("table: Khuê", "unit: Trường Thử");
        if (isRoot()) {
            assertThat(Files.getAttribute(state.resolve("data/postgres/PG_VERSION"), "unix:uid"))
                    .isEqualTo(NOBODY);
            if (kind == DirectoryKind.SLAPD) {
                assertThat(Files.getAttribute(state.resolve("data/slapd/mdb/data.mdb"), "unix:uid"))
                        .isEqualTo(NOBODY);
            }
        }
    }

    private int run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("said").toFile());
        builder.environment().keySet().retainAll(List.of("PATH"));
        builder.environment().put("LANG", "C.UTF-8");
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            return -1;
        }
        try {
            return process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) ? process.exitValue() : -1;
        } finally {
            process.destroyForcibly();
        }
    }

    private static List<String> with(List<String> prefix, List<String> command) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(command);
        return all;
    }

    private static boolean isRoot() throws IOException {
        return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    }

    /** The repository of libraries is often closed to others, and the launcher starts its parts from jars. */
    private static void copyClassPath(Path lib) throws IOException {
        int number = 0;
        for (String entry : System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
            Path source = Path.of(entry);
            Path target = lib.resolve(number++ + ".jar");
            if (Files.isDirectory(source)) {
                pack(source, target);
            } else if (Files.isRegularFile(source)) {
                Files.copy(source, target);
                Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-r--r--"));
            }
        }
    }

    private static void pack(Path tree, Path target) throws IOException {
        try (OutputStream out = Files.newOutputStream(target);
                ZipOutputStream jar = new ZipOutputStream(out);
                Stream<Path> files = Files.walk(tree)) {
            files.filter(Files::isRegularFile).forEach(file -> {
                try {
                    jar.putNextEntry(new ZipEntry(tree.relativize(file).toString()));
                    Files.copy(file, jar);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private static int freeBase() throws IOException {
        for (int base = 30_000; base < 50_000; base += 500) {
            Ports ports = new Ports(base);
            if (free(ports.postgres()) && free(ports.ldap())) {
                return base;
            }
        }
        throw new IOException("No free ports for PostgreSQL and the directory");
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
