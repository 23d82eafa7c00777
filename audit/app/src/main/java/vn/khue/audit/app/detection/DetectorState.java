package vn.khue.audit.app.detection;

import java.time.Instant;
import vn.khue.audit.detection.engine.EngineCounters;

/** How one detector of this process stands. */
public sealed interface DetectorState {

    /** Not yet started, or stopped. */
    record Idle() implements DetectorState {}

    /** Another process holds the lock, or is to; this one would take over. */
    record Standby() implements DetectorState {}

    /**
     * At work.
     *
     * @param behind stored events that it has yet to look at
     * @param at when it looked last
     */
    record Watching(long behind, EngineCounters counters, Instant at) implements DetectorState {}

    /**
     * Cannot work; it tries again, from where it last committed. Events are safe in the database meanwhile.
     *
     * @param reason for the operator
     */
    record Failing(String reason, Instant since) implements DetectorState {}
}
