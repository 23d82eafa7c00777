package vn.khue.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import vn.khue.directory.embedded.EmbeddedServer;
import vn.khue.directory.embedded.EmbeddedSettings;
import vn.khue.directory.ldap.LdapDirectory;
import vn.khue.directory.ldap.LdapDirectoryWriter;
import vn.khue.directory.ldap.LdapEndpoint;
import vn.khue.directory.ldap.LdapListings;
import vn.khue.directory.ldap.LdifFile;
import vn.khue.directory.listing.PageToken;
import vn.khue.directory.listing.Selection;
import vn.khue.directory.slapd.PrivateSlapd;
import vn.khue.directory.slapd.SlapdInstallation;
import vn.khue.directory.slapd.SlapdSettings;

/**
 * One person among 100,000, and pages of all of them in the order of names, in slapd and in the embedded directory. The number can be
 * set by {@code -Dkhue.bench.people}.
 */
final class CrowdBench {

    private static final String BASE = "dc=khue,dc=edu,dc=vn";
    private static final String PASSWORD = "bench-admin";
    private static final LocalDate DAY = LocalDate.of(2026, 11, 23);
    private static final int PEOPLE = Integer.getInteger("khue.bench.people", 100_000);

    /** The embedded directory holds all in memory and is made for one district; beyond that slapd is measured alone. */
    private static final int EMBEDDED_MOST = 200_000;

    private static final long SLAPD_BYTES = 16L << 30;
    private static final int LOOKUPS = 5000;
    private static final int PAGES = 400;
    private static final int AGAIN = 101;
    private static final long SETTLED_NANOS = TimeUnit.SECONDS.toNanos(25);
    private static final int FAR_PAGE = 1000;
    private static final double CLAIMS_LIMIT_MS = 5;
    private static final double FLAT = 1.3;
    private static final double BYTES_LIMIT = 100;
    private static final int WRITERS = 8;
    private static final long PATIENCE_SECONDS = 900;

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
        var slapd = new SlapdSettings(folder.resolve("slapd"), BASE, freePort(), PASSWORD, Map.of(), SLAPD_BYTES);
        var installation = SlapdInstallation.find()
                .orElseThrow(() -> new BenchException("expected slapd, found none; apt-get install slapd"));
        PrivateSlapd.prepare(installation, slapd);
        fill(installation, slapd);
        try (var server = PrivateSlapd.start(installation, slapd)) {
            rows.addAll(rows("slapd", server.port()));
        }
        if (PEOPLE > EMBEDDED_MOST) {
            return rows;
        }
        var settings = new EmbeddedSettings(folder.resolve("embedded"), BASE, 0, PASSWORD, Map.of());
        try (var server = EmbeddedServer.start(settings, CrowdBench::diskFailed)) {
            fill(endpoint(server.port()));
            rows.addAll(rows("embedded", server.port()));
        }
        return rows;
    }

    private List<Measurement> rows(String server, int port) {
        LdapEndpoint admin = endpoint(port);
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
        try (var listings = new LdapListings(admin)) {
            long began = System.nanoTime();
            PageToken first = listings.open(Selection.everyone(DAY)).token();
            double open = (System.nanoTime() - began) / 1e9;
            int far = Math.min(FAR_PAGE, PEOPLE / 50);
            double[] medians = medians(listings, first, new PageToken(first.listing(), far));
            rows.add(lower(
                    "page " + far + " of names" + among + ", median",
                    "ms",
                    medians[1],
                    medians[0],
                    "page 1",
                    Optional.of(FLAT)));
            rows.add(lower(
                    "names listed again" + among + ", median",
                    "ms",
                    openedAgain(listings),
                    open * 1000,
                    "the first time",
                    Optional.empty()));
            rows.add(lower(
                    "order of names held" + among,
                    "bytes/person",
                    (double) listings.register().bytes() / PEOPLE,
                    BYTES_LIMIT,
                    "limit",
                    Optional.of(1.0)));
        }
        return rows;
    }

    /** Once the changes of the load are old: until then each listing reads the last seconds of them again. */
    private static double openedAgain(LdapListings listings) {
        long end = System.nanoTime() + SETTLED_NANOS;
        double[] times = new double[AGAIN];
        for (int i = 0; i < AGAIN || System.nanoTime() < end; i++) {
            long began = System.nanoTime();
            listings.open(Selection.everyone(DAY));
            times[i % AGAIN] = (System.nanoTime() - began) / 1e6;
        }
        return Arrays.stream(times).sorted().toArray()[AGAIN / 2];
    }

    /** Both pages in turns, so that what else the machine does meets both alike. */
    private static double[] medians(LdapListings listings, PageToken near, PageToken far) {
        PageToken[] pages = {near, far};
        double[][] times = new double[pages.length][PAGES];
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < PAGES; i++) {
                for (int which = 0; which < pages.length; which++) {
                    long began = System.nanoTime();
                    listings.page(pages[which]);
                    times[which][i] = (System.nanoTime() - began) / 1e6;
                }
            }
        }
        return Arrays.stream(times)
                .mapToDouble(of -> Arrays.stream(of).sorted().toArray()[PAGES / 2])
                .toArray();
    }

    private void fill(SlapdInstallation installation, SlapdSettings settings) throws IOException {
        Path file = settings.folder().resolve("crowd.ldif");
        try (var ldif = new LdifFile(file, BASE)) {
            for (int i = 0; i < PEOPLE; i++) {
                ldif.add(crowd.person(i));
                ldif.add(crowd.enrolment(i));
                crowd.guardianship(i).ifPresent(ldif::add);
            }
        }
        try {
            Process slapadd = new ProcessBuilder(
                            installation.slapd().toString(),
                            "-T",
                            "add",
                            "-q",
                            "-n",
                            "1",
                            "-F",
                            settings.folder().resolve("slapd.d").toString(),
                            "-l",
                            file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(settings.folder().resolve("crowd.log").toFile())
                    .start();
            if (!slapadd.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || slapadd.exitValue() != 0) {
                slapadd.destroyForcibly();
                throw new BenchException("expected slapadd to take the crowd, found an error; see crowd.log");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted while loading", e);
        }
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

    private static LdapEndpoint endpoint(int port) {
        return LdapEndpoint.of("ldap://127.0.0.1:" + port, BASE, "cn=admin," + BASE, PASSWORD);
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
