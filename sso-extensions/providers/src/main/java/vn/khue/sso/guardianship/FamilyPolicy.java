package vn.khue.sso.guardianship;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import vn.khue.sso.server.PolicyNumbers;
import vn.khue.sso.server.ProviderException;

/**
 * The ages and times of families, as {@code policy.properties} explains them. Immutable.
 *
 * @param representativeAloneBelow years; below, a representative alone consents
 * @param ownConsentFrom years; from then on the person alone consents
 * @param ofAgeFrom years; from then on nobody acts for the person
 * @param actingToken how long a token for acting is good
 */
record FamilyPolicy(int representativeAloneBelow, int ownConsentFrom, int ofAgeFrom, Duration actingToken) {

    /**
     * @throws ProviderException if the ages are not one above the other
     */
    FamilyPolicy {
        if (representativeAloneBelow >= ownConsentFrom || ownConsentFrom > ofAgeFrom) {
            throw new ProviderException("expected ages that rise in the policy of families, found "
                    + representativeAloneBelow + ", " + ownConsentFrom + ", " + ofAgeFrom + "; correct them");
        }
    }

    /**
     * @param file another file in place of the one in this jar
     * @throws ProviderException if a number is missing or out of its range
     */
    static FamilyPolicy read(Optional<Path> file) {
        var numbers = PolicyNumbers.read(file, FamilyPolicy.class, "families");
        return new FamilyPolicy(
                numbers.number("representative-alone-below-age", 1, 17),
                numbers.number("own-consent-from-age", 2, 21),
                numbers.number("of-age-from-age", 2, 25),
                Duration.ofSeconds(numbers.number("acting-token-seconds", 30, 600)));
    }
}
