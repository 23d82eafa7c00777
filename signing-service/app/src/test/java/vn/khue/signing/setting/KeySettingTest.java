package vn.khue.signing.setting;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.support.JdbcTransactionManager;
import vn.khue.pki.PkiException;
import vn.khue.pki.PkiException.Fault;
import vn.khue.pki.keystore.KeySpec;
import vn.khue.pki.keystore.KeyVault;
import vn.khue.pki.keystore.SoftwareKeyVault;
import vn.khue.pki.pkcs11.Pkcs11KeyVault;
import vn.khue.pki.softhsm.SoftHsm;
import vn.khue.signing.authority.JoinedConnections;
import vn.khue.signing.authority.KeysHealth;
import vn.khue.signing.refusal.SigningProblems;
import vn.khue.web.problem.ProblemKind;
import vn.khue.web.problem.ProblemRules;

/** Which vault the configuration picks, what a wrong one is told, and what health says, on PostgreSQL and a real SoftHSM2. */
class KeySettingTest {
    private static EmbeddedPostgres postgres;

    @TempDir
    Path directory;

    @EnableConfigurationProperties({KeysProperties.class, SigningProperties.class})
    @Import({KeySetting.class, KeysHealth.class})
    @Configuration(proxyBeanMethods = false)
    static class Part {}

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.start();
        Flyway.configure()
                .dataSource(postgres.getPostgresDatabase())
                .locations("classpath:db/pki")
                .load()
                .migrate();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void empty() throws SQLException {
        try (Connection c = postgres.getPostgresDatabase().getConnection();
                Statement s = c.createStatement()) {
            s.execute("truncate pki_vault, pki_vault_key");
        }
    }

    private ApplicationContextRunner with(String... properties) throws IOException {
        Path secrets = Files.createDirectories(directory.resolve("secrets"));
        Files.writeString(secrets.resolve("vault-passphrase"), "một mật khẩu chỉ để thử\n");
        List<String> all =
                new ArrayList<>(List.of("khue.signing.secrets=" + secrets, "khue.signing.state=" + directory));
        all.addAll(Arrays.asList(properties));
        DataSource database = postgres.getPostgresDatabase();
        return new ApplicationContextRunner()
                .withUserConfiguration(Part.class)
                .withBean(Clock.class, Clock::systemUTC)
                .withBean(
                        JoinedConnections.class,
                        () -> new JoinedConnections(database, new JdbcTransactionManager(database)))
                .withPropertyValues(all.toArray(String[]::new));
    }

    private ApplicationContextRunner withToken(SoftHsm hsm, String... more) throws IOException {
        List<String> all = new ArrayList<>(List.of(
                "khue.signing.keys.vault=pkcs11",
                "khue.signing.keys.module=" + hsm.module(),
                "khue.signing.keys.token-label=" + SoftHsm.LABEL,
                "khue.signing.keys.pin-file=" + hsm.pinFile(),
                "khue.signing.keys.retry-after=0s"));
        all.addAll(Arrays.asList(more));
        return with(all.toArray(String[]::new));
    }

    @Test
    void withoutAWordTheKeysAreInTheSoftwareVault() throws IOException {
        with().run(app -> {
            assertThat(app).hasNotFailed();
            assertThat(app.getBean(KeyVault.class)).isInstanceOf(SoftwareKeyVault.class);
            assertThat(app.getBean(HealthIndicator.class).health().getStatus()).isEqualTo(Status.UP);
        });
    }

    @Test
    void aTokenThatIsGoneIsSeenInHealthAndAnswersWithItsOwnProblem() throws IOException {
        SoftHsm hsm = SoftHsm.in(directory.resolve("hsm"));
        withToken(hsm).run(app -> {
            assertThat(app).hasNotFailed();
            KeyVault vault = app.getBean(KeyVault.class);
            assertThat(vault).isInstanceOf(Pkcs11KeyVault.class);
            vault.generateForService(KeySpec.EC_P256, "khue:ca:people");
            HealthIndicator health = app.getBean(HealthIndicator.class);
            assertThat(health.health().getStatus()).isEqualTo(Status.UP);

            hsm.takeOut();
            assertThat(health.health().getStatus()).isEqualTo(new Status("KEYS_GONE"));
            assertThat(health.health().getDetails())
                    .containsEntry("why", "TOKEN_NOT_FOUND")
                    .containsKey("since");

            hsm.putBack();
            assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        });
    }

    @Test
    void whatIsMissingIsNamedAtTheStart() throws IOException {
        SoftHsm hsm = SoftHsm.in(directory.resolve("hsm"));
        startFails(
                withToken(hsm, "khue.signing.keys.module="), "khue.signing.keys.module (KHUE_PKCS11_MODULE) expected");
        startFails(withToken(hsm, "khue.signing.keys.module=/nowhere/libhsm.so"), "expected at /nowhere/libhsm.so");
        startFails(withToken(hsm, "khue.signing.keys.token-label=another"), "no slot holds a token \"another\"");
        hsm.writePin("000000");
        startFails(withToken(hsm), "refused the PIN (CKR_PIN_INCORRECT)");
        startFails(withToken(hsm), "it is not tried again, so that the token is not locked");
    }

    private static void startFails(ApplicationContextRunner runner, String message) {
        runner.run(app -> {
            assertThat(app).hasFailed();
            assertThat(Stream.iterate(app.getStartupFailure(), Objects::nonNull, Throwable::getCause)
                            .map(Throwable::getMessage))
                    .anySatisfy(text -> assertThat(text).contains(message));
        });
    }

    @Test
    void aTokenThatIsGoneIsSaidInItsOwnWordsAndIsTemporary() {
        List<ProblemKind> kinds = new ArrayList<>();
        new SigningProblems().register(new ProblemRules.Registry() {
            @Override
            public <T extends Throwable> ProblemRules.Registry on(Class<T> type, ProblemKind kind) {
                return this;
            }

            @Override
            public <T extends Throwable> ProblemRules.Registry on(
                    Class<T> type, Function<? super T, ProblemKind> kind) {
                if (type == PkiException.class) {
                    kinds.add(kind.apply(type.cast(new PkiException(Fault.TOKEN, "the token is gone"))));
                }
                return this;
            }
        });
        assertThat(kinds).containsExactly(new ProblemKind("signing.keys-away", 503));
    }
}
