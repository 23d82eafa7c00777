package vn.khue.directory.listing;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import vn.khue.directory.PersonName;
import vn.khue.directory.PersonStatus;

/**
 * Everybody's place in the order of Vietnamese name lists: tên, then họ, then đệm, word by word (R7.4), namesakes by id. Holds ids and numbers of
 * words, no names: {@link #bytes()} tells how much. A change costs one pass over the order, however many came together.
 * Thread-safe.
 *
 * <p>A place, once given, keeps its id and words; somebody renamed gets another. So a list that was told stays right while the register
 * goes on.
 */
public final class NameRegister {

    private static final int FIRST_ROOM = 1024;
    private static final int WORDS_OF_A_PERSON = 5;
    private static final int PART = 8;
    private static final int PART_MASK = 0xFF;
    private static final int MOST_DEAD = 4;
    private static final PersonStatus[] STATUSES = PersonStatus.values();

    private final NameWords words = new NameWords();
    private long[] high = new long[FIRST_ROOM];
    private long[] low = new long[FIRST_ROOM];
    private byte[] status = new byte[FIRST_ROOM];
    private int[] start = new int[FIRST_ROOM];
    private int[] text = new int[FIRST_ROOM * WORDS_OF_A_PERSON];
    private int places;
    private int textEnd;
    private int[] byId = new int[2 * FIRST_ROOM];
    private final Places fresh = new Places();
    private BitSet dead = new BitSet();
    private int[] order = {};
    private boolean stale;

    /** Adds somebody, or takes note of another name or status. */
    public synchronized void put(UUID id, PersonName name, PersonStatus now) {
        int slot = slot(id);
        int known = byId[slot] - 1;
        int end = write(name);
        if (known >= 0 && sameWords(known, end)) {
            status[known] = (byte) now.ordinal();
            return;
        }
        if (known >= 0) {
            dead.set(known);
        }
        makeRoom();
        int place = places++;
        high[place] = id.getMostSignificantBits();
        low[place] = id.getLeastSignificantBits();
        status[place] = (byte) now.ordinal();
        start[place] = textEnd;
        textEnd = end;
        byId[slot] = place + 1;
        fresh.add(place);
        stale = true;
        if (known < 0 && 2L * places > byId.length) {
            index(2 * byId.length);
        }
    }

