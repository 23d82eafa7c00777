package vn.khue.bench.gate;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import vn.khue.bench.BenchException;

/** One of the two Keycloaks with so many visitors who never wait: each begins the next when the last is answered. */
final class Side implements AutoCloseable {
    private final KeycloakServer server;
    private final List<Visitor> visitors = new ArrayList<>();
    private final List<String> people;
    private final String password;
    private final AtomicInteger next = new AtomicInteger();
    private final ExecutorService threads;

    /**
     * @param people login names, which take turns
     * @param concurrency how many visitors at once
     */
    Side(KeycloakServer server, App app, List<String> people, String password, int concurrency) {
        this.server = server;
        this.people = List.copyOf(people);
        this.password = password;
        this.threads = Executors.newFixedThreadPool(concurrency);
        for (int i = 0; i < concurrency; i++) {
            visitors.add(new Visitor(app));
        }
    }

    /** What a visitor does over and over. */
    @FunctionalInterface
    interface Act {
        void by(Visitor visitor) throws IOException;
    }

    /**
     * @param perSecond acts that were answered
     * @param processorMillis of the Keycloak process for one act
     * @param millis how long each act took, sorted
     */
    record Round(double perSecond, double processorMillis, List<Double> millis) {}

    void signIn(Visitor visitor) throws IOException {
        visitor.signIn(people.get(Math.floorMod(next.getAndIncrement(), people.size())), password);
    }

    /** Lets all visitors act for that time. */
    Round round(Act act, Duration time) {
        long began = System.nanoTime();
        Duration processor = server.processorTime();
        long end = began + time.toNanos();
        List<Future<List<Double>>> counts = new ArrayList<>();
        for (Visitor visitor : visitors) {
            counts.add(threads.submit(() -> {
                List<Double> millis = new ArrayList<>();
                do {
                    long before = System.nanoTime();
                    act.by(visitor);
                    millis.add((System.nanoTime() - before) / 1e6);
                } while (System.nanoTime() < end);
                return millis;
            }));
        }
        try {
            List<Double> all = new ArrayList<>();
            for (Future<List<Double>> count : counts) {
                all.addAll(count.get());
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            Collections.sort(all);
            return new Round(
                    all.size() / seconds,
                    server.processorTime().minus(processor).toNanos() / 1e6 / all.size(),
                    List.copyOf(all));
        } catch (ExecutionException e) {
            throw new BenchException("a visitor was refused: " + e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }

    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        for (Visitor visitor : visitors) {
            visitor.close();
        }
    }
}
