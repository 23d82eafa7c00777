package vn.khue.audit.app.ledger;

import java.time.Instant;

/** How the sequencer of this process stands. */
public sealed interface SequencerState {

    /** Not yet started, or stopped. */
    record Idle() implements SequencerState {}

    /** Another process holds the lock; this one would take over. */
    record Standby() implements SequencerState {}

    /**
     * Publishing.
     *
     * @param size entries under the last checkpoint
     * @param at when it looked last
     */
    record Publishing(long size, Instant at) implements SequencerState {}

    /**
     * Cannot publish; it tries again. Events are safe in the database meanwhile.
     *
     * @param reason for the operator
     */
    record Failing(String reason, Instant since) implements SequencerState {}
}
