package vn.khue.audit.detection.sigma;

import java.util.List;

/**
 * What came of reading: all good, or all that is wrong.
 *
 * @param <T> what was to be read
 */
public sealed interface Reading<T> {

    /** Understood wholly. */
    record Understood<T>(T value) implements Reading<T> {}

    /** Not taken, with every fault that was found. */
    record Refused<T>(List<Problem> problems) implements Reading<T> {
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
