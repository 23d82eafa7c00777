package vn.khue.signature.evidence;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;
import vn.khue.pki.Der;

/**
 * Walks over the tags and lengths of one DER value without building anything, so that what is read afterwards is known to be within
 * the limits. Lengths are definite and minimal (X.690, 10.1); bytes left over are refused. Of what is inside a primitive value
 * only times are looked at. Stateless.
 */
final class DerScan {

    private static final int CONSTRUCTED = 0x20;
    private static final int LONG_TAG = 0x1f;
    private static final int LONG_LENGTH = 0x80;
    private static final int MOST_LENGTH_BYTES = 4;
    private static final Pattern TIME = Pattern.compile("[0-9]{14}(?:\\.[0-9]+)?Z");

    private DerScan() {}

    /** @throws EvidenceReadException STRUCTURE or LIMIT */
    static void check(byte[] der, EvidenceLimits limits) throws EvidenceReadException {
        if (der.length > limits.bytes()) {
            throw EvidenceReadException.limit("bytes", limits.bytes(), der.length);
        }
        Deque<Integer> ends = new ArrayDeque<>();
        int at = 0;
        int end = der.length;
        int values = 0;
        while (at < end || !ends.isEmpty()) {
            if (at == end) {
                end = ends.pop();
                continue;
            }
            values++;
            if (values > limits.values()) {
                throw EvidenceReadException.limit("values", limits.values(), values);
            }
            Header header = header(der, at, end);
            boolean outermost = ends.isEmpty();
            if (outermost && header.end() != der.length) {
                throw EvidenceReadException.structure("expected one value and nothing after it, found "
                        + (der.length - header.end()) + " more bytes");
            }
            if (header.constructed()) {
                if (ends.size() >= limits.depth()) {
                    throw EvidenceReadException.limit("levels", limits.depth(), ends.size() + 1L);
                }
                ends.push(end);
                end = header.end();
                at = header.start();
            } else {
                if (der[at] == Der.GENERALIZED_TIME) {
                    requireTime(der, header, at);
                }
                at = header.end();
            }
        }
        if (values == 0) {
            throw EvidenceReadException.structure("expected an evidence record, found nothing");
        }
    }

    /** Bouncy Castle fills up a time without seconds each time it writes it, so that what was read would not be what is written. */
    private static void requireTime(byte[] der, Header header, int at) throws EvidenceReadException {
        String text = new String(der, header.start(), header.end() - header.start(), StandardCharsets.ISO_8859_1);
        if (!TIME.matcher(text).matches()) {
            throw EvidenceReadException.structure("expected a time in UTC with seconds, found another at byte " + at);
        }
    }

    private record Header(boolean constructed, int start, int end) {}

    private static Header header(byte[] der, int from, int end) throws EvidenceReadException {
        int tag = der[from] & 0xff;
        if ((tag & LONG_TAG) == LONG_TAG) {
            throw EvidenceReadException.structure("expected tags of one byte, found a longer one at byte " + from);
        }
        if (from + 1 >= end) {
            throw EvidenceReadException.structure("expected a length after the tag, found the end at byte " + from);
        }
        int first = der[from + 1] & 0xff;
        int at = from + 2;
        long length = first;
        if (first >= LONG_LENGTH) {
            int octets = first - LONG_LENGTH;
            if (octets == 0 || octets > MOST_LENGTH_BYTES || octets > end - at || der[at] == 0) {
                throw EvidenceReadException.structure(
                        "expected a definite, shortest length, found another at byte " + from);
            }
            length = 0;
            for (int i = 0; i < octets; i++) {
                length = length << Byte.SIZE | der[at + i] & 0xff;
            }
            if (length < LONG_LENGTH) {
                throw EvidenceReadException.structure(
                        "expected a definite, shortest length, found another at byte " + from);
            }
            at += octets;
        }
        if (length > end - at) {
            throw EvidenceReadException.structure(
                    "expected a value within the one around it, found one that is longer at" + " byte " + from);
        }
        return new Header((tag & CONSTRUCTED) != 0, at, at + (int) length);
    }
}
