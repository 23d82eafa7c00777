package vn.khue.directory.listing;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Ids of people in order. Immutable: holds places in arrays whose filled part never changes. */
public final class OrderedIds {

    private final int[] places;
    private final long[] high;
    private final long[] low;

    OrderedIds(int[] places, long[] high, long[] low) {
        this.places = places;
        this.high = high;
        this.low = low;
    }

    public int size() {
        return places.length;
    }

    /**
     * @param from first position, from 0
     * @param to position after the last
     * @throws IndexOutOfBoundsException if there are no such positions
     */
    public List<UUID> between(int from, int to) {
        List<UUID> some = new ArrayList<>(to - from);
        for (int i = from; i < to; i++) {
            some.add(new UUID(high[places[i]], low[places[i]]));
        }
        return some;
    }

    /** Whether both stand on the same array, so that together they cost no more than one. */
    boolean shares(OrderedIds other) {
        return places == other.places;
    }
}
