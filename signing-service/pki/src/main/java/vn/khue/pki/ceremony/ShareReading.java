package vn.khue.pki.ceremony;

import java.util.List;

/** What became of a share that a person typed. */
public sealed interface ShareReading {
    /** It is whole. */
    record Whole(Share share) implements ShareReading {}

    /**
     * Groups hold a mistake, by their own check characters.
     *
     * @param groups their numbers, from 1
     */
    record Mistyped(List<Integer> groups) implements ShareReading {
        public Mistyped {
            groups = List.copyOf(groups);
        }
    }

    /**
     * Not as many letters and digits as a share has.
     *
     * @param expected how many a share has
     * @param found how many there are
     */
    record WrongLength(int expected, int found) implements ShareReading {}

    /** Each group agrees with its check character, the whole does not with its sum: groups were exchanged, or two mistakes met. */
    record Damaged() implements ShareReading {}
}
