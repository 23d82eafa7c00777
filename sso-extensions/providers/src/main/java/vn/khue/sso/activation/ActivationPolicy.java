package vn.khue.sso.activation;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import vn.khue.sso.server.PolicyNumbers;
import vn.khue.sso.server.ProviderException;

/**
 * The numbers of activation slips, as {@code policy.properties} explains them. Immutable.
 *
 * @param slip how long a slip is good
 * @param wrongFromAddress wrong ones from one address within {@code wrongFromAddressWithin}, after which all from there wait as long
 * @param wrongForName wrong ones for one name within {@code wrongForNameWithin}, after which that name waits as long
 * @param factorReset how long a request to reset a second factor waits for a second officer
 */
record ActivationPolicy(
        Duration slip,
        int wrongFromAddress,
        Duration wrongFromAddressWithin,
        int wrongForName,
        Duration wrongForNameWithin,
        Duration factorReset) {
    private static final String OF = "activation slips";

    /**
     * @param file another file in place of the one in this jar
     * @throws ProviderException if a number is missing or out of its range
     */
    static ActivationPolicy read(Optional<Path> file) {
        return of(PolicyNumbers.read(file, ActivationPolicy.class, OF));
    }

    static ActivationPolicy of(Properties properties) {
        return of(new PolicyNumbers(properties, OF));
    }

    private static ActivationPolicy of(PolicyNumbers numbers) {
        return new ActivationPolicy(
                Duration.ofDays(numbers.number("slip-days", 1, 60)),
                numbers.number("wrong-from-address", 5, 10_000),
                Duration.ofMinutes(numbers.number("wrong-from-address-minutes", 1, 1_440)),
                numbers.number("wrong-for-name", 3, 100),
                Duration.ofMinutes(numbers.number("wrong-for-name-minutes", 1, 1_440)),
                Duration.ofHours(numbers.number("factor-reset-hours", 1, 168)));
    }

    Duration longestWait() {
        return wrongForNameWithin.compareTo(wrongFromAddressWithin) > 0 ? wrongForNameWithin : wrongFromAddressWithin;
    }
}
