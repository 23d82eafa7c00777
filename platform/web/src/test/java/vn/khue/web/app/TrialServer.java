package vn.khue.web.app;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ScriptUtils;
import vn.khue.web.trial.TrialBrowser;
import vn.khue.web.trial.TrialGate;

/** The trial app on a real PostgreSQL, once for all tests; it stops with the JVM. */
public final class TrialServer {

    private static final class Only {
        private static final TrialServer SERVER = new TrialServer();
    }

    private final TrialGate gate = new TrialGate();
    private final EmbeddedPostgres postgres;
    private final ConfigurableApplicationContext app;

    private TrialServer() {
        try {
            postgres = EmbeddedPostgres.builder().start();
            Path secret = Files.createTempFile("khue-trial", ".secret");
            Files.writeString(secret, "trial-secret\n");
            secret.toFile().deleteOnExit();
            try (var connection = postgres.getPostgresDatabase().getConnection()) {
                for (String script : new String[] {"R__khue_step_up.sql", "R__khue_audit_outbox.sql"}) {
                    ScriptUtils.executeSqlScript(
                            connection,
                            new EncodedResource(
                                    new ClassPathResource("db/khue-web/" + script), StandardCharsets.UTF_8));
                }
            } catch (java.sql.SQLException e) {
                throw new IllegalStateException(e);
            }
            app = new SpringApplicationBuilder(TrialApp.class)
                    .properties(
                            "trial.issuer=" + gate.issuer(),
                            "trial.secret=" + secret,
                            "spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"),
                            "spring.datasource.username=postgres")
                    .run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
    }

    private void stop() {
        app.close();
        gate.close();
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static TrialServer get() {
        return Only.SERVER;
    }

    public TrialGate gate() {
        return gate;
    }

    public String base() {
        return "http://localhost:" + app.getEnvironment().getProperty("local.server.port");
    }

    public TrialBrowser browser() {
        return new TrialBrowser(base());
    }

    public JdbcClient database() {
        return app.getBean(JdbcClient.class);
    }

    public <T> T bean(Class<T> type) {
        return app.getBean(type);
    }
}
