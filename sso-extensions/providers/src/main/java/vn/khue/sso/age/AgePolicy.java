package vn.khue.sso.age;

import java.nio.file.Path;
import java.util.Optional;
import vn.khue.sso.server.PolicyNumbers;
import vn.khue.sso.server.ProviderException;

/**
 * The ages from which people decide for themselves, as {@code policy.properties} explains them. Immutable.
 *
 * @param representativeAloneBelow years; below, a representative alone consents
 * @param ownConsentFrom years; from then on the person alone consents
 * @param ofAgeFrom years; from then on nobody acts for the person
 */
public record AgePolicy(int representativeAloneBelow, int ownConsentFrom, int ofAgeFrom) {

    /**
     * @throws ProviderException if the ages are not one above the other
     */
    public AgePolicy {
        if (representativeAloneBelow >= ownConsentFrom || ownConsentFrom > ofAgeFrom) {
            throw new ProviderException("expected ages that rise in the policy of families, found "
                    + representativeAloneBelow + ", " + ownConsentFrom + ", " + ofAgeFrom + "; correct them");
        }
    }

    /**
     * The numbers of the policy of families, of which the ages are some.
     *
     * @param file another file in place of the one in this jar
     * @throws ProviderException if it cannot be read
     */
    public static PolicyNumbers numbers(Optional<Path> file) {
        return PolicyNumbers.read(file, AgePolicy.class, "families");
    }

    /**
     * @throws ProviderException if an age is missing or out of its range
     */
    public static AgePolicy of(PolicyNumbers numbers) {
        return new AgePolicy(
                numbers.number("representative-alone-below-age", 1, 17),
                numbers.number("own-consent-from-age", 2, 21),
                numbers.number("of-age-from-age", 2, 25));
    }
}