    /** Strikes somebody out; nobody of that id is passed over. */
    public synchronized void remove(UUID id) {
        int known = byId[slot(id)] - 1;
        if (known >= 0 && !dead.get(known)) {
            dead.set(known);
            stale = true;
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
            Optional<? extends Collection<UUID>> among, Optional<PersonStatus> wanted, String... beginnings) {
        bringInOrder();
        if (among.isEmpty() && wanted.isEmpty() && beginnings.length == 0) {
            return everybody();
        }
        Optional<BitSet> members = among.map(this::places);
        BitSet[] each = Arrays.stream(beginnings).map(words::beginningWith).toArray(BitSet[]::new);
        var chosen = new Places();
        for (int place : order) {
            if (members.map(some -> some.get(place)).orElse(true)
                    && wanted.map(some -> STATUSES[status[place]] == some).orElse(true)
                    && holds(place, each)) {
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
                + status.length
                + Integer.BYTES * (long) (start.length + text.length + byId.length + order.length)
                + dead.size() / Byte.SIZE;
    }

    private BitSet places(Collection<UUID> ids) {
        var found = new BitSet(places);
        for (UUID id : ids) {
            int known = byId[slot(id)] - 1;
            if (known >= 0) {
                found.set(known);
            }
        }
        return found;
    }

    private boolean holds(int place, BitSet[] each) {
        int from = start[place] + 1;
        int to = from + wordCount(start[place]);
        for (BitSet some : each) {
            boolean found = false;
            for (int i = from; i < to && !found; i++) {
                found = some.get(text[i]);
            }
            if (!found) {
                return false;
            }
        }
        return true;
    }

    private void bringInOrder() {
        if (!stale) {
            return;
        }
        int[] young = fresh.toArray();
        int[] ranks = words.ranks();
        Places.sort(young, (a, b) -> compare(a, b, ranks));
        int[] merged = new int[order.length + young.length];
        int size = 0;
        int next = 0;
        for (int place : order) {
            while (next < young.length && compare(young[next], place, ranks) < 0) {
                size = take(young[next++], merged, size);
            }
            size = take(place, merged, size);
        }
        while (next < young.length) {
            size = take(young[next++], merged, size);
        }
        order = size == merged.length ? merged : Arrays.copyOf(merged, size);
        fresh.clear();
        stale = false;
        if (MOST_DEAD * (places - size) > places && places > FIRST_ROOM) {
            moveTogether();
        }
    }

    private int take(int place, int[] merged, int size) {
        if (dead.get(place)) {
            return size;
        }
        merged[size] = place;
        return size + 1;
    }

    private int compare(int a, int b, int[] ranks) {
        int headA = text[start[a]];
        int headB = text[start[b]];
        int atA = start[a] + 1;
        int atB = start[b] + 1;
        for (int shift = 2 * PART; shift >= 0; shift -= PART) {
            int countA = headA >> shift & PART_MASK;
            int countB = headB >> shift & PART_MASK;
            for (int i = 0; i < Math.min(countA, countB); i++) {
                int byWord = Integer.compare(ranks[text[atA + i]], ranks[text[atB + i]]);
                if (byWord != 0) {
                    return byWord;
                }
            }
            if (countA != countB) {
                return Integer.compare(countA, countB);
            }
            atA += countA;
            atB += countB;
        }
        int byHigh = Long.compare(high[a], high[b]);
        return byHigh != 0 ? byHigh : Long.compare(low[a], low[b]);
    }

    /** Writes a name behind the others and gives its end: the counts of words of tên, họ and đệm, then the words. */
    private int write(PersonName name) {
        int at = textEnd + 1;
        int head = 0;
        reach(at);
        for (String part : new String[] {name.given(), name.family(), name.middle()}) {
            int before = at;
            if (!part.isEmpty()) {
                for (String word : part.split(" ")) {
                    reach(at);
                    text[at++] = words.number(word);
                }
            }
            head = head << PART | at - before;
        }
        text[textEnd] = head;
        return at;
    }

    private void reach(int at) {
        if (at >= text.length) {
            text = Arrays.copyOf(text, text.length + (text.length >> 1));
        }
    }

    private boolean sameWords(int place, int end) {
        int length = end - textEnd;
        return !dead.get(place)
                && length == wordCount(start[place]) + 1
                && Arrays.equals(text, textEnd, end, text, start[place], start[place] + length);
    }

    private int wordCount(int at) {
        int head = text[at];
        return (head >> 2 * PART & PART_MASK) + (head >> PART & PART_MASK) + (head & PART_MASK);
    }

    private void makeRoom() {
        if (places == high.length) {
            int room = places + (places >> 1);
            high = Arrays.copyOf(high, room);
            low = Arrays.copyOf(low, room);
            status = Arrays.copyOf(status, room);
            start = Arrays.copyOf(start, room);
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
        int room = Math.max(FIRST_ROOM, living + (living >> 2));
        long[] newHigh = new long[room];
        long[] newLow = new long[room];
        byte[] newStatus = new byte[room];
        int[] newStart = new int[room];
        int[] newText = new int[Math.max(text.length / 2, textEnd)];
        int[] newOrder = new int[living];
        int end = 0;
        for (int i = 0; i < living; i++) {
            int place = order[i];
            int length = wordCount(start[place]) + 1;
            newHigh[i] = high[place];
            newLow[i] = low[place];
            newStatus[i] = status[place];
            newStart[i] = end;
            System.arraycopy(text, start[place], newText, end, length);
            end += length;
            newOrder[i] = i;
        }
        high = newHigh;
        low = newLow;
        status = newStatus;
        start = newStart;
        text = newText;
        textEnd = end;
        places = living;
        order = newOrder;
        dead = new BitSet();
        byId = new int[Integer.highestOneBit(Math.max(FIRST_ROOM, living) * 2 - 1) * 2];
        for (int i = 0; i < living; i++) {
            byId[slot(new UUID(high[i], low[i]))] = i + 1;
        }
    }
}
