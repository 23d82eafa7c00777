package vn.khue.audit.app.review;

import java.time.Duration;
import java.time.Period;
import java.util.List;
import vn.khue.audit.app.profile.ProfileValues;

/**
 * The numbers of the review of accounts and rights. Immutable.
 *
 * @param unused an account without a sign of life for longer is to be disabled
 * @param unusedSource the article that says so
 * @param round how often
 * @param roundSource the article that says so
 * @param seen over how long acts are looked at
 * @param roles whose accounts are reviewed
 * @param second whether whoever signs must be another than who opened the round
 */
public record ReviewProfile(
        Duration unused,
        String unusedSource,
        Period round,
        String roundSource,
        Duration seen,
        List<String> roles,
        boolean second) {

    public ReviewProfile {
        roles = List.copyOf(roles);
    }

    /** @throws IllegalArgumentException if there is none of this name or a number is wrong */
    static ReviewProfile load(String name) {
        ProfileValues values = ProfileValues.load(ReviewProfile.class, "Review", name);
        return new ReviewProfile(
                Duration.ofDays(values.number("unused.days", 1, 366)),
                values.text("unused.source"),
                Period.ofMonths(values.number("round.months", 1, 24)),
                values.text("round.source"),
                Duration.ofDays(values.number("seen.days", 1, 366)),
                values.words("roles"),
                values.choice("second-officer", "always", "never").equals("always"));
    }
}
