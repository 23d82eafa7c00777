package vn.khue.sso.card;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import vn.khue.sso.server.PolicyNumbers;
import vn.khue.sso.server.ProviderException;

/**
 * The numbers of signing in by card, as {@code policy.properties} explains them. Immutable.
 *
 * @param certificatePolicy OID in dotted form
 * @param statusKept how long an answer about revocation is used again
 * @param connect how long to wait for a connection to a status service
 * @param answer how long for its whole answer
 */
record CardPolicy(String certificatePolicy, Duration statusKept, Duration connect, Duration answer) {
    private static final String OF = "signing in by card";

    /**
     * @param file another file in place of the one in this jar
     * @throws ProviderException if a line is missing, or a number out of its range
     */
    static CardPolicy read(Optional<Path> file) {
        PolicyNumbers numbers = PolicyNumbers.read(file, CardPolicy.class, OF);
        return new CardPolicy(
                numbers.parsed("policy-oid", CardPolicy::oid),
                Duration.ofSeconds(numbers.number("status-seconds", 0, 600)),
                Duration.ofMillis(numbers.number("connect-millis", 100, 10_000)),
                Duration.ofMillis(numbers.number("answer-millis", 100, 10_000)));
    }

    private static String oid(String text) {
        if (!text.matches("[0-2](\\.(0|[1-9][0-9]{0,38})){1,30}")) {
            throw new DateTimeException("expected an OID in dotted form");
        }
        return text;
    }
}
