package vn.khue.launcher.keycloak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import vn.khue.launcher.LauncherException;
import vn.khue.launcher.Texts;
import vn.khue.launcher.home.Archive;
import vn.khue.launcher.home.ContentHash;
import vn.khue.launcher.home.Installation;
import vn.khue.launcher.home.JavaCommand;
import vn.khue.launcher.home.Ports;
import vn.khue.launcher.home.Secrets;
import vn.khue.launcher.home.StateDirectory;
import vn.khue.launcher.home.UnpackedOnce;
import vn.khue.launcher.part.Health;
import vn.khue.launcher.part.HttpHealth;
import vn.khue.launcher.part.LogTail;
import vn.khue.launcher.part.OutboxMetrics;
import vn.khue.launcher.part.Part;
import vn.khue.launcher.part.PortUse;
import vn.khue.launcher.part.Waiting;
import vn.khue.launcher.process.ProcessSpec;

/** Keycloak with our providers, built once for one content of distribution, providers and options. */
public final class KeycloakPart implements Part {
    /** Options that are fixed when Keycloak is built. */
    private static final List<String> BUILD_OPTIONS =
            List.of("db=postgres", "health-enabled=true", "metrics-enabled=true", "cache=local");

    private static final Duration BUILD_LIMIT = Duration.ofMinutes(5);

    private final StateDirectory state;
    private final Installation installation;
    private final Ports ports;
    private final Secrets secrets;
    private final BootstrapAdmin admin;
    private final SortedMap<String, String> environment;
    private final HttpHealth health;
    private final OutboxMetrics metrics;
    private final Texts texts;
    private final UnpackedOnce built;

    /** @param environment for Keycloak's process, what our providers read included */
    public KeycloakPart(
            StateDirectory state,
            Installation installation,
            Ports ports,
            Secrets secrets,
            BootstrapAdmin admin,
            SortedMap<String, String> environment,
            HttpClient client,
            Texts texts) {
        this.state = state;
        this.installation = installation;
        this.ports = ports;
        this.secrets = secrets;
        this.admin = admin;
        this.environment = environment;
        this.health =
                new HttpHealth(client, URI.create("http://localhost:" + ports.keycloakManagement() + "/health/ready"));
        this.metrics =
                new OutboxMetrics(client, URI.create("http://localhost:" + ports.keycloakManagement() + "/metrics"));
        this.texts = texts;
        this.built = new UnpackedOnce(state.root().resolve("keycloak"));
    }

    @Override
    public String name() {
        return "keycloak";
    }

    @Override
    public List<PortUse> ports() {
        return List.of(
                new PortUse(ports.keycloak(), ports.keycloakUrl()),
                new PortUse(ports.keycloakManagement(), "http://localhost:" + ports.keycloakManagement()));
    }

    @Override
    public void prepare() {
        built.make(content(), this::build);
    }

    @Override
    public ProcessSpec process() {
        SortedMap<String, String> all = new TreeMap<>(environment);
        all.put("KC_DB_PASSWORD", secrets.read("db-keycloak"));
        all.put("KC_BOOTSTRAP_ADMIN_USERNAME", admin.username());
        all.put("KC_BOOTSTRAP_ADMIN_PASSWORD", admin.password());
        // Whoever sits at this machine is in the office: nobody else reaches these ports.
        all.put("KHUE_OFFICE_NETWORKS", "127.0.0.0/8");
        // At its usual level Keycloak's own log would show what people type as their login name.
        all.put("KC_SPI_EVENTS_LISTENER__JBOSS_LOGGING__ERROR_LEVEL", "debug");
        // While it starts it is asked several times a second; its answers would push out of the log why it does not
        // start.
        all.put("KC_LOG_LEVEL", "info,io.smallrye.health:warn");
        List<String> command = java(built.of(content()));
        command.addAll(List.of(
                "start",
                "--optimized",
                "--http-enabled=true",
                "--http-host=127.0.0.1",
                "--http-port=" + ports.keycloak(),
                "--http-management-port=" + ports.keycloakManagement(),
                "--hostname=" + ports.keycloakUrl(),
                "--db-url=jdbc:postgresql://localhost:" + ports.postgres() + "/keycloak",
                "--db-username=keycloak",
                "--db-pool-initial-size=2",
                "--db-pool-max-size=30"));
        return new ProcessSpec(command, all, state.root(), state.log(name()), "TERM", Duration.ofSeconds(25));
    }

    @Override
    public Health health() {
        return health.ask();
    }

    @Override
    public Optional<Waiting> waiting() {
        return metrics.ask();
    }

    @Override
    public Duration patience() {
        return Duration.ofMinutes(5);
    }

    @Override
    public void onReady() {}

    private String content() {
        ContentHash hash = new ContentHash();
        hash.text(installation.keycloakZip(texts).getFileName().toString());
        installation.keycloakProviders().forEach(hash::file);
        BUILD_OPTIONS.forEach(hash::text);
        return hash.shortHex();
    }

    private void build(Path home) {
        Archive.unpackZipWithoutTop(installation.keycloakZip(texts), home);
        try {
            for (Path provider : installation.keycloakProviders()) {
                Files.copy(provider, home.resolve("providers").resolve(provider.getFileName()));
            }
            Files.writeString(
                    home.resolve("conf/keycloak.conf"),
                    String.join("\n", BUILD_OPTIONS) + "\n",
                    StandardCharsets.UTF_8);
            Path log = state.log("keycloak-build");
            List<String> command = java(home);
            // It runs once for some twenty seconds: what the second compiler would gain, it does not earn back.
            command.add(1, "-XX:TieredStopAtLevel=1");
            command.add("build");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(state.root().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().clear();
            builder.environment().putAll(environment);
            Process process = builder.start();
            try {
                if (!process.waitFor(BUILD_LIMIT.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                    throw new LauncherException(texts.get("keycloak.build", log, LogTail.indented(log, 0)));
                }
            } finally {
                // Nobody who waits for it may leave it behind: the next build would find it at work in the same place.
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LauncherException(texts.get("part.interrupted", name()), e);
        }
    }

    // What bin/kc.sh runs in the end, without the shell in between: the process that is recorded is the one that
    // serves.
    private static List<String> java(Path home) {
        List<String> command = new ArrayList<>(JavaCommand.java());
        command.addAll(List.of(
                "-Xms64m",
                "-Xmx640m",
                "-XX:MetaspaceSize=96M",
                "-XX:MaxMetaspaceSize=320m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dfile.encoding=UTF-8",
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "-Djava.security.egd=file:/dev/urandom",
                "-Djdk.tls.rejectClientInitiatedRenegotiation=true",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                "--add-opens=java.base/java.security=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "-Duser.language=en",
                "-Duser.country=US",
                "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                        + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                "-Dkc.home.dir=" + home,
                "-Djboss.server.config.dir=" + home.resolve("conf"),
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Dpicocli.disable.closures=true",
                "-Dquarkus-log-max-startup-records=10000",
                "-cp",
                home.resolve("lib/quarkus-run.jar").toString(),
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint"));
        return command;
    }
}
