package vn.khue.e2e.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import vn.khue.launcher.Console;
import vn.khue.launcher.PartStatus;
import vn.khue.launcher.Stack;
import vn.khue.launcher.Texts;
import vn.khue.launcher.demo.OneTimeCode;
import vn.khue.launcher.demo.UsedCodes;
import vn.khue.launcher.district.DemoAccountsFile;
import vn.khue.launcher.district.DemoPerson;
import vn.khue.launcher.home.FileTree;
import vn.khue.launcher.home.Installation;
import vn.khue.launcher.home.PartEnvironment;
import vn.khue.launcher.home.Ports;
import vn.khue.launcher.home.Secrets;
import vn.khue.launcher.home.Settings;
import vn.khue.launcher.home.StateDirectory;
import vn.khue.launcher.keycloak.BootstrapAdmin;
import vn.khue.launcher.keycloak.KeycloakPart;
import vn.khue.launcher.process.ProcessSpec;
import vn.khue.launcher.realm.RealmSetup;

/**
 * The whole of Khuê, started once for all tests as a person would start it, on ports of its own and from an empty state directory: what
 * an earlier run left (documents, sessions, used codes) is gone before anything starts.
 */
public final class KhueStack implements AutoCloseable {
    private static final int[] PORTS = {8080, 8081, 8082, 8083, 9000, 1389, 5433};
    private static final int LIMIT_MINUTES = 6;

    /** Unpacked and built programs: each is named by the hash of its content and holds nothing of an installation. */
    private static final Set<String> PROGRAMS = Set.of("keycloak", "postgres");

    private final Path root = Path.of(System.getProperty("khue.root"));
    private final Path state = root.resolve("platform/e2e/target/khue-state");
    private final int base = freeBase();
    private final Stack parts;

    private KhueStack() {
        if (Files.exists(state)) {
            // A run that was killed leaves its parts running on ports of theirs.
            run("down");
            empty();
        }
        try {
            run("up", "--detach", "--scale=one-school");
        } catch (IllegalStateException e) {
            exit("down");
            throw e;
        }
        parts = stack();
    }

    private void empty() {
        try (Stream<Path> rooms = Files.list(state)) {
            rooms.filter(room -> !PROGRAMS.contains(room.getFileName().toString()))
                    .forEach(FileTree::remove);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one stack of this test run; brought up by whoever asks first, ended when the last test has run. */
    public static KhueStack of(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(KhueStack.class))
                .computeIfAbsent(KhueStack.class, type -> new KhueStack(), KhueStack.class);
    }

    public String signing() {
        return "http://localhost:" + (base + 8081);
    }

    public String audit() {
        return "http://localhost:" + (base + 8082);
    }

    public String console() {
        return "http://localhost:" + (base + 8083);
    }

    public String keycloak() {
        return "http://localhost:" + (base + 8080);
    }

    /** Keycloak's health and metrics. */
    public String keycloakManagement() {
        return "http://localhost:" + (base + 9000);
    }

    public Path state() {
        return state;
    }

    /** JDBC address of a part's database. */
    public String database(String part) {
        return "jdbc:postgresql://localhost:" + (base + 5433) + "/" + part;
    }

    /** A secret of the installation. */
    public String secret(String name) {
        return read(state.resolve("secrets").resolve(name)).strip();
    }

    /** The person of the demo who has this role. */
    public DemoPerson person(String role) {
        return new DemoAccountsFile(new StateDirectory(state))
                .read().stream()
                        .filter(person -> person.role().equals(role))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("Nobody has the role " + role));
    }

    /** The person's next one-time code; waits where the gate has seen all that it would take now. */
    public String code(DemoPerson person) {
        return codes().next(person.username(), new OneTimeCode(person.totp().orElseThrow(), Clock.systemUTC()));
    }

    /** Which codes were used. */
    public UsedCodes codes() {
        return new UsedCodes(state.resolve("used-codes.properties"));
    }

