package vn.khue.e2e.crash;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A person's breath between two acts; shorter when everybody is to stop. */
final class Pause {
    private Pause() {}

    static void millis(CountDownLatch stop, long millis) {
        try {
            if (stop.await(millis, TimeUnit.MILLISECONDS)) {
                Thread.onSpinWait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
