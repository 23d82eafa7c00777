package vn.khue.signature.preview;

import java.io.IOException;
import java.io.Serial;
import java.time.Duration;

/** Time that work on a page may take, and the thread's interrupt. Asked at every operator, so that hostile content cannot run on. */
final class Deadline {

    private final long end;

    Deadline(Duration time) {
        this.end = System.nanoTime() + time.toNanos();
    }

    void check() throws Exceeded {
        if (System.nanoTime() - end > 0 || Thread.currentThread().isInterrupted()) {
            throw new Exceeded();
        }
    }

    /** The time is over, or nobody waits any longer. */
    static final class Exceeded extends IOException {
        @Serial
        private static final long serialVersionUID = 1L;

        Exceeded() {
            super("expected the page to be done in time, found that it goes on");
        }
    }
}
