package vn.khue.audit.detection.match;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * About how many characters an expression is once its counted repetitions are written out, before anything writes them out:
 * {@code ((a{1000}){1000}){1000}} is short to send and long to compile. Never too small by more than a constant.
 */
final class RegexSize {

    private static final long CEILING = 1_000_000_000L;

    private RegexSize() {}

    static long of(String expression) {
        Deque<long[]> groups = new ArrayDeque<>();
        long[] sizes = {0, 0}; // of this group; of its last element
        for (int i = 0; i < expression.length(); i++) {
            char character = expression.charAt(i);
            if (character == '(') {
                groups.push(sizes);
                sizes = new long[] {0, 0};
            } else if (character == ')' && !groups.isEmpty()) {
                long inner = sizes[0] + 1;
                sizes = groups.pop();
                add(sizes, inner);
            } else if (character == '{') {
                int end = expression.indexOf('}', i);
                long times = end < 0 ? 0 : times(expression.substring(i + 1, end));
                if (times == 0) {
                    add(sizes, 1);
                } else {
                    sizes[0] = Math.min(CEILING, sizes[0] + sizes[1] * (times - 1));
                    sizes[1] = Math.min(CEILING, sizes[1] * times);
                    i = end;
                }
            } else if (character == '[') {
                i = endOfClass(expression, i);
                add(sizes, 1);
            } else {
                i += character == '\\' ? 1 : 0;
                add(sizes, "*+?".indexOf(character) >= 0 ? 0 : 1);
            }
        }
        long all = sizes[0];
        for (long[] open : groups) {
            all += open[0];
        }
        return all;
    }

    /** A quantifier adds nothing and leaves the last element as it is. */
    private static void add(long[] sizes, long size) {
        if (size > 0) {
            sizes[0] = Math.min(CEILING, sizes[0] + size);
            sizes[1] = size;
        }
    }

    private static int endOfClass(String expression, int from) {
        int i = from + 1;
        if (i < expression.length() && expression.charAt(i) == '^') {
            i++;
        }
        if (i < expression.length() && expression.charAt(i) == ']') {
            i++;
        }
        while (i < expression.length() && expression.charAt(i) != ']') {
            i += expression.charAt(i) == '\\' ? 2 : 1;
        }
        return i;
    }

    private static long times(String bounds) {
        if (!bounds.matches("[0-9]{1,6}(,[0-9]{0,6})?")) {
            return 0;
        }
        String[] parts = bounds.split(",", -1);
        String last = parts[parts.length - 1];
        return Math.max(1, Long.parseLong(last.isEmpty() ? parts[0] : last));
    }
}
