package vn.khue.audit.app.witness;

/** What a witness said to a checkpoint. */
sealed interface WitnessAnswer {

    /** It cosigned: one signature line, checked. */
    record Cosigned(String line) implements WitnessAnswer {}

    /** It knows a checkpoint of this size, and not the one that was named. */
    record Knows(long size) implements WitnessAnswer {}

    /** It does not believe that the log only grew, or not that it is ours: an incident, or a wrong setting. */
    record Refused(int status) implements WitnessAnswer {}

    /** It is away, or what it said is of no use. */
    record Away(String why) implements WitnessAnswer {}
}
