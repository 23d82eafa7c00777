package vn.khue.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs an action on as many threads as there are processors and gives runs per second of all of them. */
final class AllCores {
    private AllCores() {}

    static int count() {
        return Runtime.getRuntime().availableProcessors();
    }

    /** The sum over the threads of each one's rate, which is the median of its rounds. */
    static double perSecond(Rate rate, Rate.Action action) {
        ExecutorService threads = Executors.newFixedThreadPool(count());
        try {
            List<Future<Double>> rates = new ArrayList<>();
            for (int i = 0; i < count(); i++) {
                rates.add(threads.submit(() -> rate.perSecond(action)));
            }
            double sum = 0;
            for (Future<Double> each : rates) {
                sum += each.get();
            }
            return sum;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        } catch (ExecutionException e) {
            throw new BenchException("the measured action failed: " + e.getCause(), e);
        } finally {
            threads.shutdownNow();
        }
    }
}
