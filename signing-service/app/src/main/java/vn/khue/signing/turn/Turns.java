package vn.khue.signing.turn;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;

/**
 * Lets only so many files of others be worked on at once: reading, placing, numbering and signing each hold about three times the
 * file's size in memory, so this is what bounds them all together. Who comes beyond that waits in line, then is told to come again.
 * A turn is taken before a transaction, never inside of one and never inside of another turn. Thread-safe.
 */
public final class Turns {
    private final Semaphore free;
    private final Duration patience;

    /**
     * @param atOnce turns that may be taken at the same time, at least 1
     * @param patience how long one waits for a turn
     */
    public Turns(int atOnce, Duration patience) {
        this.free = new Semaphore(atOnce, true);
        this.patience = patience;
    }

    /** What needs a turn. */
    @FunctionalInterface
    public interface Work<T, X extends Exception> {
        T run() throws X;
    }

    /** @throws SigningException BUSY where no turn came in time; then nothing was done */
    public <T, X extends Exception> T inTurn(Work<T, X> work) throws X {
        try {
            if (!free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new SigningException(Refusal.BUSY);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SigningException(Refusal.BUSY, e);
        }
        try {
            return work.run();
        } finally {
            free.release();
        }
    }
}
