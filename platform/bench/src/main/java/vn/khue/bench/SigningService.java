package vn.khue.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import vn.khue.directory.embedded.EmbeddedServer;
import vn.khue.directory.embedded.EmbeddedSettings;

/**
 * The signing service as it is shipped, in a process of its own with the heap that the launcher gives it, over a real PostgreSQL
 * and the embedded directory. Nobody signs in, so there is no gate.
 */
final class SigningService implements AutoCloseable {

    private static final String BASE = "dc=khue,dc=edu,dc=vn";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path folder;
    private final EmbeddedPostgres postgres;
    private final EmbeddedServer directory;
    private final Process process;
    private final int port;

    SigningService() throws IOException {
        Path jar = Path.of(System.getProperty("khue.home", "."), "platform/launcher/target/parts/apps/signing.jar");
        if (!Files.isRegularFile(jar)) {
            throw new BenchException("expected the built signing service at " + jar + ", found none; run ./khue bench");
        }
        folder = Files.createTempDirectory("khue-bench-status");
        Path secrets = Files.createDirectory(folder.resolve("secrets"));
        for (String name : new String[] {
            "client-signing",
            "client-events",
            "vault-passphrase",
            "root-ca-passphrase",
            "issuance-key-passphrase",
            "ldap-signing",
            "ldap-admin"
        }) {
            Files.writeString(secrets.resolve(name), UUID.randomUUID() + "\n");
        }
        Files.writeString(secrets.resolve("db-signing"), "postgres\n");
        postgres = EmbeddedPostgres.builder()
                .setServerConfig("shared_buffers", "256MB")
                .setServerConfig("max_wal_size", "4GB")
                .start();
        directory = EmbeddedServer.start(
                new EmbeddedSettings(
                        folder.resolve("directory"),
                        BASE,
                        0,
                        secret(secrets, "ldap-admin"),
                        Map.of("signing", secret(secrets, "ldap-signing"))),
                failed -> {
                    throw new BenchException("the directory stopped", failed);
                });
        port = freePort();
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms64m",
                        "-Xmx640m",
                        "-XX:+UseSerialGC",
                        "-jar",
                        jar.toString(),
                        "--server.port=" + port,
                        "--khue.web.issuer=http://localhost:1/realms/khue",
                        "--khue.web.events.intake=http://localhost:1/api/events")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("signing.log").toFile());
        builder.environment()
                .putAll(Map.of(
                        "KHUE_STATE",
                        folder.toString(),
                        "KHUE_SECRETS",
                        secrets.toString(),
                        "KHUE_SIGNING_URL",
                        "http://localhost:" + port,
                        "KHUE_LDAP_URL",
                        "ldap://localhost:" + directory.port(),
                        "KHUE_LDAP_BASE",
                        BASE,
                        "KHUE_DB_URL",
                        postgres.getJdbcUrl("postgres", "postgres"),
                        "KHUE_DB_USER",
                        "postgres"));
        String recording = System.getProperty("khue.bench.jfr", "");
        if (!recording.isEmpty()) {
            builder.command().add(1, "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename=" + recording);
        }
        process = builder.start();
        awaitHealth();
    }

    int port() {
        return port;
    }

    byte[] get(String path) throws IOException {
        try {
            HttpResponse<byte[]> answer = client.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IOException("status " + answer.statusCode() + " of " + path);
            }
            return answer.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }

    /** Of its database; the caller closes it. */
    Connection connection() throws SQLException {
        return postgres.getPostgresDatabase().getConnection();
    }

    void execute(String... statements) {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new BenchException("expected the rows of the benchmark to be written, found " + e, e);
        }
    }

    long number(String query) {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new BenchException("expected a number of " + query + ", found " + e, e);
        }
    }

    /** Waits until the query gives zero. */
    void await(String query, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (number(query) != 0) {
            pause();
            if (System.nanoTime() > end) {
                throw new BenchException("expected nothing left within " + patience + " of " + query);
            }
        }
    }

    void rest(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            pause();
        }
    }

    /** Processor seconds that the service has used. */
    Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private void awaitHealth() throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                get("/actuator/health");
                return;
            } catch (IOException e) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    String log = Files.readString(folder.resolve("signing.log"));
                    close();
                    throw new BenchException("expected the signing service to come up, found:\n"
                            + log.substring(Math.max(0, log.length() - 4000)));
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }

    private static String secret(Path secrets, String name) throws IOException {
        return Files.readString(secrets.resolve(name)).strip();
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        directory.close();
        postgres.close();
        TemporaryFolder.delete(folder);
    }
}
