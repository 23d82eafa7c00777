package vn.khue.directory.reorganisation;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * What is wanted: these units under those, from one day on.
 *
 * @param id chosen by the caller, never used again; with it a reorganisation that broke off is found and not done twice
 * @param from the first day under the new units; the day before is the last under the old ones
 * @param moves at most {@value #MOST} of them, each unit at most once of each kind
 */
public record ReorganisationOrder(UUID id, LocalDate from, List<Move> moves) {

    /** Most moves of one reorganisation: it has to fit into one entry. */
    public static final int MOST = 1000;

    /**
     * @throws IllegalArgumentException if there is no move or too many
     */
    public ReorganisationOrder {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(from, "from");
        moves = List.copyOf(moves);
        if (moves.isEmpty() || moves.size() > MOST) {
            throw new IllegalArgumentException("expected 1 to " + MOST + " moves, found " + moves.size()
                    + "; make one reorganisation of each " + MOST);
        }
    }
}
