package vn.khue.sso.claims;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Remembers answers for a moment, so that the tokens of one login cost one search, and forgets them before an appointment that has
 * ended could be seen again. Bounded: the entry used longest ago goes first. Failures are not remembered. Thread-safe.
 */
final class ShortMemory<K, T> {
    private final Function<K, Optional<T>> source;
    private final long ageNanos;
    private final LongSupplier nanoClock;
    private final Map<K, Remembered<T>> answers;

    private record Remembered<T>(Optional<T> answer, long at) {}

    /**
     * @param age how long an answer may be used; zero turns the memory off
     * @param size most answers kept
     */
    ShortMemory(Function<K, Optional<T>> source, Duration age, int size, LongSupplier nanoClock) {
        this.source = source;
        this.ageNanos = age.toNanos();
        this.nanoClock = nanoClock;
        this.answers = new LinkedHashMap<>(64, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, Remembered<T>> eldest) {
                return size() > size;
            }
        };
    }

    Optional<T> get(K key) {
        long now = nanoClock.getAsLong();
        synchronized (answers) {
            Remembered<T> remembered = answers.get(key);
            if (remembered != null && now - remembered.at() < ageNanos) {
                return remembered.answer();
            }
        }
        return ask(key, now);
    }

    /** Asks the source whatever is remembered, and remembers its answer. */
    Optional<T> anew(K key) {
        return ask(key, nanoClock.getAsLong());
    }

    private Optional<T> ask(K key, long now) {
        // Outside the lock: a slow directory must not hold up everyone. The time is that before asking, for the answer
        // may be as old.
        Optional<T> answer = source.apply(key);
        synchronized (answers) {
            // An answer that took long does not take the place of one that was asked for later.
            answers.merge(key, new Remembered<>(answer, now), (one, other) -> one.at() - other.at() > 0 ? one : other);
        }
        return answer;
    }
}
