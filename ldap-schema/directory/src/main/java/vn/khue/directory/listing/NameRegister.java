package vn.khue.directory.listing;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import vn.khue.directory.PersonName;
import vn.khue.directory.PersonStatus;

/**
 * Everybody's place in the order of Vietnamese name lists: tên, then họ, then đệm, word by word (R7.4), namesakes by id. Holds ids and numbers of
 * words, no names: {@link #bytes()} tells how much. Changes cost one copy of the order, however many came together. Thread-safe.
 *
 * <p>A place, once given, keeps its id and words; somebody renamed gets another. So a list that was told stays right while the register
 * goes on.
 */
public final class NameRegister {

    private static final int FIRST_ROOM = 1024;
    private static final int MOST_DEAD = 4;
    private static final double MOST_FULL = 1.5;
    private static final int ANY = -1;

    private final NameWords words = new NameWords();
    private NameTexts texts = new NameTexts(words);
    private long[] high = new long[FIRST_ROOM];
    private long[] low = new long[FIRST_ROOM];
    private byte[] statuses = new byte[FIRST_ROOM];
    private int[] text = new int[FIRST_ROOM];
    private int places;
    private int[] byId = new int[2 * FIRST_ROOM];

    /** Places below this one are in order, unless they died before; those from here on are new. */
    private int arranged;

    private final Places died = new Places();
    private BitSet dead = new BitSet();
    private int[] order = {};

    /** Adds somebody, or takes note of another name or status. */
    public synchronized void put(UUID id, PersonName name, PersonStatus now) {
        int slot = slot(id);
        int known = byId[slot] - 1;
        int begin = texts.add(name);
        if (known >= 0 && !dead.get(known)) {
            if (texts.same(text[known], begin)) {
                texts.takeBack(begin);
                statuses[known] = (byte) now.ordinal();
                return;
            }
            bury(known);
        }
        makeRoom();
        int place = places++;
        high[place] = id.getMostSignificantBits();
        low[place] = id.getLeastSignificantBits();
        statuses[place] = (byte) now.ordinal();
        text[place] = begin;
        byId[slot] = place + 1;
        if (known < 0 && MOST_FULL * places > byId.length) {
            index(2 * byId.length);
        }
    }

    /** Strikes somebody out; nobody of that id is passed over. */
    public synchronized void remove(UUID id) {
        int known = byId[slot(id)] - 1;
        if (known >= 0 && !dead.get(known)) {
            bury(known);
        }
    }

    /** Everybody. */
    public synchronized OrderedIds everybody() {
        bringInOrder();
        return new OrderedIds(order, high, low);
    }

    /**
     * Some of them.
     *
     * @param among those of these ids only; empty for no such limit
     * @param wanted those of this status only; empty for no such limit
     * @param beginnings those whose name has for each of these texts a word that begins with it, compared without case and accents
     */
    public synchronized OrderedIds select(
            Optional<Set<UUID>> among, Optional<PersonStatus> wanted, String... beginnings) {
        bringInOrder();
        if (among.isEmpty() && wanted.isEmpty() && beginnings.length == 0) {
            return everybody();
        }
        BitSet[] each = Arrays.stream(beginnings).map(words::beginningWith).toArray(BitSet[]::new);
        int status = wanted.map(PersonStatus::ordinal).orElse(ANY);
        var chosen = new Places();
        for (int place : among.map(this::inOrder).orElse(order)) {
            if ((status == ANY || statuses[place] == status) && texts.holds(text[place], each)) {
                chosen.add(place);
            }
        }
        return new OrderedIds(chosen.toArray(), high, low);
    }

    /** How many people it holds. */
    public synchronized int size() {
        bringInOrder();
        return order.length;
    }

    /** Bytes of the arrays that grow with the number of people; the words come on top, some hundred bytes each. */
    public synchronized long bytes() {
        return Long.BYTES * (long) (high.length + low.length)
                + statuses.length
                + texts.room()
                + Integer.BYTES * (long) (text.length + byId.length + order.length)
                + dead.size() / Byte.SIZE;
    }

