package vn.khue.audit.wazuh;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How a call fared. HTTP 200 alone says nothing: Wazuh answers it for a failure of everything ({@code error} 1) and of a part
 * ({@code error} 2) as well.
 *
 * @param <T> what is told where there is something to tell
 */
public sealed interface Reply<T> {

    /** Everything asked for was done or told. */
    record Answered<T>(T value) implements Reply<T> {}

    /** A part was; the other part is named. */
    record Partly<T>(T value, List<ItemFailure> failures) implements Reply<T> {
        public Partly {
            failures = List.copyOf(failures);
        }
    }

    /** Nothing was, and the same call will fare no better until somebody changes something. */
    record Refused<T>(Refusal refusal) implements Reply<T> {}

    /**
     * Nothing is known to have been done; a later call may fare better.
     *
     * @param reason for the log, without secrets and without personal data
     * @param retryAfter how long to let it alone; a call before that is not sent at all, or adds to the load
     */
    record Unavailable<T>(String reason, Duration retryAfter) implements Reply<T> {}

    /** The same outcome, told otherwise. */
    default <R> Reply<R> map(Function<? super T, ? extends R> telling) {
        if (this instanceof Answered<T> answered) {
            return new Answered<>(telling.apply(answered.value()));
        }
        if (this instanceof Partly<T> partly) {
            return new Partly<>(telling.apply(partly.value()), partly.failures());
        }
        return failed();
    }

    /** Goes on with a second call where the first was answered wholly. */
    default <R> Reply<R> then(Function<? super T, Reply<R>> next) {
        if (this instanceof Answered<T> answered) {
            return next.apply(answered.value());
        }
        if (this instanceof Partly<T> partly) {
            return new Refused<>(new Refusal(
                    Refusal.Reason.FAILED,
                    200,
                    0,
                    "expected a whole answer, found a part",
                    Optional.empty(),
                    partly.failures()));
        }
        return failed();
    }

    private <R> Reply<R> failed() {
        if (this instanceof Refused<T> refused) {
            return new Refused<>(refused.refusal());
        }
        Unavailable<T> unavailable = (Unavailable<T>) this;
        return new Unavailable<>(unavailable.reason(), unavailable.retryAfter());
    }
}
