package vn.khue.ecard.cbor;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import vn.khue.ecard.EcardException;
import vn.khue.ecard.EcardException.Fault;

/**
 * Holds bytes to the form of one CBOR item (RFC 8949), before anything is read from them: integers, byte and text strings, arrays, maps
 * with integer or text keys, tags, false, true and null; heads as short as they can be, definite lengths, text in UTF-8, keys once; at most
 * {@value #DEEPEST} deep and {@value #MOST_PAIRS} pairs in a map; nothing after the item. Lengths are held against the bytes that are there
 * before anything is allocated. Floating-point numbers, undefined and other simple values are refused: nothing here has them.
 */
final class CborForm {
    static final int DEEPEST = 8;
    static final int MOST_PAIRS = 64;

    private final byte[] bytes;
    private final CborRule rule;
    private int at;
    private long argument;

    private CborForm(byte[] bytes, CborRule rule) {
        this.bytes = bytes;
        this.rule = rule;
    }

    /** @throws EcardException fault CBOR unless the bytes are one item in that form */
    static void require(byte[] bytes, CborRule rule) {
        CborForm form = new CborForm(bytes, rule);
        form.item(0);
        if (form.at != bytes.length) {
            throw malformed("nothing after the item", (bytes.length - form.at) + " more bytes");
        }
    }

    private void item(int depth) {
        if (depth > DEEPEST) {
            throw malformed("items at most " + DEEPEST + " deep", "deeper ones");
        }
        int major = head();
        switch (major) {
            case CborReader.UNSIGNED, CborReader.NEGATIVE, CborReader.SIMPLE -> {}
            case CborReader.BYTES -> at += length();
            case CborReader.TEXT -> text(length());
            case CborReader.ARRAY -> {
                // Each element takes a byte at least.
                for (int left = length(); left > 0; left--) {
                    item(depth + 1);
                }
            }
            case CborReader.MAP -> map(depth);
            default -> item(depth + 1);
        }
    }

    private void map(int depth) {
        int pairs = length();
        if (pairs > MOST_PAIRS) {
            throw malformed("at most " + MOST_PAIRS + " pairs in a map", Integer.toString(pairs));
        }
        List<int[]> keys = rule == CborRule.DETERMINISTIC ? List.of() : new ArrayList<>(pairs);
        int previousFrom = -1;
        int previousTo = -1;
        for (int i = 0; i < pairs; i++) {
            int from = at;
            int major = at < bytes.length ? (bytes[at] & 0xff) >> 5 : CborReader.SIMPLE;
            if (major != CborReader.UNSIGNED && major != CborReader.NEGATIVE && major != CborReader.TEXT) {
                throw malformed("integers and texts as keys of a map", "another kind");
            }
            item(depth + 1);
            int to = at;
            if (rule == CborRule.DETERMINISTIC) {
                if (previousFrom >= 0
                        && Arrays.compareUnsigned(bytes, previousFrom, previousTo, bytes, from, to) >= 0) {
                    throw malformed("keys of a map in bytewise order, each once", "others");
                }
            } else {
                for (int[] key : keys) {
                    if (Arrays.equals(bytes, key[0], key[1], bytes, from, to)) {
                        throw malformed("keys of a map once", "one twice");
                    }
                }
                keys.add(new int[] {from, to});
            }
            previousFrom = from;
            previousTo = to;
            item(depth + 1);
        }
    }

    private void text(int length) {
        int end = at + length;
        boolean ascii = true;
        for (int i = at; i < end; i++) {
            ascii &= bytes[i] >= 0;
        }
        if (!ascii) {
            String read = new String(bytes, at, length, StandardCharsets.UTF_8);
            // Where a sequence is wrong the decoder puts U+FFFD, which then encodes otherwise.
            if (read.indexOf('\uFFFD') >= 0) {
                byte[] again = read.getBytes(StandardCharsets.UTF_8);
                if (!Arrays.equals(bytes, at, end, again, 0, again.length)) {
                    throw malformed("text in UTF-8", "other bytes");
                }
            }
        }
        at = end;
    }

    /** The argument as a number of bytes or of items; no item is shorter than a byte. */
    private int length() {
        if (argument < 0 || argument > bytes.length - at) {
            throw malformed("a length within the bytes that are there", "a longer one");
        }
        return (int) argument;
    }

    /** Reads a head, gives its major type and leaves its argument. */
    private int head() {
        if (at >= bytes.length) {
            throw malformed("an item", "the end");
        }
        int first = bytes[at++] & 0xff;
        int major = first >> 5;
        int info = first & 0x1f;
        if (major == CborReader.SIMPLE) {
            if (info < CborReader.FALSE || info > CborReader.NULL) {
                throw malformed("false, true or null", "another simple value or a floating-point number");
            }
            return major;
        }
        if (info < CborReader.ONE_BYTE) {
            argument = info;
            return major;
        }
        if (info > CborReader.EIGHT_BYTES) {
            throw malformed("a definite length", "an indefinite or reserved one");
        }
        int size = 1 << (info - CborReader.ONE_BYTE);
        if (size > bytes.length - at) {
            throw malformed("a head of " + size + " more bytes", "the end");
        }
        argument = CborReader.bigEndian(bytes, at, size);
        at += size;
        boolean shortest = size == 1
                ? argument >= CborReader.ONE_BYTE
                : Long.compareUnsigned(argument, (1L << (8 * (size / 2))) - 1) > 0;
        if (!shortest) {
            throw malformed("a head as short as it can be", "a longer one");
        }
        return major;
    }

    private static EcardException malformed(String expected, String found) {
        return new EcardException(Fault.CBOR, "CBOR: " + expected + " expected, found " + found);
    }
}
