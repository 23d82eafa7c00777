package vn.khue.pki.path;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The exact bytes of DER elements. A signature is checked over the bytes that came, never over what a parser makes of
 * them: a lenient parser re-encodes some damage into what was signed. Definite lengths only.
 *
 * @param tag the identifier octet
 * @param bytes identifier, length and content
 * @param start where the content starts in {@code bytes}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, made and read within one validation
record RawDer(int tag, byte[] bytes, int start) {
    static final int SEQUENCE = 0x30;
    static final int OCTET_STRING = 0x04;
    static final int BIT_STRING = 0x03;
    static final int EXPLICIT_0 = 0xA0;

    private static final int MAX_CHILDREN = 64;

    /** The element that these bytes are, and nothing after it; IllegalArgumentException for anything else. */
    static RawDer of(byte[] der) {
        RawDer element = at(der, 0);
        if (element.bytes().length != der.length) {
            throw new IllegalArgumentException(
                    "one DER element expected, found " + (der.length - element.bytes().length) + " further bytes");
        }
        return element;
    }

    byte[] content() {
        return Arrays.copyOfRange(bytes, start, bytes.length);
    }

    /** The elements within; each must have the tag at its place. Elements may be fewer than tags. */
    List<RawDer> children(int... tags) {
        List<RawDer> children = new ArrayList<>();
        for (int at = start; at < bytes.length; ) {
            RawDer child = at(bytes, at);
            if (children.size() >= tags.length || child.tag() != tags[children.size()]) {
                throw new IllegalArgumentException("another DER element expected, found tag " + child.tag());
            }
            children.add(child);
            at += child.bytes().length;
        }
        return children;
    }

    /** The elements within, all of one tag. */
    List<RawDer> childrenOf(int tag) {
        int[] tags = new int[MAX_CHILDREN];
        Arrays.fill(tags, tag);
        return children(tags);
    }

    private static RawDer at(byte[] der, int offset) {
        if (offset + 2 > der.length) {
            throw new IllegalArgumentException("a DER element expected, found the end");
        }
        int first = der[offset + 1] & 0xff;
        int lengthBytes = first < 0x80 ? 0 : first & 0x7f;
        if (first == 0x80 || lengthBytes > 3 || offset + 2 + lengthBytes > der.length) {
            throw new IllegalArgumentException("a definite DER length below 16 MiB expected, found another");
        }
        int length = lengthBytes == 0 ? first : 0;
        for (int i = 0; i < lengthBytes; i++) {
            length = (length << 8) | (der[offset + 2 + i] & 0xff);
        }
        int start = 2 + lengthBytes;
        if (length > der.length - offset - start) {
            throw new IllegalArgumentException("a DER element within its bounds expected, found a longer one");
        }
        return new RawDer(der[offset] & 0xff, Arrays.copyOfRange(der, offset, offset + start + length), start);
    }
}
