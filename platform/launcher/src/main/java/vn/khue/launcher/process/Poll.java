package vn.khue.launcher.process;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Asks again and again until the answer is yes: for processes and ports, which send no notice of their own. */
public final class Poll {
    private Poll() {}

    /**
     * Waits until the condition holds.
     *
     * @param limit how long to wait at most
     * @param interval pause between two questions
     * @return whether the condition held before the limit; false also when the thread was interrupted, whose flag stays
     */
    public static boolean until(Duration limit, Duration interval, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        CountDownLatch never = new CountDownLatch(1);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() >= end) {
                return false;
            }
            try {
                if (never.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new AssertionError("Nobody counts this latch down");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
