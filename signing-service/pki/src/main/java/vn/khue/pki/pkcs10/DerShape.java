package vn.khue.pki.pkcs10;

import java.util.Optional;

/**
 * Looks at the shape of bytes before a parser does: one element, definite lengths within each other, so deep and so many
 * elements at most. The work is bounded by the number of elements.
 */
final class DerShape {
    private static final int CONSTRUCTED = 0x20;
    private static final int LONG_TAG = 0x1f;

    private final byte[] der;
    private int elementsLeft;
    private Optional<Pkcs10Rule> broken = Optional.empty();

    private DerShape(byte[] der, int elements) {
        this.der = der;
        this.elementsLeft = elements;
    }

    /** The rule that the bytes break; empty where they may be parsed. */
    static Optional<Pkcs10Rule> objection(byte[] der, int depth, int elements) {
        DerShape shape = new DerShape(der, elements);
        int end = shape.element(0, der.length, depth);
        if (shape.broken.isEmpty() && end != der.length) {
            return Optional.of(Pkcs10Rule.NOT_DER);
        }
        return shape.broken;
    }

    /** @return where the element ends, or -1 where a rule is broken */
    private int element(int at, int limit, int depth) {
        if (depth == 0 || --elementsLeft < 0) {
            return breaks(Pkcs10Rule.TOO_DEEP);
        }
        if (limit - at < 2 || (der[at] & LONG_TAG) == LONG_TAG) {
            return breaks(Pkcs10Rule.NOT_DER);
        }
        int first = der[at + 1] & 0xff;
        int lengthBytes = first < 0x80 ? 0 : first & 0x7f;
        if (first == 0x80 || lengthBytes > 3 || limit - at - 2 < lengthBytes) {
            return breaks(Pkcs10Rule.NOT_DER);
        }
        int length = lengthBytes == 0 ? first : 0;
        for (int i = 0; i < lengthBytes; i++) {
            length = (length << 8) | (der[at + 2 + i] & 0xff);
        }
        int start = at + 2 + lengthBytes;
        if (length > limit - start) {
            return breaks(Pkcs10Rule.NOT_DER);
        }
        int end = start + length;
        if ((der[at] & CONSTRUCTED) != 0) {
            int child = start;
            while (child < end) {
                child = element(child, end, depth - 1);
                if (child < 0) {
                    return -1;
                }
            }
        }
        return end;
    }

    private int breaks(Pkcs10Rule rule) {
        broken = Optional.of(rule);
        return -1;
    }
}
