package vn.khue.directory;

import java.text.Normalizer;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a court takes from a guardian, and for how long. The guardianship itself goes on.
 *
 * @param taken what the guardian may not do on these days; never empty
 * @param validity the days of the order
 * @param decision number and date of the order, as people write it: at most 200 characters, NFC
 */
public record CourtLimit(Set<GuardianScope> taken, Validity validity, Optional<String> decision) {

    private static final Pattern DECISION = Pattern.compile("[^\\p{Cc}]{1,200}");

    /**
     * @throws IllegalArgumentException if nothing is taken, or the decision is empty, too long or holds control characters
     */
    public CourtLimit {
        taken = Set.copyOf(taken);
        Objects.requireNonNull(validity, "validity");
        decision = decision.map(text -> Normalizer.normalize(text, Normalizer.Form.NFC));
        if (taken.isEmpty()) {
            throw new IllegalArgumentException(
                    "expected at least one thing that the court takes away, found none; leave the limit out");
        }
        if (decision.filter(text -> !DECISION.matcher(text).matches()).isPresent()) {
            throw new IllegalArgumentException(
                    "expected the court's decision in 1 to 200 characters of one line, found another form; shorten it");
        }
    }
}
