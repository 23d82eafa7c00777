package vn.khue.pki.timestamp;

/** Whether the time of this machine may be certified. */
public sealed interface ClockState {
    /** It may. */
    record Trusted() implements ClockState {}

    /** It may not. */
    record Untrusted(Reason why) implements ClockState {}

    /** Why the clock is not believed. */
    enum Reason {
        /** It was moved by more than the accuracy, forwards or back, and has not run on evenly for long enough since. */
        STEPPED,
        /** The kernel says that nothing keeps it at UTC. */
        UNSYNCHRONISED,
        /** The kernel says that it may be wrong by more than the accuracy. */
        TOO_UNCERTAIN
    }
}
