package vn.khue.signing.house;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.khue.directory.embedded.EmbeddedServer;
import vn.khue.directory.embedded.EmbeddedSettings;
import vn.khue.directory.ldap.LdapDirectoryWriter;
import vn.khue.directory.ldap.LdapEndpoint;
import vn.khue.pki.keystore.KdfParameters;
import vn.khue.signing.SigningApplication;
import vn.khue.web.trial.TrialGate;

/**
 * The whole signing service for tests: the real application on a real PostgreSQL and the real embedded directory, with its own
 * certificate authority; only the gate is a small one that issues really signed tokens. Started once a JVM.
 */
public final class SigningHouse implements AutoCloseable {
    private static final String BASE = "dc=khue,dc=edu,dc=vn";

    private static final class Only {
        private static final SigningHouse HOUSE = new SigningHouse(List.of());
    }

    /** Of SoftHSM2, where a test puts a blank card into the reader. */
    private static final String TOKEN_MODULE = "/usr/lib/softhsm/libsofthsm2.so";

    /** Host name of EST's own port. */
    public static final String EST = "est.khue.test";

    private final TrialGate gate = new TrialGate();
    private final HostAnswers hosts;
    private final SteppedClock clock = new SteppedClock();
    private final Path state;
    private final EmbeddedPostgres postgres;
    private final EmbeddedServer ldap;
    private final LdapDirectoryWriter writer;
    private final School school;
    private final ConfigurableApplicationContext app;
    private final String base;
    private final int estPort;
    private final List<String> arguments;
    private final Thread atTheEnd = new Thread(this::stop);

