package vn.khue.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import vn.khue.directory.embedded.EmbeddedServer;
import vn.khue.directory.embedded.EmbeddedSettings;
import vn.khue.directory.ldap.LdapDirectory;
import vn.khue.directory.ldap.LdapEndpoint;
import vn.khue.directory.slapd.PrivateSlapd;
import vn.khue.directory.slapd.SlapdInstallation;
import vn.khue.directory.slapd.SlapdSettings;
import vn.khue.district.District;
import vn.khue.district.DistrictLoader;
import vn.khue.district.Scale;

/** The default district loaded over LDAP and one person looked up in it, in the embedded directory and in slapd. */
public final class DirectoryBench implements Bench {

    private static final String BASE = "dc=khue,dc=edu,dc=vn";
    private static final String PASSWORD = "bench-admin";
    private static final LocalDate DAY = LocalDate.of(2026, 11, 23);
    private static final long SLAPD_BYTES = 1L << 30;
    private static final double LOAD_LIMIT_SECONDS = 30;
    private static final double STANDING_LIMIT_MS = 5;
    private static final int LOOKUPS = 5000;

    @Override
    public String name() {
        return "directory";
    }

    @Override
    public String about() {
        return "the default district loaded over LDAP, every change on disk before it is acknowledged, beside slapd";
    }

    @Override
    public List<Measurement> run() {
        try {
            Path folder = Files.createTempDirectory("khue-bench-directory");
            try {
                List<Measurement> rows = new ArrayList<>(measure(folder));
                rows.addAll(new CrowdBench(name()).measure(folder.resolve("crowd")));
                return rows;
            } finally {
                TemporaryFolder.delete(folder);
            }
        } catch (IOException e) {
            throw new BenchException("expected a writable temporary folder, found " + e, e);
        }
    }

    private List<Measurement> measure(Path folder) throws IOException {
        Figures embedded;
        double restart;
        var settings = new EmbeddedSettings(folder.resolve("embedded"), BASE, 0, PASSWORD, Map.of());
        try (var server = EmbeddedServer.start(settings, DirectoryBench::diskFailed)) {
            embedded = figures(server.port());
        }
        long began = System.nanoTime();
        try (var server = EmbeddedServer.start(settings, DirectoryBench::diskFailed)) {
            restart = (System.nanoTime() - began) / 1e9;
            if (server.entriesAtStart() < embedded.entries()) {
                throw new BenchException("expected " + embedded.entries() + " entries after a restart, found "
                        + server.entriesAtStart());
            }
        }
        Figures slapd;
        var installation = SlapdInstallation.find()
                .orElseThrow(() -> new BenchException("expected slapd, found none; apt-get install slapd"));
        try (var server = PrivateSlapd.start(
                installation,
                new SlapdSettings(folder.resolve("slapd"), BASE, freePort(), PASSWORD, Map.of(), SLAPD_BYTES))) {
            slapd = figures(server.port());
        }
        String entries = String.format(java.util.Locale.ROOT, "%,d entries loaded", embedded.entries());
        List<Measurement> rows = new ArrayList<>();
        rows.add(lower(entries, "s", embedded.loadSeconds(), LOAD_LIMIT_SECONDS, "limit", Optional.of(1.0)));
        rows.add(lower(entries, "s", embedded.loadSeconds(), slapd.loadSeconds(), "slapd", Optional.empty()));
        rows.add(lower("opened again with them", "s", restart, embedded.loadSeconds(), "the load", Optional.empty()));
        rows.add(lower(
                "all that holds for one person, p99",
                "ms",
                embedded.standingP99(),
                STANDING_LIMIT_MS,
                "limit",
                Optional.of(1.0)));
        rows.add(lower(
                "all that holds for one person, median",
                "ms",
                embedded.standingMedian(),
                slapd.standingMedian(),
                "slapd",
                Optional.empty()));
        rows.add(new FirstLoadBench(installation).measure(name(), folder));
        return rows;
    }

    private record Figures(long entries, double loadSeconds, double standingMedian, double standingP99) {}

    private static Figures figures(int port) {
        LdapEndpoint admin = LdapEndpoint.of("ldap://127.0.0.1:" + port, BASE, "cn=admin," + BASE, PASSWORD);
        var loaded = new DistrictLoader(admin).load(new District(District.DEMO_SEED, Scale.TENTH), done -> {});
        UUID[] people =
                loaded.cast().members().stream().map(member -> member.id()).toArray(UUID[]::new);
        double[] times = new double[LOOKUPS];
        try (var directory = new LdapDirectory(admin)) {
            for (int round = 0; round < 2; round++) {
                // The first round warms up and is written over.
                for (int i = 0; i < LOOKUPS; i++) {
                    long began = System.nanoTime();
                    var standing = directory.standing(people[i % people.length], DAY);
                    times[i] = (System.nanoTime() - began) / 1e6;
                    if (standing.isEmpty()) {
                        throw new BenchException("expected person " + people[i % people.length] + ", found nobody");
                    }
                }
            }
        }
        Arrays.sort(times);
        return new Figures(
                loaded.written(), loaded.time().toMillis() / 1000.0, times[LOOKUPS / 2], times[LOOKUPS * 99 / 100]);
    }

    private Measurement lower(
            String metric, String unit, double ours, double peer, String peerName, Optional<Double> goal) {
        return new Measurement(name(), metric, unit, Measurement.Better.LOWER, ours, peer, peerName, goal);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void diskFailed(IOException e) {
        throw new BenchException("expected the disk to take the journal, found " + e, e);
    }
}
