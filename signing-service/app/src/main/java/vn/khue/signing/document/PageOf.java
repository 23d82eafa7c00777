package vn.khue.signing.document;

import java.util.List;

/**
 * One page of a list.
 *
 * @param number from 1
 * @param total rows in the whole list
 */
public record PageOf<T>(List<T> rows, int number, long total) {
    /** Rows a page. */
    public static final int SIZE = 50;

    public PageOf {
        rows = List.copyOf(rows);
    }

    public int pages() {
        return pages(total);
    }

    /** The page asked for, or the last one where there are not so many. */
    public static int within(int asked, long total) {
        return Math.min(asked, pages(total));
    }

    private static int pages(long total) {
        return (int) Math.max(1, (total + SIZE - 1) / SIZE);
    }

    public boolean hasNext() {
        return number < pages();
    }

    public boolean hasPrevious() {
        return number > 1;
    }
}
