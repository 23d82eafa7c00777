package vn.khue.directory.listing;

import java.util.Arrays;

/** A growing list of places, as plain numbers. Not thread-safe. */
final class Places {

    private int[] values = new int[16];
    private int size;

    void add(int place) {
        if (size == values.length) {
            values = Arrays.copyOf(values, Room.more(size));
        }
        values[size++] = place;
    }

    int size() {
        return size;
    }

    int[] toArray() {
        return Arrays.copyOf(values, size);
    }

    void clear() {
        values = new int[16];
        size = 0;
    }

    /** Compares two places. */
    interface Order {
        int compare(int a, int b);
    }

    /** Sorts by merging, which needs one further array and no object for each place. */
    static void sort(int[] places, Order order) {
        int[] from = places;
        int[] to = new int[places.length];
        for (int width = 1; width < places.length; width *= 2) {
            for (int start = 0; start < places.length; start += 2 * width) {
                int middle = Math.min(start + width, places.length);
                int end = Math.min(middle + width, places.length);
                merge(from, to, start, middle, end, order);
            }
            int[] last = from;
            from = to;
            to = last;
            if (width > places.length / 2) {
                break;
            }
        }
        if (from != places) {
            System.arraycopy(from, 0, places, 0, places.length);
        }
    }

    /**
     * Takes some places out of an ordered array and brings others in. Costs a copy of the array and, for each of them, a search, so that a few
     * changes among a million cost little.
     *
     * @param gone in order, each of them in the array
     * @param young in order, none of them in the array
     */
    static int[] replace(int[] ordered, int[] gone, int[] young, Order order) {
        int[] result = new int[ordered.length - gone.length + young.length];
        int from = 0;
        int to = 0;
        int nextGone = 0;
        int nextYoung = 0;
        while (nextGone < gone.length || nextYoung < young.length) {
            boolean takeOut = nextYoung == young.length
                    || nextGone < gone.length && order.compare(gone[nextGone], young[nextYoung]) < 0;
            int at = search(ordered, from, takeOut ? gone[nextGone] : young[nextYoung], order);
            System.arraycopy(ordered, from, result, to, at - from);
            to += at - from;
            from = at;
            if (takeOut) {
                from++;
                nextGone++;
            } else {
                result[to++] = young[nextYoung++];
            }
        }
        System.arraycopy(ordered, from, result, to, ordered.length - from);
        return result;
    }

    /** How many places of the array come before that one; those before {@code from} do. Looks near {@code from} first. */
    private static int search(int[] ordered, int from, int place, Order order) {
        int before = from;
        int after = ordered.length;
        for (int step = 1; before + step <= after; step *= 2) {
            if (order.compare(ordered[before + step - 1], place) >= 0) {
                after = before + step - 1;
            } else {
                before += step;
            }
        }
        while (before < after) {
            int middle = before + after >>> 1;
            if (order.compare(ordered[middle], place) < 0) {
                before = middle + 1;
            } else {
                after = middle;
            }
        }
        return before;
    }

    private static void merge(int[] from, int[] to, int start, int middle, int end, Order order) {
        int left = start;
        int right = middle;
        for (int i = start; i < end; i++) {
            boolean takeLeft = right == end || left < middle && order.compare(from[left], from[right]) <= 0;
            to[i] = takeLeft ? from[left++] : from[right++];
        }
    }
}
