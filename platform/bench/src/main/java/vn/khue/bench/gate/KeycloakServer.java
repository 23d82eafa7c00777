package vn.khue.bench.gate;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import vn.khue.bench.BenchException;

/** A Keycloak in a process of its own, with the options, heap and collector that the launcher gives it. */
final class KeycloakServer implements AutoCloseable {
    static final String ADMINISTRATOR = "bench-admin";
    static final String PASSWORD = "bench-admin-password";

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String BUILD_OPTIONS = "db=postgres\nhealth-enabled=true\nmetrics-enabled=true\ncache=local\n";

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path home;
    private final Path log;
    private final int port;
    private final Process process;

    /**
     * Unpacks, builds and starts it, and waits until it is ready.
     *
     * @param folder empty, its own
     * @param zip the distribution
     * @param providers jars of ours; none for stock
     * @param database JDBC address of an empty PostgreSQL database, user and password {@code postgres}
     * @param environment beside the usual
     * @param options of the JVM, beside the usual
     */
    KeycloakServer(
            Path folder,
            Path zip,
            List<Path> providers,
            String database,
            Map<String, String> environment,
            List<String> options,
            FreePorts ports)
            throws IOException {
        home = folder.resolve("keycloak");
        log = folder.resolve("keycloak.log");
        port = ports.next();
        unpack(zip, home);
        for (Path provider : providers) {
            Files.copy(provider, home.resolve("providers").resolve(provider.getFileName()));
        }
        Files.writeString(home.resolve("conf/keycloak.conf"), BUILD_OPTIONS);
        Process build = start(java(List.of("-XX:TieredStopAtLevel=1"), "build"), environment);
        try {
            if (!build.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || build.exitValue() != 0) {
                build.destroyForcibly();
                throw new BenchException("expected Keycloak to be built, found:\n" + Files.readString(log));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
        int management = ports.next();
        process = start(
                java(
                        options,
                        "start",
                        "--optimized",
                        "--http-enabled=true",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port,
                        "--http-management-port=" + management,
                        "--hostname=http://localhost:" + port,
                        "--db-url=" + database,
                        "--db-username=postgres",
                        "--db-password=postgres",
                        "--db-pool-initial-size=2",
                        "--db-pool-max-size=30"),
                environment);
        // Whoever ends the benchmark early does not leave it behind.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        awaitReady(URI.create("http://127.0.0.1:" + management + "/health/ready"));
    }

    int port() {
        return port;
    }

    URI url() {
        return URI.create("http://localhost:" + port);
    }

    /** Processor time that the process has used. */
    Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private Process start(List<String> command, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        builder.environment().put("KHUE_ISSUER", url() + "/realms/khue");
        builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMINISTRATOR);
        builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", PASSWORD);
        return builder.start();
    }

    private List<String> java(List<String> more, String... words) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(more);
        command.addAll(List.of(
                "-Xms64m",
                "-Xmx640m",
                "-XX:MetaspaceSize=96M",
                "-XX:MaxMetaspaceSize=320m",
                "-XX:+UseSerialGC",
                "-Dfile.encoding=UTF-8",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                "--add-opens=java.base/java.security=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                        + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                "-Dkc.home.dir=" + home,
                "-Djboss.server.config.dir=" + home.resolve("conf"),
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Dpicocli.disable.closures=true",
                "-cp",
                home.resolve("lib/quarkus-run.jar").toString(),
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint"));
        command.addAll(List.of(words));
        return command;
    }

    private void awaitReady(URI health) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!ready(health)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                String text = Files.readString(log);
                close();
                throw new BenchException(
                        "expected Keycloak to come up, found:\n" + text.substring(Math.max(0, text.length() - 4_000)));
            }
        }
    }

    private boolean ready(URI health) {
        try {
            new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS);
            return client.send(HttpRequest.newBuilder(health).build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }

    private static void unpack(Path zip, Path home) throws IOException {
        try (InputStream file = Files.newInputStream(zip);
                var entries = new ZipInputStream(file)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                Path target = home.resolve(
                                entry.getName().substring(entry.getName().indexOf('/') + 1))
                        .normalize();
                if (!target.startsWith(home)) {
                    throw new IOException("expected names inside the archive's own tree, found " + entry.getName());
                }
                if (!entry.isDirectory()) {
                    Files.createDirectories(target.getParent());
                    Files.copy(entries, target);
                }
            }
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
