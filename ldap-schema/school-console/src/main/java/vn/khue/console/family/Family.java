package vn.khue.console.family;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The reader and the children for whom the reader stands today. Immutable.
 *
 * @param children not yet of age, in the order of Vietnamese name lists
 */
public record Family(Member self, List<Member> children) {

    public Family {
        children = List.copyOf(children);
    }

    public Optional<Member> member(UUID id) {
        return Stream.concat(Stream.of(self), children.stream())
                .filter(member -> member.id().equals(id))
                .findFirst();
    }

    /** How many answers wait for the reader. */
    public long waiting() {
        return Stream.concat(Stream.of(self), children.stream())
                .mapToLong(Member::waiting)
                .sum();
    }
}
