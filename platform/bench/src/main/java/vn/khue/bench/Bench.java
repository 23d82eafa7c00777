package vn.khue.bench;

import java.util.List;

/** One benchmark: runs ours and the peer in the same process run and gives the figures, judging nothing. */
public interface Bench {

    /** The word after {@code ./khue bench}. */
    String name();

    /** What it measures and against whom, in one line. */
    String about();

    /** Whether it is left out where no benchmark is named, because it takes long. */
    default boolean onlyByName() {
        return false;
    }

    /**
     * Runs it. Bounded in time: a minute or two at most.
     *
     * @throws BenchException where it cannot run here, for instance because Khuê is not up
     */
    List<Measurement> run();
}
