package vn.khue.bench;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import vn.khue.directory.Person;
import vn.khue.directory.ldap.LdapDirectoryWriter;
import vn.khue.directory.ldap.LdapEndpoint;
import vn.khue.directory.ldap.LdapListings;
import vn.khue.directory.listing.ListingPage;
import vn.khue.directory.listing.Listings;
import vn.khue.directory.listing.PageToken;
import vn.khue.directory.listing.Selection;

/** What it takes to list everybody in a directory by name, page by page: far pages beside the first ones. */
final class NamePages {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 23);

    /** So many pages one after another from page 1, and as many up to the far one: each holds other people. */
    private static final int WALK = 20;

    private static final int ROUNDS = 20;
    private static final int AGAIN = 51;
    private static final long SETTLED_NANOS = TimeUnit.SECONDS.toNanos(12);
    private static final double FLAT = 1.3;
    private static final double BYTES_LIMIT = 100;

    private final String bench;
    private final String server;
    private final int people;
    private final LdapEndpoint admin;

    /**
     * @param bench under whose name the rows are shown
     * @param server name of the server, for the rows
     * @param people how many it holds
     * @param admin who may also add
     */
    NamePages(String bench, String server, int people, LdapEndpoint admin) {
        this.bench = bench;
        this.server = server;
        this.people = people;
        this.admin = admin;
    }

    /**
     * @param wanted number of the far page; the last page where there are fewer
     * @param more somebody to add, by number from 0
     */
    List<Measurement> rows(int wanted, IntFunction<Person> more) {
        int far = Math.min(wanted, people / Listings.PAGE_SIZE);
        String among = String.format(Locale.ROOT, " among %,d, %s", people, server);
        List<Measurement> rows = new ArrayList<>();
        try (var listings = new LdapListings(admin);
                var writer = new LdapDirectoryWriter(admin)) {
            long began = System.nanoTime();
            ListingPage first = listings.open(Selection.everyone(DAY));
            double open = (System.nanoTime() - began) / 1e6;
            if (first.total() != people) {
                throw new BenchException("expected " + people + " people listed, found " + first.total());
            }
            double[] medians = medians(listings, first.token(), far);
            rows.add(row(
                    String.format(Locale.ROOT, "page %,d of names", far) + among + ", median",
                    "ms",
                    medians[1],
                    medians[0],
                    "page 1",
                    Optional.of(FLAT)));
            rows.add(row(
                    "names listed again" + among + ", median",
                    "ms",
                    again(listings),
                    open,
                    "the first time",
                    Optional.empty()));
            rows.add(row(
                    "names listed again after one more came" + among + ", median",
                    "ms",
                    afterOneMore(listings, writer, more),
                    open,
                    "the first time",
                    Optional.empty()));
            rows.add(row(
                    "order of names held" + among,
                    "bytes/person",
                    (double) listings.register().bytes() / people,
                    BYTES_LIMIT,
                    "limit",
                    Optional.of(1.0)));
        }
        return rows;
    }

    /** Near and far pages in turns, so that what else the machine does meets both alike. */
    private static double[] medians(LdapListings listings, PageToken first, int far) {
        double[][] times = new double[2][ROUNDS * WALK];
        // The first pass warms up and is written over.
        for (int pass = 0; pass < 2; pass++) {
            for (int i = 0; i < ROUNDS * WALK; i++) {
                int step = i % WALK;
                times[0][i] = page(listings, first, Math.min(far, 1 + step));
                times[1][i] = page(listings, first, Math.max(1, far - step));
            }
        }
        return new double[] {median(times[0]), median(times[1])};
    }

    private static double page(LdapListings listings, PageToken first, int number) {
        long began = System.nanoTime();
        int found =
                listings.page(new PageToken(first.listing(), number)).people().size();
        double time = (System.nanoTime() - began) / 1e6;
        if (found != Listings.PAGE_SIZE) {
            throw new BenchException("expected a full page " + number + ", found " + found + " people");
        }
        return time;
    }

    /** Once the changes of the load are old: until then each listing reads the last seconds of them again. */
    private static double again(LdapListings listings) {
        long end = System.nanoTime() + SETTLED_NANOS;
        double[] times = new double[AGAIN];
        for (int i = 0; i < AGAIN || System.nanoTime() < end; i++) {
            times[i % AGAIN] = open(listings);
        }
        return median(times);
    }

    private static double afterOneMore(LdapListings listings, LdapDirectoryWriter writer, IntFunction<Person> more) {
        double[] times = new double[AGAIN];
        for (int i = 0; i < AGAIN; i++) {
            writer.add(more.apply(i));
            times[i] = open(listings);
        }
        return median(times);
    }

    private static double open(LdapListings listings) {
        long began = System.nanoTime();
        listings.open(Selection.everyone(DAY));
        return (System.nanoTime() - began) / 1e6;
    }

    private static double median(double[] times) {
        return Arrays.stream(times).sorted().toArray()[times.length / 2];
    }

    private Measurement row(
            String metric, String unit, double ours, double peer, String peerName, Optional<Double> goal) {
        return new Measurement(bench, metric, unit, Measurement.Better.LOWER, ours, peer, peerName, goal);
    }
}
