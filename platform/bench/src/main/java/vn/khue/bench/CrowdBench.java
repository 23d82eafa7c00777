package vn.khue.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import vn.khue.directory.ldap.LdapDirectory;
import vn.khue.directory.ldap.LdapDirectoryWriter;
import vn.khue.directory.ldap.LdapEndpoint;
import vn.khue.directory.slapd.FirstLoad;
import vn.khue.directory.slapd.PrivateSlapd;
import vn.khue.directory.slapd.SlapdInstallation;
import vn.khue.directory.slapd.SlapdSettings;

/**
 * One person among 100,000, and pages of all of them in the order of names, in slapd and in the embedded directory. The number can be
 * set by {@code -Dkhue.bench.people}.
 */
final class CrowdBench {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 23);
    private static final int PEOPLE = Integer.getInteger("khue.bench.people", 100_000);

    /** The embedded directory holds all in memory and is made for one district; beyond that slapd is measured alone. */
    private static final int EMBEDDED_MOST = 200_000;

    private static final int LOOKUPS = 5000;
    private static final int FAR_PAGE = 1000;
    private static final double CLAIMS_LIMIT_MS = 5;
    private static final int WRITERS = 8;

    private final String bench;
    private final Crowd crowd = new Crowd();

    /**
     * @param bench under whose name the rows are shown
     */
    CrowdBench(String bench) {
        this.bench = bench;
    }

    /**
     * @param folder empty, for both servers' data
     */
    List<Measurement> measure(Path folder) throws IOException {
        List<Measurement> rows = new ArrayList<>();
        SlapdSettings slapd = DirectoryServers.slapd(folder.resolve("slapd"));
        SlapdInstallation installation = DirectoryServers.installation();
        new FirstLoad(installation, slapd).run(records -> {
            for (int i = 0; i < PEOPLE; i++) {
                records.add(crowd.person(i));
                records.add(crowd.enrolment(i));
                crowd.guardianship(i).ifPresent(records::add);
            }
        });
        try (var server = PrivateSlapd.start(installation, slapd)) {
            rows.addAll(rows("slapd", server.port()));
        }
        if (PEOPLE > EMBEDDED_MOST) {
            return rows;
        }
        try (var server = DirectoryServers.embedded(folder.resolve("embedded"))) {
            fill(DirectoryServers.admin(server.port()));
            rows.addAll(rows("embedded", server.port()));
        }
        return rows;
    }

    private List<Measurement> rows(String server, int port) {
        LdapEndpoint admin = DirectoryServers.admin(port);
        List<Measurement> rows = new ArrayList<>();
        String among = String.format(java.util.Locale.ROOT, " among %,d, %s", PEOPLE, server);
        try (var directory = new LdapDirectory(admin)) {
            double[] times = new double[LOOKUPS];
            for (int round = 0; round < 2; round++) {
                // The first round warms up and is written over. A prime step meets people of all ages of the entries.
                for (int i = 0; i < LOOKUPS; i++) {
                    int number = (int) (i * 7919L % PEOPLE);
                    long began = System.nanoTime();
                    boolean found = directory.standing(crowd.id(number), DAY).isPresent();
                    times[i] = (System.nanoTime() - began) / 1e6;
                    if (!found) {
                        throw new BenchException("expected person " + number + ", found nobody");
                    }
                }
            }
            Arrays.sort(times);
            rows.add(lower(
                    "claims of one" + among + ", p99",
                    "ms",
                    times[LOOKUPS * 99 / 100],
                    CLAIMS_LIMIT_MS,
                    "limit",
                    Optional.of(1.0)));
        }
        rows.addAll(new NamePages(bench, server, PEOPLE, admin).rows(FAR_PAGE, i -> crowd.person(PEOPLE + i)));
        return rows;
    }

    private void fill(LdapEndpoint admin) {
        var next = new AtomicInteger();
        var threads = Executors.newFixedThreadPool(WRITERS);
        try (var writer = new LdapDirectoryWriter(admin)) {
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                writers.add(threads.submit(() -> {
                    for (int number = next.getAndIncrement(); number < PEOPLE; number = next.getAndIncrement()) {
                        writer.add(crowd.person(number));
                        writer.add(crowd.enrolment(number));
                        crowd.guardianship(number).ifPresent(writer::add);
                    }
                }));
            }
            for (Future<?> done : writers) {
                done.get();
            }
        } catch (ExecutionException e) {
            throw new BenchException("expected the directory to take the crowd, found " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted while loading", e);
        } finally {
            threads.shutdownNow();
        }
    }

    private Measurement lower(
            String metric, String unit, double ours, double peer, String peerName, Optional<Double> goal) {
        return new Measurement(bench, metric, unit, Measurement.Better.LOWER, ours, peer, peerName, goal);
    }
}
