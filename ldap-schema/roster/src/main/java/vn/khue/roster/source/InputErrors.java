package vn.khue.roster.source;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong: the first thousand in full, the others by number. For one thread. */
public final class InputErrors {

    /** How many are kept in full. */
    public static final int KEPT = 1_000;

    private final List<InputError> errors = new ArrayList<>();
    private long count;

    /** Adds one. */
    public void add(InputError error) {
        count++;
        if (errors.size() < KEPT) {
            errors.add(error);
        }
    }

    void file(String file, Problem problem, String expected, String found) {
        add(new InputError(file, 0, "", problem, expected, found));
    }

    /** Adds one about a row as a whole. */
    public void row(Place place, Problem problem, String expected, String found) {
        add(new InputError(place.file(), place.row(), "", problem, expected, found));
    }

    /** Adds one about a cell. */
    public void cell(Place place, String column, Problem problem, String expected, String found) {
        add(new InputError(place.file(), place.row(), column, problem, expected, found));
    }

    /** All there were, also those not kept. */
    public long count() {
        return count;
    }

    public boolean isEmpty() {
        return count == 0;
    }

    /** The first {@link #KEPT}, in the order in which they were found. */
    public List<InputError> kept() {
        return List.copyOf(errors);
    }
}
