package vn.khue.audit.wazuh;

/** Time that only goes on, whatever is done to the clock on the wall; only differences mean something. Thread-safe. */
@FunctionalInterface
interface Ticker {

    /** Nanoseconds since some moment. */
    long nanos();

    static Ticker system() {
        return System::nanoTime;
    }
}
