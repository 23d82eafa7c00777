package vn.khue.directory.listing;

import java.util.Arrays;

/** A growing list of places, as plain numbers. Not thread-safe. */
final class Places {

    private int[] values = new int[16];
    private int size;

    void add(int place) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size + (size >> 1));
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

    private static void merge(int[] from, int[] to, int start, int middle, int end, Order order) {
        int left = start;
        int right = middle;
        for (int i = start; i < end; i++) {
            boolean takeLeft = right == end || left < middle && order.compare(from[left], from[right]) <= 0;
            to[i] = takeLeft ? from[left++] : from[right++];
        }
    }
}
