package vn.khue.signing.overview;

import java.time.Instant;
import java.util.Optional;

/**
 * How one part stands.
 *
 * @param part key of the bundle, after {@code overview.part.}
 * @param state key of the bundle, after {@code overview.state.}
 * @param tone {@code ok}, {@code warn} or {@code bad}
 * @param moment what the words of the state speak of
 * @param count what the words of the state count
 */
public record ServiceState(String part, String state, String tone, Optional<Instant> moment, long count) {
    static ServiceState of(String part, String state, String tone) {
        return new ServiceState(part, state, tone, Optional.empty(), 0);
    }

    static ServiceState at(String part, String state, String tone, Instant moment) {
        return new ServiceState(part, state, tone, Optional.of(moment), 0);
    }
}
