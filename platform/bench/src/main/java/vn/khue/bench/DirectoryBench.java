package vn.khue.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.khue.directory.ldap.LdapDirectory;
import vn.khue.directory.ldap.LdapEndpoint;
import vn.khue.directory.slapd.PrivateSlapd;
import vn.khue.directory.slapd.SlapdInstallation;
import vn.khue.district.District;
import vn.khue.district.DistrictLoader;
import vn.khue.district.Scale;

/** The default district loaded over LDAP and one person looked up in it, in the embedded directory and in slapd. */
public final class DirectoryBench implements Bench {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 23);
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
        Path data = folder.resolve("embedded");
        try (var server = DirectoryServers.embedded(data)) {
            embedded = figures(server.port());
        }
        long began = System.nanoTime();
        try (var server = DirectoryServers.embedded(data)) {
            restart = (System.nanoTime() - began) / 1e9;
            if (server.entriesAtStart() < embedded.entries()) {
                throw new BenchException("expected " + embedded.entries() + " entries after a restart, found "
                        + server.entriesAtStart());
            }
        }
        Figures slapd;
        SlapdInstallation installation = DirectoryServers.installation();
        try (var server = PrivateSlapd.start(installation, DirectoryServers.slapd(folder.resolve("slapd")))) {
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
        LdapEndpoint admin = DirectoryServers.admin(port);
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
}
