package vn.khue.pki.kernel;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import vn.khue.pki.PkiException;
import vn.khue.pki.PkiException.Fault;
import vn.khue.pki.timestamp.ClockState;
import vn.khue.pki.timestamp.ClockWatch;

/**
 * Asks the kernel what it knows about its clock, as adjtimex(2) tells it: whether a time server keeps it (chrony, ntpd,
 * systemd-timesyncd set this), and how wrong it may be. For Linux of 64 bits. Thread-safe.
 */
public final class KernelClock implements ClockWatch {
    /** TIME_ERROR of sys/timex.h: not synchronised. */
    private static final int TIME_ERROR = 5;

    /** More than struct timex of any 64-bit Linux has. */
    private static final int TIMEX_SIZE = 512;

    /** struct timex: int modes, long offset, long freq, long maxerror (microseconds). */
    private static final int MAXERROR = 24;

    private final NativeLibrary kernel;
    private final Duration accuracy;

    /**
     * @param accuracy the largest error that is borne
     * @throws PkiException fault INPUT on another system
     */
    public KernelClock(Duration accuracy) {
        if (!Platform.isLinux() || Native.LONG_SIZE != Long.BYTES) {
            throw new PkiException(
                    Fault.INPUT,
                    "a Linux of 64 bits expected to ask the kernel for its clock, found another system;"
                            + " leave the clock to be watched for steps only");
        }
        this.kernel = NativeLibrary.getInstance(Platform.C_LIBRARY_NAME);
        this.accuracy = accuracy;
    }

    @Override
    public ClockState look() {
        try (Memory timex = new Memory(TIMEX_SIZE)) {
            timex.clear();
            int state = kernel.getFunction("adjtimex").invokeInt(new Object[] {timex});
            return judge(state, Duration.of(timex.getLong(MAXERROR), ChronoUnit.MICROS), accuracy);
        }
    }

    /** What the kernel's answer means; a negative state is an error of the call. */
    static ClockState judge(int state, Duration error, Duration accuracy) {
        if (state < 0 || state == TIME_ERROR) {
            return new ClockState.Untrusted(ClockState.Reason.UNSYNCHRONISED);
        }
        return error.compareTo(accuracy) > 0
                ? new ClockState.Untrusted(ClockState.Reason.TOO_UNCERTAIN)
                : new ClockState.Trusted();
    }
}
