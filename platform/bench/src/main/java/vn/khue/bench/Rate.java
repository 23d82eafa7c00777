package vn.khue.bench;

import java.util.Arrays;

/** Runs an action for a bounded time after a warm-up and gives runs per second: the median of five rounds. */
final class Rate {

    private static final int ROUNDS = 5;

    private final double warmUpSeconds;
    private final double roundSeconds;

    Rate(double warmUpSeconds, double roundSeconds) {
        this.warmUpSeconds = warmUpSeconds;
        this.roundSeconds = roundSeconds;
    }

    /** An action that may fail; a failure ends the measurement. */
    @FunctionalInterface
    interface Action {
        void run() throws Exception;
    }

    /** @return runs per second on the calling thread */
    double perSecond(Action action) {
        round(action, warmUpSeconds);
        double[] rates = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            rates[i] = round(action, roundSeconds);
        }
        Arrays.sort(rates);
        return rates[ROUNDS / 2];
    }

    private static double round(Action action, double seconds) {
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        long runs = 0;
        try {
            do {
                action.run();
                runs++;
            } while (System.nanoTime() < end);
        } catch (Exception e) {
            throw new BenchException("the measured action failed after " + runs + " runs: " + e, e);
        }
        return runs * 1e9 / (System.nanoTime() - start);
    }
}