    /** The places of those of them who are here; a class costs little among a million. */
    private int[] inOrder(Set<UUID> ids) {
        var found = new Places();
        for (UUID id : ids) {
            int known = byId[slot(id)] - 1;
            if (known >= 0 && !dead.get(known)) {
                found.add(known);
            }
        }
        int[] ordered = found.toArray();
        Places.sort(ordered, byName());
        return ordered;
    }

    private void bury(int place) {
        dead.set(place);
        if (place < arranged) {
            died.add(place);
        }
    }

    private void bringInOrder() {
        if (arranged == places && died.size() == 0) {
            return;
        }
        Places.Order byName = byName();
        var living = new Places();
        for (int place = arranged; place < places; place++) {
            if (!dead.get(place)) {
                living.add(place);
            }
        }
        int[] young = living.toArray();
        int[] gone = died.toArray();
        Places.sort(young, byName);
        Places.sort(gone, byName);
        order = Places.replace(order, gone, young, byName);
        arranged = places;
        died.clear();
        if (MOST_DEAD * (places - order.length) > places && places > FIRST_ROOM) {
            moveTogether();
        }
    }

    private Places.Order byName() {
        int[] ranks = words.ranks();
        return (a, b) -> compare(a, b, ranks);
    }

    private int compare(int a, int b, int[] ranks) {
        int byName = texts.compare(text[a], text[b], ranks);
        if (byName != 0) {
            return byName;
        }
        int byHigh = Long.compare(high[a], high[b]);
        return byHigh != 0 ? byHigh : Long.compare(low[a], low[b]);
    }

    private void makeRoom() {
        if (places == high.length) {
            int room = Room.more(places);
            high = Arrays.copyOf(high, room);
            low = Arrays.copyOf(low, room);
            statuses = Arrays.copyOf(statuses, room);
            text = Arrays.copyOf(text, room);
        }
    }

    /** Where that id stands in the table, or where it would. */
    private int slot(UUID id) {
        long mixed = (id.getMostSignificantBits() ^ id.getLeastSignificantBits()) * 0x9E3779B97F4A7C15L;
        int mask = byId.length - 1;
        int slot = (int) (mixed >>> Integer.SIZE) & mask;
        while (byId[slot] != 0 && !is(byId[slot] - 1, id)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private boolean is(int place, UUID id) {
        return high[place] == id.getMostSignificantBits() && low[place] == id.getLeastSignificantBits();
    }

    private void index(int room) {
        int[] before = byId;
        byId = new int[room];
        for (int entry : before) {
            if (entry != 0) {
                byId[slot(new UUID(high[entry - 1], low[entry - 1]))] = entry;
            }
        }
    }

    /** Leaves the places of the dead behind. Lists told before keep the old arrays. */
    private void moveTogether() {
        int living = order.length;
        int room = Math.max(FIRST_ROOM, Room.more(living));
        long[] newHigh = new long[room];
        long[] newLow = new long[room];
        byte[] newStatuses = new byte[room];
        int[] newText = new int[room];
        NameTexts newTexts = texts.empty(texts.size() / places * living);
        int[] newOrder = new int[living];
        for (int i = 0; i < living; i++) {
            int place = order[i];
            newHigh[i] = high[place];
            newLow[i] = low[place];
            newStatuses[i] = statuses[place];
            newText[i] = newTexts.copy(texts, text[place]);
            newOrder[i] = i;
        }
        high = newHigh;
        low = newLow;
        statuses = newStatuses;
        text = newText;
        texts = newTexts;
        places = living;
        arranged = living;
        order = newOrder;
        dead = new BitSet();
        byId = new int[Integer.highestOneBit(Math.max(FIRST_ROOM, living) * 2 - 1) * 2];
        for (int i = 0; i < living; i++) {
            byId[slot(new UUID(high[i], low[i]))] = i + 1;
        }
    }
}
