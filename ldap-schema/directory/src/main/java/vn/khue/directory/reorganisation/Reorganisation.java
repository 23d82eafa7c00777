package vn.khue.directory.reorganisation;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import vn.khue.directory.UnitEdge;

/**
 * A reorganisation as it is kept.
 *
 * @param id of the order
 * @param from first day of the edges that open; the day before is the last of those that close
 * @param closes ids of the edges that end
 * @param opens the edges that begin, all on that day and without end; sorted by child, then kind
 */
public record Reorganisation(UUID id, LocalDate from, Set<UUID> closes, List<UnitEdge> opens) {

    static final Comparator<UnitEdge> ORDER =
            Comparator.comparing(UnitEdge::child).thenComparing(UnitEdge::kind).thenComparing(UnitEdge::id);

    /**
     * @throws IllegalArgumentException if an edge that opens begins on another day or ends
     */
    public Reorganisation {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(from, "from");
        closes = Set.copyOf(closes);
        opens = opens.stream().sorted(ORDER).toList();
        for (UnitEdge edge : opens) {
            if (!edge.validity().from().equals(from) || edge.validity().to().isPresent()) {
                throw new IllegalArgumentException(
                        "expected edges that begin on " + from + " without end, found one with other days");
            }
        }
    }

    /** The last day of the edges that close. */
    public LocalDate lastOfOld() {
        return from.minusDays(1);
    }
}
