package vn.khue.ecard.cbor;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes CBOR with heads as short as they can be and definite lengths (RFC 8949 section 4.2.1). Whoever writes a map writes its keys in
 * bytewise order of their encodings; readers hold us to it. For one thread.
 */
public final class CborWriter {
    private byte[] buffer;
    private int size;

    /** @param capacity bytes that are expected; it grows */
    public CborWriter(int capacity) {
        buffer = new byte[Math.max(capacity, 16)];
    }

    public CborWriter integer(long value) {
        return value >= 0 ? head(CborReader.UNSIGNED, value) : head(CborReader.NEGATIVE, -1 - value);
    }

    public CborWriter bytes(byte[] value) {
        head(CborReader.BYTES, value.length);
        return raw(value);
    }

    public CborWriter text(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        head(CborReader.TEXT, utf8.length);
        return raw(utf8);
    }

    /** The head of an array; its elements follow. */
    public CborWriter array(int elements) {
        return head(CborReader.ARRAY, elements);
    }

    /** The head of a map; its pairs follow, in order. */
    public CborWriter map(int pairs) {
        return head(CborReader.MAP, pairs);
    }

    /** A tag; its item follows. */
    public CborWriter tag(long number) {
        return head(CborReader.TAG, number);
    }

    public CborWriter bool(boolean value) {
        return head(CborReader.SIMPLE, value ? CborReader.TRUE : CborReader.FALSE);
    }

    /** An item that is encoded already. */
    public CborWriter raw(byte[] item) {
        room(item.length);
        System.arraycopy(item, 0, buffer, size, item.length);
        size += item.length;
        return this;
    }

    /** What was written. */
    public byte[] toByteArray() {
        return Arrays.copyOf(buffer, size);
    }

    private CborWriter head(int major, long argument) {
        room(9);
        int type = major << 5;
        if (argument < CborReader.ONE_BYTE) {
            buffer[size++] = (byte) (type | (int) argument);
            return this;
        }
        int power = argument < 1L << 8 ? 0 : argument < 1L << 16 ? 1 : argument < 1L << 32 ? 2 : 3;
        buffer[size++] = (byte) (type | (CborReader.ONE_BYTE + power));
        for (int shift = 8 * ((1 << power) - 1); shift >= 0; shift -= 8) {
            buffer[size++] = (byte) (argument >>> shift);
        }
        return this;
    }

    private void room(int more) {
        if (buffer.length - size < more) {
            buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, size + more));
        }
    }
}
