package vn.khue.bench;

import java.util.Objects;
import java.util.Optional;

/**
 * One measured figure of ours beside one of a named peer, or beside a limit, from the same run on the same machine.
 *
 * @param bench the name by which {@code ./khue bench NAME} runs it
 * @param metric what was measured, in words
 * @param unit the unit of both figures, for instance {@code documents/s} or {@code bytes}
 * @param better whether a higher or a lower figure is the better one
 * @param ours our figure
 * @param peer the figure of the peer or of the limit
 * @param peerName who the peer is, with its version, or whose limit it is
 * @param goal the ratio of ours to the peer's that was aimed at; absent where the row only informs
 */
public record Measurement(
        String bench,
        String metric,
        String unit,
        Better better,
        double ours,
        double peer,
        String peerName,
        Optional<Double> goal) {

    /** Which direction is good. */
    public enum Better {
        HIGHER,
        LOWER
    }

    public Measurement {
        Objects.requireNonNull(bench, "bench");
        Objects.requireNonNull(metric, "metric");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(better, "better");
        Objects.requireNonNull(peerName, "peerName");
        Objects.requireNonNull(goal, "goal");
        if (!(peer > 0)) {
            throw new BenchException(
                    "peer of " + metric + ": expected a figure above zero, found " + peer + "; the peer did not run");
        }
    }

    /** Ours over the peer's. */
    public double ratio() {
        return ours / peer;
    }

    /** Whether the goal was reached; empty where there is none. */
    public Optional<Boolean> met() {
        return goal.map(wanted -> better == Better.HIGHER ? ratio() >= wanted : ratio() <= wanted);
    }
}