    /** Where the directory listens, on loopback. */
    public int ldapPort() {
        return base + 1389;
    }

    /** How the launcher starts Keycloak here. */
    public ProcessSpec keycloakProcess() {
        StateDirectory directory = new StateDirectory(state);
        Secrets secrets = new Secrets(directory.secrets(), new SecureRandom());
        Ports ports = new Ports(base);
        Installation installation = Installation.of(root);
        return new KeycloakPart(
                        directory,
                        installation,
                        ports,
                        secrets,
                        BootstrapAdmin.of(directory, secrets),
                        new PartEnvironment(directory, ports, installation, System.getenv()).common(),
                        HttpClient.newHttpClient(),
                        Texts.launcher("en"))
                .process();
    }

    /** Applies the realm and the app files in the state directory, as the next start would. */
    public void applyRealm() {
        StateDirectory directory = new StateDirectory(state);
        Ports ports = new Ports(base);
        new RealmSetup(
                        directory,
                        ports,
                        BootstrapAdmin.of(directory, new Secrets(directory.secrets(), new SecureRandom())),
                        new PartEnvironment(directory, ports, Installation.of(root), System.getenv()).common())
                .apply();
    }

    /** Kills the process of a part, as kill -9 does; it is gone when this returns. */
    public void kill(String part) {
        long pid = Long.parseLong(
                read(state.resolve("run").resolve(part)).lines().findFirst().orElseThrow());
        ProcessHandle process =
                ProcessHandle.of(pid).orElseThrow(() -> new IllegalStateException(part + " does not run"));
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Whether every part answers, and {@code status} says so. */
    public boolean up() {
        // A process for each look would take from the parts the processor that they come up with.
        return parts.status().stream().allMatch(part -> part.condition() == PartStatus.Condition.UP)
                && exit("status") == 0;
    }

    private Stack stack() {
        StateDirectory directory = new StateDirectory(state);
        return Stack.of(
                directory,
                Installation.of(root),
                new Ports(base),
                Settings.read(directory, Settings.DEFAULT),
                System.getenv(),
                new Console(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8), Texts.launcher("en")));
    }

    /** Runs a verb of the launcher and expects it to end well. */
    public void run(String... words) {
        int code = exit(words);
        if (code != 0) {
            throw new IllegalStateException(
                    "khue " + String.join(" ", words) + " ended with " + code + ":\n" + read(output()));
        }
    }

    private int exit(String... words) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-Dkhue.home=" + root,
                "-cp",
                root.resolve("platform/launcher/target/parts/lib") + "/*",
                "vn.khue.launcher.Main"));
        command.addAll(List.of(words));
        try {
            Files.createDirectories(output().getParent());
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(root.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output().toFile());
            builder.environment().put("KHUE_STATE", state.toString());
            builder.environment().put("KHUE_PORT_BASE", Integer.toString(base));
            // The parts live for minutes: what the second compiler takes it does not give back.
            builder.environment().put("KHUE_JVM_OPTIONS", "-XX:TieredStopAtLevel=1");
            Process process = builder.start();
            if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException("khue " + String.join(" ", words) + " did not end:\n" + read(output()));
            }
            return process.exitValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        run("down");
    }

    private Path output() {
        return root.resolve("platform/e2e/target/khue-output.txt");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freeBase() {
        for (int base = 21_000; base < 50_000; base += 1_000) {
            if (allFree(base)) {
                return base;
            }
        }
        throw new IllegalStateException("No free ports for a whole Khuê between 21000 and 59000");
    }

    private static boolean allFree(int base) {
        for (int port : PORTS) {
            try (ServerSocket socket = new ServerSocket(base + port, 1, InetAddress.getLoopbackAddress())) {
                socket.setReuseAddress(true);
            } catch (IOException e) {
                return false;
            }
        }
        return true;
    }
}
