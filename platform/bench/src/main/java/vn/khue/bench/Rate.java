package vn.khue.bench;

import java.util.Arrays;
import java.util.List;

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
        return sideBySide(List.of(action)).get(0);
    }

    /**
     * Lets the actions take turns round by round, so that what else the machine does meets all of them alike.
     *
     * @return runs per second on the calling thread, in the order of the actions
     */
    List<Double> sideBySide(List<Action> actions) {
        actions.forEach(action -> round(action, warmUpSeconds));
        double[][] rates = new double[actions.size()][ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            for (int a = 0; a < actions.size(); a++) {
                rates[a][i] = round(actions.get(a), roundSeconds);
            }
        }
        return Arrays.stream(rates)
                .map(of -> Arrays.stream(of).sorted().toArray()[ROUNDS / 2])
                .toList();
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
