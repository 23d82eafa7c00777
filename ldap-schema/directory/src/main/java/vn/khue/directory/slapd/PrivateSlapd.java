package vn.khue.directory.slapd;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import vn.khue.directory.DirectoryException;
import vn.khue.directory.DirectoryException.Reason;
import vn.khue.directory.ldap.Tree;

/**
 * A slapd of our own: configuration made from our templates at every start, data kept in its folder. Needs no root. Listens on
 * loopback. On a system whose AppArmor profile binds slapd to the system's folders, that profile must be put aside first.
 */
public final class PrivateSlapd implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String PRIVATE_FOLDER = "rwx------";
    private static final String PRIVATE_FILE = "rw-------";

    private final Process process;
    private final int port;

    private PrivateSlapd(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts slapd and returns once it answers.
     *
     * @throws DirectoryException with reason UNAVAILABLE if it cannot start; the message holds its last words
     */
    public static PrivateSlapd start(SlapdInstallation installation, SlapdSettings settings) {
        List<String> command = prepare(installation, settings);
        try {
            Path log = settings.folder().resolve("slapd.log");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            var slapd = new PrivateSlapd(process, settings.port());
            slapd.awaitAnswer(settings, log);
            return slapd;
        } catch (IOException e) {
            throw cannotStart(e.getMessage(), e);
        }
    }

    /**
     * Makes the configuration anew, and the data where the folder has none, for whoever runs slapd as a process of its own.
     *
     * @return the command that runs it in the foreground
     * @throws DirectoryException with reason UNAVAILABLE if slapd does not take the configuration
     */
    public static List<String> prepare(SlapdInstallation installation, SlapdSettings settings) {
        var config = new SlapdConfig(installation, settings);
        try {
            makeFolder(settings.folder());
            empty(config.configFolder());
            makeFolder(config.configFolder());
            boolean fresh = !Files.exists(config.dataFolder());
            makeFolder(config.dataFolder());
            load(installation, settings, config, "0", config.config());
            if (fresh) {
                load(installation, settings, config, "1", config.firstEntries());
            }
            return command(installation, settings);
        } catch (IOException e) {
            throw cannotStart(e.getMessage(), e);
        }
    }

    /** The command that runs a prepared slapd in the foreground. */
    public static List<String> command(SlapdInstallation installation, SlapdSettings settings) {
        return List.of(
                installation.slapd().toString(),
                "-F",
                new SlapdConfig(installation, settings).configFolder().toString(),
                "-h",
                "ldap://127.0.0.1:" + settings.port() + "/",
                "-d",
                "none");
    }

    /** The port it listens on. */
    public int port() {
        return port;
    }

    /** Its process, so that a launcher can watch it. */
    public ProcessHandle process() {
        return process.toHandle();
    }

    /** Asks it to stop and waits; slapd closes its database on SIGTERM. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void awaitAnswer(SlapdSettings settings, Path log) throws IOException {
        String admin = new Tree(settings.base()).admin().toString();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            try (var connection = new LDAPConnection("127.0.0.1", port)) {
                connection.bind(admin, settings.adminPassword());
                return;
            } catch (LDAPException e) {
                if (exited()) {
                    throw cannotStart(
                            Files.readString(log, StandardCharsets.UTF_8).strip(), e);
                }
            }
        }
        close();
        throw cannotStart("no answer in " + PATIENCE.toSeconds() + " s", null);
    }

    /** Whether it has ended; waits a moment for that, which also paces the tries. */
    private boolean exited() throws IOException {
        try {
            return process.waitFor(50, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw new IOException("interrupted while waiting for slapd", e);
        }
    }

    private static void load(
            SlapdInstallation installation, SlapdSettings settings, SlapdConfig config, String database, String ldif)
            throws IOException {
        Path file = settings.folder().resolve("load-" + database + ".ldif");
        Path log = settings.folder().resolve("slapadd.log");
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(PRIVATE_FILE)));
        Files.writeString(file, ldif, StandardCharsets.UTF_8, StandardOpenOption.WRITE);
        try {
            Process process = new ProcessBuilder(List.of(
                            installation.slapd().toString(),
                            "-T",
                            "add",
                            "-n",
                            database,
                            "-F",
                            config.configFolder().toString(),
                            "-l",
                            file.toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw cannotStart(Files.readString(log, StandardCharsets.UTF_8).strip(), null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while loading", e);
        } finally {
            // It holds the hashes of the accounts.
            Files.deleteIfExists(file);
        }
    }

    private static void makeFolder(Path folder) throws IOException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(PRIVATE_FOLDER)));
    }

    private static void empty(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static DirectoryException cannotStart(String found, Exception cause) {
        return new DirectoryException(
                Reason.UNAVAILABLE, "expected slapd to start, found: " + found + "; see its folder's logs", cause);
    }
}
