package vn.khue.ecard.cbor;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import vn.khue.ecard.EcardException;
import vn.khue.ecard.EcardException.Fault;

/**
 * Reads one CBOR item (RFC 8949) from its beginning to its end. The bytes are held to their form when it is made, so that reading finds
 * only items of another kind than was expected (fault STRUCTURE). For one thread.
 */
public final class CborReader {
    static final int UNSIGNED = 0;
    static final int NEGATIVE = 1;
    static final int BYTES = 2;
    static final int TEXT = 3;
    static final int ARRAY = 4;
    static final int MAP = 5;
    static final int TAG = 6;
    static final int SIMPLE = 7;
    static final int FALSE = 20;
    static final int TRUE = 21;
    static final int NULL = 22;
    static final int ONE_BYTE = 24;
    static final int EIGHT_BYTES = 27;

    private final byte[] bytes;
    private int at;
    private int major;
    private long argument;

    /**
     * @param bytes of exactly one item; the caller has bounded their number and does not change them
     * @throws EcardException fault CBOR unless they are in that form
     */
    public CborReader(byte[] bytes, CborRule rule) {
        CborForm.require(bytes, rule);
        this.bytes = bytes;
    }

    /** Whether the next item is an integer, and not a text or anything else. */
    public boolean nextIsInteger() {
        return at < bytes.length && nextMajor() <= NEGATIVE;
    }

    /** Whether the next item is a byte string. */
    public boolean nextIsBytes() {
        return at < bytes.length && nextMajor() == BYTES;
    }

    /** Whether the next item is a text. */
    public boolean nextIsText() {
        return at < bytes.length && nextMajor() == TEXT;
    }

    /** Whether the next item is a map. */
    public boolean nextIsMap() {
        return at < bytes.length && nextMajor() == MAP;
    }

    /** Whether the next item is a tag. */
    public boolean nextIsTag() {
        return at < bytes.length && nextMajor() == TAG;
    }

    /** Whether everything was read. */
    public boolean atEnd() {
        return at == bytes.length;
    }

    /** @throws EcardException fault STRUCTURE for another kind, or an integer beyond 64 bits with sign */
    public long integer() {
        head();
        if (major > NEGATIVE || argument < 0) {
            throw other("an integer of at most 63 bits");
        }
        return major == UNSIGNED ? argument : -1 - argument;
    }

    /** A byte string. */
    public byte[] bytes() {
        require(BYTES, "a byte string");
        int from = at;
        at += (int) argument;
        return Arrays.copyOfRange(bytes, from, at);
    }

    /** A byte string of that length. */
    public byte[] bytes(int length) {
        byte[] read = bytes();
        if (read.length != length) {
            throw other(length + " bytes");
        }
        return read;
    }

    /** A text of at most so many characters (UTF-16). */
    public String text(int most) {
        require(TEXT, "a text");
        int from = at;
        at += (int) argument;
        String read = new String(bytes, from, (int) argument, StandardCharsets.UTF_8);
        if (read.length() > most) {
            throw other("a text of at most " + most + " characters");
        }
        return read;
    }

    /** The number of elements that follow. */
    public int array() {
        require(ARRAY, "an array");
        return (int) argument;
    }

    /** An array of that many elements. */
    public void array(int elements) {
        if (array() != elements) {
            throw other("an array of " + elements);
        }
    }

    /** The number of pairs that follow, each a key and a value. */
    public int map() {
        require(MAP, "a map");
        return (int) argument;
    }

    /** The number of a tag; its item follows. */
    public long tag() {
        require(TAG, "a tag");
        return argument;
    }

    /** False or true. */
    public boolean bool() {
        require(SIMPLE, "false or true");
        if (argument == NULL) {
            throw other("false or true");
        }
        return argument == TRUE;
    }

    /** Passes over the next item. */
    public void skip() {
        head();
        switch (major) {
            case BYTES, TEXT -> at += (int) argument;
            case ARRAY -> skip((int) argument);
            case MAP -> skip(2 * (int) argument);
            case TAG -> skip();
            default -> {}
        }
    }

    private void skip(int items) {
        for (int i = 0; i < items; i++) {
            skip();
        }
    }

    private int nextMajor() {
        return (bytes[at] & 0xff) >> 5;
    }

    private void require(int expected, String what) {
        head();
        if (major != expected) {
            throw other(what);
        }
    }

    private void head() {
        if (at >= bytes.length) {
            throw other("another item");
        }
        int first = bytes[at++] & 0xff;
        major = first >> 5;
        int info = first & 0x1f;
        if (info < ONE_BYTE || major == SIMPLE) {
            argument = info;
            return;
        }
        int size = 1 << (info - ONE_BYTE);
        argument = bigEndian(bytes, at, size);
        at += size;
    }

    static long bigEndian(byte[] bytes, int from, int size) {
        long value = 0;
        for (int i = from; i < from + size; i++) {
            value = value << 8 | bytes[i] & 0xff;
        }
        return value;
    }

    private static EcardException other(String expected) {
        return new EcardException(Fault.STRUCTURE, "CBOR: " + expected + " expected, found something else");
    }
}
