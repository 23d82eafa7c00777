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
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import vn.khue.directory.DirectoryException;
import vn.khue.directory.DirectoryException.Reason;

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
     * Starts slapd and returns once it answers and its branches, policies and accounts are as the settings say.
     *
     * @throws DirectoryException with reason UNAVAILABLE if it cannot start; the message holds its last words
     */
    public static PrivateSlapd start(SlapdInstallation installation, SlapdSettings settings) {
        List<String> command = prepare(installation, settings);
        try {
            Path log = settings.folder().resolve("slapd.log");
            Instant started = Instant.now();
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            var slapd = new PrivateSlapd(process, settings.port());
            try {
                slapd.awaitAnswer(settings, log);
                settle(installation, settings);
                mend(settings, started);
                return slapd;
            } catch (IOException | RuntimeException e) {
                slapd.close();
                throw e;
            }
        } catch (IOException e) {
            throw cannotStart(e.getMessage(), e);
        }
    }

    /**
     * Makes the configuration anew, for whoever runs slapd as a process of its own. Once it answers, {@link #settle} makes what it
     * holds first.
     *
     * @return the command that runs it in the foreground
     * @throws DirectoryException with reason UNAVAILABLE if slapd does not take the configuration
     */
    public static List<String> prepare(SlapdInstallation installation, SlapdSettings settings) {
        var config = new SlapdConfig(installation, settings);
        if (Files.exists(FirstLoad.underWay(settings))) {
            throw cannotStart("a first load that broke off; load again", null);
        }
        try {
            makeFolder(settings.folder());
            empty(config.configFolder());
            makeFolder(config.configFolder());
            makeFolder(config.dataFolder());
            makeFolder(config.accessLogFolder());
            loadConfig(installation, settings, config);
            return command(installation, settings);
        } catch (IOException e) {
            throw cannotStart(e.getMessage(), e);
        }
    }

    /**
     * Makes the branches, policies and service accounts that are missing or otherwise in a slapd that answers. Does nothing on a server that
     * gets them from a peer.
     *
     * @throws DirectoryException with reason UNAVAILABLE if slapd refuses
     */
    public static void settle(SlapdInstallation installation, SlapdSettings settings) {
        if (!settings.founds()) {
            return;
        }
        try {
            new FirstEntries(new SlapdConfig(installation, settings), settings, new SlapdConnection(settings)).settle();
        } catch (LDAPException | IOException e) {
            throw cannotStart(e.getMessage(), e);
        }
    }

    /**
     * Where there are peers, tells them of changes that a crash has left without a record in the log ({@code UnloggedChanges}). To be called
     * when a slapd that was not stopped but killed answers again; does nothing where all is well.
     *
     * @param started when this slapd was started
     * @return how many entries were mended
     * @throws DirectoryException with reason UNAVAILABLE if slapd refuses
     */
    public static int mend(SlapdSettings settings, Instant started) {
        if (settings.replication().isEmpty()) {
            return 0;
        }
        var server = new SlapdConnection(settings);
        try (LDAPConnection admin = server.open()) {
            admin.bind(server.admin(), settings.adminPassword());
            return new UnloggedChanges(
                            admin, settings.base(), settings.replication().get().serverId())
                    .log(started);
        } catch (LDAPException e) {
            throw cannotStart(e.getMessage(), e);
        }
    }

    /** The command that runs a prepared slapd in the foreground. */
    public static List<String> command(SlapdInstallation installation, SlapdSettings settings) {
        String listeners = "ldap://127.0.0.1:" + settings.port() + "/"
                + settings.tls()
                        .map(tls -> " ldaps://127.0.0.1:" + tls.port() + "/")
                        .orElse("");
        return List.of(
                installation.slapd().toString(),
                "-F",
                new SlapdConfig(installation, settings).configFolder().toString(),
                "-h",
                listeners,
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
        var server = new SlapdConnection(settings);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            try (LDAPConnection connection = server.open()) {
                connection.bind(server.admin(), settings.adminPassword());
                return;
            } catch (LDAPException e) {
                if (exited()) {
                    throw cannotStart(
                            Files.readString(log, StandardCharsets.UTF_8).strip(), e);
                }
            }
        }
        throw cannotStart("no answer in " + PATIENCE.toSeconds() + " s", null);
    }

    /** Whether it has ended; waits a moment for that, which also paces the tries. */
    private boolean exited() throws IOException {
        try {
            return process.waitFor(50, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for slapd", e);
        }
    }

    private static void loadConfig(SlapdInstallation installation, SlapdSettings settings, SlapdConfig config)
            throws IOException {
        Path file = settings.folder().resolve("config.ldif");
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(PRIVATE_FILE)));
        Files.writeString(file, config.config(), StandardCharsets.UTF_8, StandardOpenOption.WRITE);
        try {
            new SlapdTool(installation, config.configFolder())
                    .run(
                            "add",
                            PATIENCE,
                            settings.folder().resolve("slapadd.log"),
                            List.of("-n", "0", "-l", file.toString()));
        } finally {
            // It holds the administrator's hash and the replicator's password.
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
