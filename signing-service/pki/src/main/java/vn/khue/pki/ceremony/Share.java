package vn.khue.pki.ceremony;

import java.security.MessageDigest;
import java.util.Locale;
import java.util.Objects;

/**
 * One share of a secret that was split by Shamir's scheme over GF(2^8).
 *
 * @param set names the split it belongs to; shares of two ceremonies do not mix
 * @param threshold how many shares give the secret, 2 to 16
 * @param index which one it is, 1 to 16
 * @param value {@value SplitSecret#BYTES} bytes; callers do not change the array
 */
public record Share(int set, int threshold, int index, byte[] value) {
    /** Most shares of a set. */
    public static final int MOST = 16;

    public Share {
        if (threshold < 2 || threshold > MOST || index < 1 || index > MOST || value.length != SplitSecret.BYTES) {
            throw new IllegalArgumentException("a threshold of 2 to 16, an index of 1 to 16 and " + SplitSecret.BYTES
                    + " bytes expected, found " + threshold + ", " + index + " and " + value.length);
        }
    }

    /** The set as people read it: eight hexadecimal digits. */
    public String setName() {
        return String.format(Locale.ROOT, "%08X", set);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Share that
                && set == that.set
                && threshold == that.threshold
                && index == that.index
                && MessageDigest.isEqual(value, that.value);
    }

    @Override
    public int hashCode() {
        return Objects.hash(set, index);
    }

    /** Says which share it is and not what it holds. */
    @Override
    public String toString() {
        return "Share[" + setName() + " " + index + "]";
    }
}
