package vn.khue.sso.guardianship;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import vn.khue.sso.age.AgePolicy;
import vn.khue.sso.server.ProviderException;

/**
 * The ages and times of families, as {@code policy.properties} explains them. Immutable.
 *
 * @param actingToken how long a token for acting is good
 */
record FamilyPolicy(AgePolicy ages, Duration actingToken) {

    /**
     * @param file another file in place of the one in this jar
     * @throws ProviderException if a number is missing or out of its range
     */
    static FamilyPolicy read(Optional<Path> file) {
        var numbers = AgePolicy.numbers(file);
        return new FamilyPolicy(
                AgePolicy.of(numbers), Duration.ofSeconds(numbers.number("acting-token-seconds", 30, 600)));
    }
}
