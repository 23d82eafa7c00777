package vn.khue.sso.claims;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import vn.khue.directory.Directory;
import vn.khue.directory.DirectoryException;

/**
 * Remembers that the directory does not answer, so that one that hangs holds up one request every few seconds and not every thread of
 * the server. Thread-safe.
 */
final class Pulse {
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(2);

    private final LongSupplier nanoClock;
    private final AtomicBoolean tried = new AtomicBoolean();
    private volatile boolean away;
    private volatile long failedAt;

    Pulse(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** Whether it did not answer when it was last asked. */
    boolean isAway() {
        return away;
    }

    /**
     * Asks, unless it did not answer a moment ago, or somebody else is trying just now whether it does again.
     *
     * @throws DirectoryException if it does not answer, or is not asked
     */
    <T> T ask(Supplier<T> question) {
        if (!away) {
            return asked(question);
        }
        if (nanoClock.getAsLong() - failedAt < BETWEEN_TRIES.toNanos() || !tried.compareAndSet(false, true)) {
            throw new DirectoryException(
                    DirectoryException.Reason.UNAVAILABLE,
                    "the directory did not answer a moment ago and is not asked again yet");
        }
        try {
            return asked(question);
        } finally {
            tried.set(false);
        }
    }

    /** The same directory; each of its questions is {@link #ask}ed. */
    Directory around(Directory directory) {
        return (Directory) Proxy.newProxyInstance(
                Directory.class.getClassLoader(),
                new Class<?>[] {Directory.class},
                (proxy, question, about) -> ask(() -> answer(directory, question, about)));
    }

    private static Object answer(Directory directory, Method question, Object[] about) {
        try {
            return question.invoke(directory, about);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException told) {
                throw told;
            }
            throw new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private <T> T asked(Supplier<T> question) {
        try {
            T answer = question.get();
            away = false;
            return answer;
        } catch (DirectoryException e) {
            if (e.reason() == DirectoryException.Reason.UNAVAILABLE
                    || e.reason() == DirectoryException.Reason.TIMED_OUT) {
                failedAt = nanoClock.getAsLong();
                away = true;
            }
            throw e;
        }
    }
}
