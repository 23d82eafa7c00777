package vn.khue.roster.apply;

/** What became of one change. */
sealed interface Outcome {

    /** The entry is as it shall be; whoever wrote it. */
    record Done() implements Outcome {}

    /**
     * Some values were written, others had been changed by hand since and were left alone.
     *
     * @param kept names of those values
     */
    record Partly(String kept) implements Outcome {}

    /**
     * Nothing was written.
     *
     * @param why a code in capitals, perhaps with names of values
     */
    record LeftAlone(String why) implements Outcome {}
}
