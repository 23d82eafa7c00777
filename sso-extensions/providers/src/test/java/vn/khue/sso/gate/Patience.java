package vn.khue.sso.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what happens on another thread: looks ten times a second, gives up after a minute. */
final class Patience {
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);

    private Patience() {}

    static void until(String what, BooleanSupplier holds) {
        until(() -> what, holds);
    }

    static void until(Supplier<String> what, BooleanSupplier holds) {
        long begun = System.nanoTime();
        boolean held = holds.getAsBoolean();
        while (!held && System.nanoTime() - begun < LONGEST_NANOS) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            held = holds.getAsBoolean();
        }
        assertThat(held).as(() -> "within a minute: " + what.get()).isTrue();
    }
}