    private SigningHouse(List<String> more) {
        try {
            hosts = new HostAnswers();
            state = Files.createTempDirectory("khue-signing");
            Path secrets = Files.createDirectories(state.resolve("secrets"));
            for (String name : new String[] {
                "client-signing",
                "client-events",
                "vault-passphrase",
                "root-ca-passphrase",
                "issuance-key-passphrase",
                "wallet-key",
                "ldap-signing",
                "ldap-log-reader",
                "ldap-admin"
            }) {
                Files.writeString(secrets.resolve(name), UUID.randomUUID() + "\n");
            }
            Files.writeString(secrets.resolve("db-signing"), "postgres\n");
            postgres = EmbeddedPostgres.builder().start();
            String admin = Files.readString(secrets.resolve("ldap-admin")).strip();
            ldap = EmbeddedServer.start(
                    new EmbeddedSettings(
                            state.resolve("directory"),
                            BASE,
                            0,
                            admin,
                            Map.of(
                                    "signing",
                                    Files.readString(secrets.resolve("ldap-signing"))
                                            .strip(),
                                    "log-reader",
                                    Files.readString(secrets.resolve("ldap-log-reader"))
                                            .strip())),
                    failed -> {
                        throw new UncheckedIOException(failed);
                    });
            String ldapUrl = "ldap://localhost:" + ldap.port();
            writer = new LdapDirectoryWriter(LdapEndpoint.of(ldapUrl, BASE, "cn=admin," + BASE, admin));
            school = School.in(writer);
            int port = TrialPort.free();
            estPort = TrialPort.free();
            base = "http://localhost:" + port;
            arguments = Stream.concat(
                            Stream.of(
                                            "--server.port=" + port,
                                            "--khue.web.public-url=" + base,
                                            "--khue.web.issuer=" + gate.issuer(),
                                            "--khue.web.client-secret=" + secrets.resolve("client-signing"),
                                            "--khue.web.database-secret=" + secrets.resolve("db-signing"),
                                            "--khue.web.events.client-secret=" + secrets.resolve("client-events"),
                                            // Nobody answers there: events stay in the outbox, where tests read
                                            // them.
                                            "--khue.web.events.intake=http://localhost:1/api/events",
                                            "--khue.signing.url=" + base,
                                            "--khue.signing.acme.trial-port=" + hosts.port(),
                                            "--khue.signing.tls.port=" + estPort,
                                            "--khue.signing.tls.name=" + EST,
                                            "--khue.signing.state=" + state,
                                            "--khue.signing.secrets=" + secrets,
                                            "--khue.signing.card-token.module=" + TOKEN_MODULE,
                                            "--khue.signing.card-token.label=khue-thu",
                                            "--khue.signing.card-token.pin-file=" + state.resolve("card-token/hsm-pin"),
                                            "--khue.signing.ldap-urls=" + ldapUrl,
                                            "--khue.signing.ldap-base=" + BASE,
                                            "--spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"),
                                            "--spring.datasource.username=postgres")
                                    .filter(usual -> more.stream()
                                            .noneMatch(other -> key(other).equals(key(usual)))),
                            more.stream())
                    .toList();
            app = new SpringApplicationBuilder(SigningApplication.class)
                    .initializers(context -> {
                        context.getBeanFactory().registerSingleton("steppedClock", clock);
                        context.getBeanFactory().registerSingleton("costOfTrials", KdfParameters.LEAST);
                    })
                    .run(arguments.toArray(String[]::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(atTheEnd);
    }

    private static String key(String property) {
        return property.substring(0, property.indexOf('='));
    }

    public static SigningHouse get() {
        return Only.HOUSE;
    }

    /** A house of its own, with further or other properties of the application; whoever asked for it closes it. */
    public static SigningHouse with(List<String> properties) {
        return new SigningHouse(properties);
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atTheEnd);
        stop();
    }

    private void stop() {
        app.close();
        writer.close();
        ldap.close();
        gate.close();
        hosts.close();
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String base() {
        return base;
    }

    /** Where hosts renew by their certificates, by TLS of our own. */
    public int estPort() {
        return estPort;
    }

    /** The web server of every host. */
    public HostAnswers hosts() {
        return hosts;
    }

    public TrialGate gate() {
        return gate;
    }

    public SteppedClock clock() {
        return clock;
    }

    public School school() {
        return school;
    }

    public LdapDirectoryWriter writer() {
        return writer;
    }

    public Path state() {
        return state;
    }

    /** The reader of the card office: a test makes a SoftHSM2 in this folder. */
    public Path cardToken() {
        return state.resolve("card-token");
    }

    public JdbcClient database() {
        return app.getBean(JdbcClient.class);
    }

    public <T> T bean(Class<T> type) {
        return app.getBean(type);
    }

    /** A browser in which nobody is signed in. */
    public Browser outsider() {
        return new Browser(this, Optional.empty());
    }

    /** A browser in which this member of staff is signed in. */
    public Browser as(Member member) {
        return new Browser(this, Optional.of(member));
    }

    /** The same, signed in by nothing but a badge. */
    public Browser byBadge(Member member) {
        return new Browser(this, Optional.of(member), Map.of("acr", "badge"));
    }

    /** A browser of somebody who is a guardian and belongs to no unit. */
    public Browser asGuardian(Member member) {
        return new Browser(
                this, Optional.of(member), Map.of("khue_role", List.of("PHU_HUYNH"), "khue_unit", List.of()));
    }

    /** Another node of the same service, a process of its own with the same database, directory and state. */
    public Process node() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                SigningApplication.class.getName()));
        arguments.stream()
                .filter(each -> !each.startsWith("--server.port=") && !each.startsWith("--khue.signing.tls."))
                .forEach(command::add);
        command.add("--server.port=" + TrialPort.free());
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Files.createTempFile(state, "node", ".log").toFile())
                .start();
    }

    /** How many events of this kind the outbox holds whose body has this text. */
    public long events(String kind, String text) {
        return database()
                .sql("select count(*) from audit_outbox where body like :kind and body like :text")
                .param("kind", "%\"" + kind + "\"%")
                .param("text", "%" + text + "%")
                .query(Long.class)
                .single();
    }
}
