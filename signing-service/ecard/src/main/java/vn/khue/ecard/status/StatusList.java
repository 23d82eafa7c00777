package vn.khue.ecard.status;

import vn.khue.ecard.EcardException;
import vn.khue.ecard.EcardException.Fault;

/**
 * A status list (draft-ietf-oauth-status-list section 4.1): entries of 1, 2, 4 or 8 bits, the first in the lowest bits of the first byte.
 * Immutable once made; thread-safe.
 */
public final class StatusList {
    /** Bytes of a list, uncompressed: a million entries of 8 bits. */
    public static final int MOST_BYTES = 1 << 20;

    private final int bits;
    private final byte[] packed;

    StatusList(int bits, byte[] packed) {
        if (bits != 1 && bits != 2 && bits != 4 && bits != 8) {
            throw new EcardException(Fault.STRUCTURE, "entries of 1, 2, 4 or 8 bits expected, found another number");
        }
        this.bits = bits;
        this.packed = packed;
    }

    /**
     * From zlib (RFC 1950).
     *
     * @throws EcardException fault STRUCTURE where it is none, or becomes more than {@value #MOST_BYTES} bytes
     */
    public static StatusList compressed(int bits, byte[] zlib) {
        return new StatusList(bits, Zlib.inflate(zlib, MOST_BYTES));
    }

    /** Of the given entries. */
    public static StatusList of(int bits, byte[] entries) {
        Builder builder = new Builder(bits, entries.length);
        for (int i = 0; i < entries.length; i++) {
            builder.set(i, entries[i] & 0xff);
        }
        return builder.build();
    }

    public int bits() {
        return bits;
    }

    /** Entries that it has; the last byte may make it a few more than were asked for. */
    public long size() {
        return (long) packed.length * 8 / bits;
    }

    /**
     * @param index from 0
     * @throws EcardException fault STRUCTURE outside of {@link #size}; such a token is to be refused (section 8.3)
     */
    public int get(long index) {
        if (index < 0 || index >= size()) {
            throw new EcardException(Fault.STRUCTURE, "an index below " + size() + " expected, found another");
        }
        long bit = index * bits;
        return (packed[(int) (bit >> 3)] & 0xff) >> (bit & 7) & ((1 << bits) - 1);
    }

    /** As zlib (RFC 1950) at its highest level. */
    public byte[] compress() {
        return Zlib.deflate(packed);
    }

    /** Sets entries; all are 0 at first. For one thread. */
    public static final class Builder {
        private final int bits;
        private final byte[] packed;

        /** @param entries at least as many as there are */
        public Builder(int bits, int entries) {
            this.bits = bits;
            this.packed = new StatusList(bits, new byte[Math.toIntExact(((long) entries * bits + 7) / 8)]).packed;
        }

        /** @param value in as many bits */
        public Builder set(int index, int value) {
            if (value >> bits != 0) {
                throw new EcardException(Fault.INPUT, "a status of " + bits + " bits expected, found a larger one");
            }
            int bit = index * bits;
            int mask = ((1 << bits) - 1) << (bit & 7);
            packed[bit >> 3] = (byte) (packed[bit >> 3] & ~mask | value << (bit & 7));
            return this;
        }

        public StatusList build() {
            return new StatusList(bits, packed.clone());
        }
    }
}
