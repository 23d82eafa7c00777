package vn.khue.bench.gate;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import vn.khue.bench.Bench;
import vn.khue.bench.BenchException;
import vn.khue.bench.Measurement;
import vn.khue.bench.TemporaryFolder;

/**
 * Two Keycloaks of one version with one heap and one PostgreSQL: ours with providers, theme, realm, directory and events, and stock with
 * a realm as it comes. Both hash with Keycloak's default Argon2id. They take turns in short rounds; the other one rests.
 */
public final class LoginsBench implements Bench {
    private static final int CONCURRENCY = 8;
    static final int PEOPLE = 100;
    private static final String PASSWORD = "mot cau dai de nho 2026";
    private static final int ROUNDS = 5;

    /** For each side before logins, and half of it before tokens: the JVM's second compiler is at work for minutes. */
    private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("khue.bench.warm", 24));

    private static final Duration ROUND = Duration.ofSeconds(Integer.getInteger("khue.bench.round", 3));
    private static final int TURNS_OF_WARM_UP = 3;

    /** Only what people do with passwords, where a warm-up of many minutes is wanted for it. */
    private static final boolean PASSWORDS_ALONE = Boolean.getBoolean("khue.bench.passwords-alone");

    private static final Duration DRAIN = Duration.ofSeconds(60);

    private static final Load LOGINS = new Load("password logins", "logins/s", 3, WARM_UP);
    private static final Load BADGES = new Load("badge logins beside password logins", "logins/s", 10, WARM_UP);
    private static final Load CREDENTIALS = new Load("client credentials", "tokens/s", 1.2, WARM_UP.dividedBy(2));
    private static final Load REFRESHES = new Load("refreshes", "tokens/s", 1.2, WARM_UP.dividedBy(2));
    private static final Load ROTATIONS =
            new Load("refreshes, both rotating the token", "tokens/s", 1.2, WARM_UP.dividedBy(2));

    /**
     * @param goal ratio to stock that is aimed at
     * @param warmUp for each side
     */
    private record Load(String what, String unit, double goal, Duration warmUp) {}

    @Override
    public String name() {
        return "logins";
    }

    @Override
    public String about() {
        return "logins, client credentials and refreshes a second of our gate beside stock Keycloak, 8 at once";
    }

    @Override
    public boolean onlyByName() {
        return true;
    }

    @Override
    public List<Measurement> run() {
        Distribution distribution = Distribution.of(Path.of(System.getProperty("khue.home", ".")));
        FreePorts ports = new FreePorts();
        try {
            Path folder = Files.createTempDirectory("khue-bench-logins");
            try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                            .setPort(ports.next())
                            .setServerConfig("shared_buffers", "256MB")
                            .start();
                    var around = new Surroundings(folder, PEOPLE, ports)) {
                return measure(folder, distribution, postgres, around, ports);
            } finally {
                TemporaryFolder.delete(folder);
            }
        } catch (IOException | SQLException e) {
            throw new BenchException("expected two Keycloaks and what they need, found " + e.getMessage(), e);
        }
    }

    private List<Measurement> measure(
            Path folder, Distribution distribution, EmbeddedPostgres postgres, Surroundings around, FreePorts ports)
            throws IOException, SQLException {
        for (String name : List.of("ours", "stock")) {
            try (var connection = postgres.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("create database " + name);
            }
        }
        Map<String, String> environment = new HashMap<>(around.environment());
        try (KeycloakServer ours = server("ours", folder, distribution, postgres, environment, ports);
                KeycloakServer stock = server(
                        "stock", folder, new Distribution(distribution.zip(), List.of()), postgres, Map.of(), ports)) {
            return measure(around, ours, stock, postgres.getDatabase("postgres", "ours"));
        }
    }

    private List<Measurement> measure(
            Surroundings around, KeycloakServer ours, KeycloakServer stock, DataSource ourDatabase)
            throws IOException, SQLException {
        StockRealm stockRealm = new StockRealm(stock);
        try (Side our = new Side(
                        ours, new OurRealm(ours, around).make(PEOPLE, PASSWORD), names(true), PASSWORD, CONCURRENCY);
                Side its = new Side(stock, stockRealm.make(PEOPLE, PASSWORD), names(false), PASSWORD, CONCURRENCY)) {
            List<Measurement> rows = new ArrayList<>();
            rows.addAll(compare(around, LOGINS, our, our::signIn, its, its::signIn));
            if (PASSWORDS_ALONE) {
                return rows;
            }
            List<Badge> badges = new BadgeOffice(ours, around, ourDatabase).issue(PASSWORD);
            var nextBadge = new AtomicInteger();
            rows.addAll(compare(
                    around,
                    BADGES,
                    our,
                    visitor -> visitor.signIn(badges.get(Math.floorMod(nextBadge.getAndIncrement(), badges.size()))),
                    its,
                    its::signIn));
            rows.addAll(compare(around, CREDENTIALS, our, Visitor::clientCredentials, its, Visitor::clientCredentials));
            rows.addAll(compare(around, REFRESHES, our, Visitor::refresh, its, Visitor::refresh));
            stockRealm.rotateRefreshTokens();
            rows.addAll(compare(around, ROTATIONS, our, Visitor::refresh, its, Visitor::refresh));
            if (around.events() == 0) {
                throw new BenchException("expected events of the logins at the intake, found none");
            }
            return rows;
        }
    }

    private static KeycloakServer server(
            String name,
            Path folder,
            Distribution distribution,
            EmbeddedPostgres postgres,
            Map<String, String> environment,
            FreePorts ports)
            throws IOException {
        String recording = System.getProperty("khue.bench.jfr." + name, "");
        return new KeycloakServer(
                Files.createDirectory(folder.resolve(name)),
                distribution.zip(),
                distribution.providers(),
                postgres.getJdbcUrl("postgres", name),
                environment,
                recording.isEmpty()
                        ? List.of()
                        : List.of("-XX:StartFlightRecording=settings=profile,dumponexit=true,filename=" + recording),
                ports);
    }

    private List<Measurement> compare(
            Surroundings around, Load load, Side our, Side.Act ourAct, Side its, Side.Act itsAct) {
        Duration turn = load.warmUp().dividedBy(TURNS_OF_WARM_UP);
        for (int i = 0; i < TURNS_OF_WARM_UP; i++) {
            our.round(ourAct, turn);
            around.awaitEvents(DRAIN);
            its.round(itsAct, turn);
        }
        List<Side.Round> ours = new ArrayList<>();
        List<Side.Round> stock = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            ours.add(our.round(ourAct, ROUND));
            // What is still to be sent is not to be sent beside the other.
            around.awaitEvents(DRAIN);
            stock.add(its.round(itsAct, ROUND));
        }
        return List.of(
                new Measurement(
                        name(),
                        load.what() + ", " + CONCURRENCY + " at once",
                        load.unit(),
                        Measurement.Better.HIGHER,
                        median(ours, Side.Round::perSecond),
                        median(stock, Side.Round::perSecond),
                        "stock Keycloak",
                        Optional.of(load.goal())),
                new Measurement(
                        name(),
                        load.what() + ", processor time of the gate for each",
                        "ms",
                        Measurement.Better.LOWER,
                        median(ours, Side.Round::processorMillis),
                        median(stock, Side.Round::processorMillis),
                        "stock Keycloak",
                        Optional.empty()));
    }

    private static double median(List<Side.Round> rounds, java.util.function.ToDoubleFunction<Side.Round> figure) {
        return rounds.stream()
                .mapToDouble(figure)
                .sorted()
                .skip(ROUNDS / 2)
                .findFirst()
                .orElseThrow();
    }

    private static List<String> names(boolean ours) {
        return IntStream.range(0, PEOPLE)
                .mapToObj(i -> ours ? Surroundings.username(i) : StockRealm.username(i))
                .toList();
    }
}
