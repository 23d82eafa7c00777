package vn.khue.directory.embedded;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import vn.khue.directory.DirectoryException;
import vn.khue.directory.SecretFiles;
import vn.khue.directory.schema.ServiceAccounts;

/**
 * The embedded directory as a process of its own. Takes no arguments. Environment:
 *
 * <ul>
 *   <li>{@code KHUE_STATE}: state folder; data lie in {@code data/directory} below it
 *   <li>{@code KHUE_SECRETS}: folder of the secret files {@code ldap-admin} and, for each service that may bind, {@code ldap-} and its
 *       name; {@code secrets} below the state folder where not set
 *   <li>{@code KHUE_LDAP_PORT}: port on loopback; 1389 plus {@code KHUE_PORT_BASE} where not set
 *   <li>{@code KHUE_LDAP_BASE}: base DN; dc=khue,dc=edu,dc=vn where not set
 * </ul>
 *
 * <p>Prints one line that begins with {@value #READY} once it answers. Ends cleanly on SIGTERM (the JVM then says 143), with 1 where it cannot start or the disk
 * fails, with 78 where the environment is wrong.
 */
public final class EmbeddedDirectory {

    /** Begin of the line that says it answers. */
    public static final String READY = "READY directory";

    /** sysexits.h EX_CONFIG. */
    private static final int WRONG_ENVIRONMENT = 78;

    private static final int CANNOT_RUN = 1;

    private EmbeddedDirectory() {}

    public static void main(String[] arguments) throws InterruptedException {
        var out =
                new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true, StandardCharsets.UTF_8);
        var err =
                new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.err), true, StandardCharsets.UTF_8);
        EmbeddedSettings settings;
        try {
            settings = settings(System.getenv());
        } catch (IllegalArgumentException | DirectoryException e) {
            err.println(e.getMessage());
            Runtime.getRuntime().halt(WRONG_ENVIRONMENT);
            return;
        }
        try {
            long began = System.nanoTime();
            EmbeddedServer server = EmbeddedServer.start(settings, e -> {
                err.println("the disk failed, so the directory stops: " + e.getMessage());
                Runtime.getRuntime().halt(CANNOT_RUN);
            });
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop-directory"));
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            out.println(READY + " ldap://localhost:" + server.port() + " entries=" + server.entriesAtStart() + " ms="
                    + took.toMillis());
        } catch (DirectoryException e) {
            err.println(e.getMessage());
            Runtime.getRuntime().halt(CANNOT_RUN);
        }
        Thread.currentThread().join();
    }

    static EmbeddedSettings settings(Map<String, String> environment) {
        Path state = Path.of(required(environment, "KHUE_STATE"));
        var secrets = new SecretFiles(Optional.ofNullable(environment.get("KHUE_SECRETS"))
                .map(Path::of)
                .orElse(state.resolve("secrets")));
        var services = new HashMap<String, String>();
        for (String service : ServiceAccounts.NAMES) {
            if (secrets.has("ldap-" + service)) {
                services.put(service, secrets.read("ldap-" + service));
            }
        }
        return new EmbeddedSettings(
                state.resolve("data").resolve("directory"),
                environment.getOrDefault("KHUE_LDAP_BASE", "dc=khue,dc=edu,dc=vn"),
                port(environment),
                secrets.read("ldap-admin"),
                services);
    }

    private static int port(Map<String, String> environment) {
        String own = environment.get("KHUE_LDAP_PORT");
        try {
            int port = own != null
                    ? Integer.parseInt(own)
                    : 1389 + Integer.parseInt(environment.getOrDefault("KHUE_PORT_BASE", "0"));
            if (port < 0 || port > 65535) {
                throw new NumberFormatException("out of range");
            }
            return port;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "expected KHUE_LDAP_PORT or KHUE_PORT_BASE to give a port from 0 to 65535, found another value", e);
        }
    }

    private static String required(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(
                    "expected the environment variable " + name + ", found none; ./khue up sets it");
        }
        return value;
    }
}
