package vn.khue.audit.app;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.khue.audit.app.store.AlertStore;
import vn.khue.audit.detection.engine.Alert;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.EventJson;
import vn.khue.web.trial.TrialBrowser;
import vn.khue.web.trial.TrialGate;
import vn.khue.web.trial.TrialPersons;

/** The audit service on a real PostgreSQL with a real ledger, once for all tests; it stops with the JVM. */
public final class AuditServer {

    private static final class Only {
        private static final AuditServer SERVER = new AuditServer();
    }

    private final TrialGate gate = new TrialGate();
    private final TrialSealer sealer = new TrialSealer();
    private final EmbeddedPostgres postgres;
    private final ConfigurableApplicationContext app;
    private final Path state;
    private final String base;
    private final int timestampPort;

    private AuditServer() {
        try {
            state = Files.createTempDirectory("khue-audit-test");
            Path secrets = Files.createDirectories(state.resolve("secrets"));
            for (String name :
                    List.of("client-audit", "client-events", "client-reports", "db-audit", "ledger-key-passphrase")) {
                Files.writeString(secrets.resolve(name), "a secret of a test only\n");
            }
            Files.writeString(secrets.resolve("subject-keys"), "a secret of a test only, 32 characters\n");
            Files.setPosixFilePermissions(
                    secrets.resolve("subject-keys"), PosixFilePermissions.fromString("rw-------"));
            postgres = EmbeddedPostgres.builder().start();
            int port = freePort();
            timestampPort = freePort();
            base = "http://localhost:" + port;
            app = new SpringApplicationBuilder(AuditApplication.class)
                    .run(
                            "--KHUE_STATE=" + state,
                            "--KHUE_SECRETS=" + secrets,
                            "--KHUE_ISSUER=" + gate.issuer(),
                            "--KHUE_AUDIT_URL=" + base,
                            "--khue.ledger.tsa=http://localhost:" + timestampPort + "/tsa",
                            // The gate of the tests answers in place of the signing service too.
                            "--KHUE_SIGNING_URL=" + gate.issuer(),
                            "--khue.detection.school-networks=198.51.100.128/25",
                            "--khue.audit.seal.signing-url=" + sealer.address(),
                            "--KHUE_DB_URL=" + postgres.getJdbcUrl("postgres", "postgres"),
                            "--KHUE_DB_USER=postgres",
                            "--server.port=" + port,
                            "--logging.level.root=warn");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void stop() {
        app.close();
        gate.close();
        sealer.close();
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static AuditServer get() {
        return Only.SERVER;
    }

    public String base() {
        return base;
    }

    /** Where it looks for its timestamp authority; nobody is there unless a test is. */
    public int timestampPort() {
        return timestampPort;
    }

    /** A part of the service. */
    public <T> T part(Class<T> type) {
        return app.getBean(type);
    }

    public TrialGate gate() {
        return gate;
    }

    /** In place of the signing service. */
    public TrialSealer sealer() {
        return sealer;
    }

    /** What a signed-in browser downloads, as bytes. */
    public HttpResponse<byte[]> download(TrialBrowser who, String path) {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(base + path))
                                    .header(
                                            "Cookie",
                                            who.cookies().stream()
                                                    .map(each -> each.getName() + "=" + each.getValue())
                                                    .collect(Collectors.joining("; ")))
                                    .build(),
                            HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Where files with secrets lie. */
    public Path secrets() {
        return state.resolve("secrets");
    }

    public JdbcClient database() {
        return app.getBean(JdbcClient.class);
    }

    public Path ledgerFiles() {
        return state.resolve("data/ledger/log");
    }

    /** The log's public key, as verifiers get it. */
    public Path publicKey() {
        return state.resolve("trust/khue-ledger.vkey");
    }

    /** A browser of a person with this role, signed in. */
    public TrialBrowser browser(String role) {
        TrialBrowser browser = new TrialBrowser(base);
        browser.signIn(gate, TrialPersons.person(id(role), "lan.nt", "Ngô Thanh Lan", role, "city"), "/ledger");
        return browser;
    }

    /** Khuê id of the person with this role. */
    public static String id(String role) {
        return "33333333-3333-4333-8333-"
                + String.format(Locale.ROOT, "%012x", Integer.toUnsignedLong(role.hashCode()));
    }

    /** Delivers events as a sender does. */
    public void deliver(List<AuditEvent> events) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (AuditEvent event : events) {
            lines.writeBytes(EventJson.write(event));
            lines.write('\n');
        }
        String token =
                gate.accessToken(Map.of("aud", List.of("khue-audit"), "scope", "events:write", "azp", "khue-events"));
        HttpResponse<String> answer = new TrialBrowser(base)
                .send(HttpRequest.newBuilder(URI.create(base + "/api/events"))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/x-ndjson")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(lines.toByteArray())));
        if (answer.statusCode() != 200 || !answer.body().contains("\"accepted\":" + events.size())) {
            throw new AssertionError(
                    "expected all events to be taken, found " + answer.statusCode() + " " + answer.body());
        }
    }

    /** Keeps an alert as the detector does. */
    public void raise(Alert alert) {
        try (Connection connection = app.getBean(DataSource.class).getConnection()) {
            connection.setAutoCommit(false);
            app.getBean(AlertStore.class).save(connection, List.of(alert));
            connection.commit();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** The ledger index of a stored event. */
    public long index(AuditEvent event) {
        return database()
                .sql("select ledger_index from audit_event where id = ?")
                .param(event.id())
                .query(Long.class)
                .single();
    }

    /** How many events of this kind, with this text, this service wrote of itself: still in its outbox, or stored already. */
    public long recorded(String kind, String text) {
        return database()
                .sql("select count(*) from (select event_id from audit_outbox where body like :kind and body like :text"
                        + " union select id from audit_event where convert_from(body, 'UTF8') like :kind"
                        + " and convert_from(body, 'UTF8') like :text) found")
                .param("kind", "%\"" + kind + "\"%")
                .param("text", "%" + text + "%")
                .query(Long.class)
                .single();
    }

    /** Waits until a signed checkpoint covers this index. */
    public void awaitSigned(long index) {
        await(() -> database()
                        .sql("select coalesce(max(size), 0) from ledger_checkpoint")
                        .query(Long.class)
                        .single()
                > index);
    }

    /** Waits at most 15 s. */
    public static void await(java.util.function.BooleanSupplier condition) {
        Instant end = Instant.now().plus(Duration.ofSeconds(15));
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("expected within 15 s, found not");
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }
}
