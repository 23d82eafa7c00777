package vn.khue.directory.slapd;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Tells values that were seen before. Keeps of each the first half of its SHA-256, some 35 bytes, so that millions of people leave room for
 * the rest. Two values of the same half would be taken for one, which nobody can bring about with less than 2<sup>64</sup> tries.
 * Not thread-safe.
 */
final class SeenValues {

    private static final int FIRST_ROOM = 1024;
    private static final double MOST_FULL = 0.6;

    private final MessageDigest digest;
    private long[] halves = new long[2 * FIRST_ROOM];
    private int size;

    SeenValues() {
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("expected SHA-256 in the JDK, found none; use another JDK", e);
        }
    }

    /** @return whether it is new */
    boolean add(String value) {
        ByteBuffer hash = ByteBuffer.wrap(digest.digest(value.getBytes(StandardCharsets.UTF_8)));
        // An empty place is zero twice, so no value may be.
        if (!put(halves, hash.getLong() | 1, hash.getLong())) {
            return false;
        }
        size++;
        if (size > MOST_FULL * halves.length / 2) {
            long[] before = halves;
            halves = new long[2 * before.length];
            for (int i = 0; i < before.length; i += 2) {
                if (before[i] != 0) {
                    put(halves, before[i], before[i + 1]);
                }
            }
        }
        return true;
    }

    private static boolean put(long[] table, long first, long second) {
        int mask = table.length - 1;
        int at = (int) second << 1 & mask;
        while (table[at] != 0) {
            if (table[at] == first && table[at + 1] == second) {
                return false;
            }
            at = at + 2 & mask;
        }
        table[at] = first;
        table[at + 1] = second;
        return true;
    }
}
