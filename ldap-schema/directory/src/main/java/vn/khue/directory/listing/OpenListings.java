package vn.khue.directory.listing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The listings that stay open, in bounded number, size and time; the one that nobody asked for the longest goes first. Thread-safe.
 */
public final class OpenListings {

    private static final int MOST = 500;

    private final long mostPlaces;
    private final Duration life;
    private final Clock clock;
    private final Map<UUID, Open> listings = new LinkedHashMap<>(MOST, 0.75f, true);

    /**
     * @param mostPlaces how many people all open listings together may name; four bytes each. Lists of everybody that were opened
     *     between two changes count once
     * @param life how long one stays open after it was last asked for
     */
    public OpenListings(long mostPlaces, Duration life, Clock clock) {
        this.mostPlaces = mostPlaces;
        this.life = life;
        this.clock = clock;
    }

    /** Keeps a listing and gives its id. */
    public synchronized UUID keep(OrderedIds ids) {
        UUID id = UUID.randomUUID();
        giveUpTheForgotten();
        listings.put(id, new Open(ids, clock.instant()));
        makeRoom();
        return id;
    }

    /** The listing of that id, if it is still open. */
    public synchronized Optional<OrderedIds> find(UUID id) {
        giveUpTheForgotten();
        Open open = listings.get(id);
        if (open == null) {
            return Optional.empty();
        }
        listings.put(id, new Open(open.ids(), clock.instant()));
        return Optional.of(open.ids());
    }

    private void giveUpTheForgotten() {
        Instant oldest = clock.instant().minus(life);
        Iterator<Open> eldestFirst = listings.values().iterator();
        while (eldestFirst.hasNext() && eldestFirst.next().asked().isBefore(oldest)) {
            eldestFirst.remove();
        }
    }

    private void makeRoom() {
        Iterator<Open> eldestFirst = listings.values().iterator();
        while (listings.size() > MOST || listings.size() > 1 && places() > mostPlaces) {
            eldestFirst.next();
            eldestFirst.remove();
        }
    }

    private long places() {
        List<OrderedIds> counted = new ArrayList<>();
        long sum = 0;
        for (Open open : listings.values()) {
            if (counted.stream().noneMatch(open.ids()::shares)) {
                counted.add(open.ids());
                sum += open.ids().size();
            }
        }
        return sum;
    }

    private record Open(OrderedIds ids, Instant asked) {}
}
