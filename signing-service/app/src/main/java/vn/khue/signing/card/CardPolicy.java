package vn.khue.signing.card;

import java.time.Duration;
import java.time.Period;
import java.util.Map;
import vn.khue.directory.Role;
import vn.khue.directory.UnitKind;
import vn.khue.pki.policy.DataFile;

/**
 * How long cards and lists live; {@code cards.json}.
 *
 * @param pupils by kind of school
 * @param others cards of everybody else
 * @param listTtl how long a status list is kept before it is fetched again; it is signed anew as often
 * @param listExpiry from when a status list must not be used
 * @param trustExpiry the same of the trust list
 * @param sources of each value
 */
public record CardPolicy(
        Map<UnitKind, Period> pupils,
        Period others,
        Duration listTtl,
        Duration listExpiry,
        Duration trustExpiry,
        Map<String, String> sources) {
    public CardPolicy {
        pupils = Map.copyOf(pupils);
        sources = Map.copyOf(sources);
        if (listTtl.compareTo(Duration.ofSeconds(10)) < 0
                || listExpiry.compareTo(listTtl) <= 0
                || trustExpiry.compareTo(listTtl) <= 0) {
            throw new IllegalArgumentException("a list that lives longer than it is kept expected, found another");
        }
    }

    /** What is shipped beside this class. */
    public static CardPolicy shipped() {
        return DataFile.resource(CardPolicy.class, "cards.json", CardPolicy.class);
    }

    /** How long a card of that role at that kind of unit is valid. */
    public Period lifetime(Role role, UnitKind kind) {
        return role == Role.HOC_SINH ? pupils.getOrDefault(kind, others) : others;
    }

    /** The longest of them. */
    public Period longest() {
        return pupils.values().stream().reduce(others, (a, b) -> a.toTotalMonths() > b.toTotalMonths() ? a : b);
    }
}
