package vn.khue.bench.gate;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleSupplier;
import vn.khue.bench.Bench;
import vn.khue.bench.BenchException;
import vn.khue.bench.Measurement;
import vn.khue.bench.TemporaryFolder;

/**
 * Our gate with 100,000 people in directory and database beside our gate with 1,000: whether a login or a list is slower among many. Logins are by
 * people drawn from all, so that Keycloak's memory of users, of 10,000, helps the small one more. Both take turns.
 */
public final class LoginsAtSizeBench implements Bench {
    private static final int FEW = 1_000;
    private static final int MANY = Integer.getInteger("khue.bench.people", 100_000);
    private static final int CONCURRENCY = 4;
    private static final int ROUNDS = 8;
    private static final int LISTS = 200;
    private static final int ADMINISTRATION_LISTS = 40;
    private static final double FLAT = 1.3;
    private static final double P95 = 0.95;
    private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("khue.bench.warm", 24));
    private static final Duration ROUND = Duration.ofSeconds(Integer.getInteger("khue.bench.round", 3));
    private static final Duration DRAIN = Duration.ofSeconds(60);

    @Override
    public String name() {
        return "logins-size";
    }

    @Override
    public String about() {
        return String.format(Locale.ROOT, "logins and lists of a gate with %,d people beside one with %,d", MANY, FEW);
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
            Path folder = Files.createTempDirectory("khue-bench-logins-size");
            try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                            .setPort(ports.next())
                            .setServerConfig("shared_buffers", "256MB")
                            .start();
                    var many = new SizedGate(folder.resolve("many"), MANY, CONCURRENCY, distribution, postgres, ports);
                    var few = new SizedGate(folder.resolve("few"), FEW, CONCURRENCY, distribution, postgres, ports)) {
                return measure(many, few);
            } finally {
                TemporaryFolder.delete(folder);
            }
        } catch (IOException | SQLException e) {
            throw new BenchException("expected two Keycloaks and what they need, found " + e.getMessage(), e);
        }
    }

    private List<Measurement> measure(SizedGate many, SizedGate few) throws IOException {
        List<Measurement> rows = new ArrayList<>();
        logins(many, WARM_UP);
        logins(few, WARM_UP);
        List<Double> amongMany = new ArrayList<>();
        List<Double> amongFew = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            amongMany.addAll(logins(many, ROUND));
            amongFew.addAll(logins(few, ROUND));
        }
        rows.add(row("password login, p95 of the whole flow, " + CONCURRENCY + " at once", amongMany, amongFew));
        var lot = new Random(20);
        rows.add(alternating(
                "page of names, any page, p95", LISTS, () -> many.pageOfNames(lot), () -> few.pageOfNames(lot)));
        String ofMany = many.administrator();
        String ofFew = few.administrator();
        rows.add(alternating(
                "somebody by login name in Keycloak's administration, p95",
                LISTS,
                () -> read(() -> many.foundInAdministration(ofMany, lot)),
                () -> read(() -> few.foundInAdministration(ofFew, lot))));
        String againOfMany = many.administrator();
        String againOfFew = few.administrator();
        rows.add(alternating(
                "first page of users in Keycloak's administration, p95",
                ADMINISTRATION_LISTS,
                () -> read(() -> many.listInAdministration(againOfMany)),
                () -> read(() -> few.listInAdministration(againOfFew))));
        return rows;
    }

    /** What one does who may find the network broken. */
    @FunctionalInterface
    private interface Reading {
        double millis() throws IOException;
    }

    private static double read(Reading reading) {
        try {
            return reading.millis();
        } catch (IOException e) {
            throw new BenchException("expected an answer of Keycloak's administration, found " + e, e);
        }
    }

    private static List<Double> logins(SizedGate gate, Duration time) {
        Side.Round round = gate.side().round(gate.side()::signIn, time);
        // What is still to be sent is not to be sent beside the other.
        gate.around().awaitEvents(DRAIN);
        return round.millis();
    }

    private Measurement alternating(String what, int times, DoubleSupplier many, DoubleSupplier few) {
        List<Double> amongMany = new ArrayList<>();
        List<Double> amongFew = new ArrayList<>();
        for (int i = 0; i < 2 * times; i++) {
            double ours = many.getAsDouble();
            double its = few.getAsDouble();
            // The first half warms up.
            if (i >= times) {
                amongMany.add(ours);
                amongFew.add(its);
            }
        }
        return row(what, amongMany, amongFew);
    }

    private Measurement row(String what, List<Double> many, List<Double> few) {
        return new Measurement(
                name(),
                what + String.format(Locale.ROOT, ", among %,d", MANY),
                "ms",
                Measurement.Better.LOWER,
                p95(many),
                p95(few),
                String.format(Locale.ROOT, "among %,d", FEW),
                Optional.of(FLAT));
    }

    private static double p95(List<Double> millis) {
        return millis.stream()
                .sorted()
                .skip((long) (millis.size() * P95))
                .findFirst()
                .orElseThrow();
    }
}
