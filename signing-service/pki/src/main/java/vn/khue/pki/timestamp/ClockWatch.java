package vn.khue.pki.timestamp;

import java.util.List;

/**
 * Looks whether the time may be certified (ETSI EN 319 421 section 7.7.2: no tokens while the clock is outside the stated accuracy).
 * Implementations are thread-safe and quick: they are asked before every token.
 */
@FunctionalInterface
public interface ClockWatch {
    ClockState look();

    /** Trusted while all of these are; each is asked every time, so that each sees what happens meanwhile. */
    static ClockWatch all(List<ClockWatch> watches) {
        List<ClockWatch> all = List.copyOf(watches);
        return () -> {
            ClockState state = new ClockState.Trusted();
            for (ClockWatch watch : all) {
                ClockState seen = watch.look();
                if (seen instanceof ClockState.Untrusted) {
                    state = seen;
                }
            }
            return state;
        };
    }
}
