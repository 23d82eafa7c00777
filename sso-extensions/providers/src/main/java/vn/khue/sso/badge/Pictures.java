package vn.khue.sso.badge;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Three of twelve pictures in the child's order; the same one may come twice.
 *
 * @param numbers three numbers, each 1 to 12
 */
record Pictures(List<Integer> numbers) {
    static final int LENGTH = 3;
    private static final int CHOICE = 12;

    Pictures {
        numbers = List.copyOf(numbers);
        if (numbers.size() != LENGTH || numbers.stream().anyMatch(number -> number < 1 || number > CHOICE)) {
            throw new IllegalArgumentException("expected 3 numbers from 1 to 12, found others");
        }
    }

    /** One pressed picture, or empty for anything else. */
    static Optional<Integer> pressed(String text) {
        return text != null && text.matches("[1-9]|1[0-2]") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    /** The hash binds the pictures to the person: equal pictures of two children look different. */
    String hash(BadgeHash hash, java.util.UUID person) {
        return hash.of(
                "PICTURES " + person, numbers.stream().map(String::valueOf).collect(Collectors.joining("-")));
    }

    /** Without the numbers. */
    @Override
    public String toString() {
        return "Pictures";
    }
}
