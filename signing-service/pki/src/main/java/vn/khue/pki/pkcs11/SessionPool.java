package vn.khue.pki.pkcs11;

import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import vn.khue.pki.PkiException;
import vn.khue.pki.PkiException.Fault;

/**
 * Sessions with the token, opened when first needed, one thread each, never more than allowed. Who finds none waits in
 * line for a time and then is refused. Thread-safe.
 */
final class SessionPool {
    /** What a caller does with a session of its own. */
    @FunctionalInterface
    interface Work<T> {
        T in(long session) throws CryptokiException;
    }

    private final Cryptoki cryptoki;
    private final long slot;
    private final int most;
    private final Duration patience;
    private final Semaphore permits;
    private final Deque<Long> idle = new ConcurrentLinkedDeque<>();

    SessionPool(Cryptoki cryptoki, long slot, int most, Duration patience) {
        this.cryptoki = cryptoki;
        this.slot = slot;
        this.most = most;
        this.patience = patience;
        this.permits = new Semaphore(most, true);
    }

    /** @throws PkiException fault TOKEN where no session became free in time, or the token gives no more */
    <T> T with(Work<T> work) throws CryptokiException {
        await();
        try {
            long session = take();
            T result;
            try {
                result = work.in(session);
            } catch (CryptokiException | RuntimeException e) {
                // An operation may still be open in it.
                cryptoki.closeSession(session);
                throw e;
            }
            idle.push(session);
            return result;
        } finally {
            permits.release();
        }
    }

    private void await() {
        try {
            if (!permits.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw exhausted("all " + most + " sessions with the token were in use for " + patience);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PkiException(Fault.TOKEN, "a session with the token expected, found the thread interrupted", e);
        }
    }

    private long take() throws CryptokiException {
        Long ready = idle.poll();
        if (ready != null) {
            return ready;
        }
        try {
            return cryptoki.openSession(slot, false);
        } catch (CryptokiException e) {
            if (e.is(ReturnValue.SESSION_COUNT)) {
                throw exhausted("the token gives fewer than " + most + " sessions");
            }
            throw e;
        }
    }

    private static PkiException exhausted(String found) {
        return new PkiException(
                Fault.TOKEN,
                "a free session expected, but " + found + "; try again, or set the number of sessions to what the token"
                        + " and the load want");
    }
}
