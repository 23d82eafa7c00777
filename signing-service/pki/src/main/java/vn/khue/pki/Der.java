package vn.khue.pki;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;

/**
 * Puts DER together from parts that are DER already (X.690 section 10.1). What never changes in an answer, such as the
 * certificate of whoever signs it, and what was signed are so encoded once.
 */
public final class Der {
    public static final int INTEGER = 0x02;
    public static final int BIT_STRING = 0x03;
    public static final int OCTET_STRING = 0x04;
    public static final int GENERALIZED_TIME = 0x18;
    public static final int SEQUENCE = 0x30;
    public static final int SET = 0x31;
    /** Constructed, context-specific, number 0. */
    public static final int CONTEXT_0 = 0xa0;
    /** Constructed, context-specific, number 1. */
    public static final int CONTEXT_1 = 0xa1;

    private static final int SHORT = 0x80;
    private static final int NANOS_PER_MILLI = 1_000_000;
    private static final int LONGEST_TIME = "uuuuMMddHHmmss.SSSZ".length();

    private Der() {}

    /** What Bouncy Castle holds, encoded. */
    public static byte[] of(ASN1Encodable value) {
        try {
            return value.toASN1Primitive().getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new IllegalStateException("a structure in memory always encodes", e);
        }
    }

    /**
     * GeneralizedTime in UTC, to the millisecond: with a fraction where there is one, without zeros at its end (X.690 section 11.7).
     *
     * @param time from the year 0 to 9999; what is finer than a millisecond is left out
     */
    public static byte[] generalizedTime(Instant time) {
        LocalDateTime utc = LocalDateTime.ofEpochSecond(time.getEpochSecond(), 0, ZoneOffset.UTC);
        int millis = time.getNano() / NANOS_PER_MILLI;
        byte[] text = new byte[LONGEST_TIME];
        int at = digits(text, 0, utc.getYear(), 4);
        at = digits(text, at, utc.getMonthValue(), 2);
        at = digits(text, at, utc.getDayOfMonth(), 2);
        at = digits(text, at, utc.getHour(), 2);
        at = digits(text, at, utc.getMinute(), 2);
        at = digits(text, at, utc.getSecond(), 2);
        if (millis > 0) {
            text[at] = '.';
            at = digits(text, at + 1, millis, 3);
            while (text[at - 1] == '0') {
                at--;
            }
        }
        text[at] = 'Z';
        return of(GENERALIZED_TIME, Arrays.copyOf(text, at + 1));
    }

    private static int digits(byte[] text, int at, int value, int count) {
        int rest = value;
        for (int i = count - 1; i >= 0; i--) {
            text[at + i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return at + count;
    }

    /** The tag, the length, and the parts one after the other; in all at most 16 MB. */
    public static byte[] of(int tag, byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        int octets = length < SHORT ? 0 : length <= 0xff ? 1 : length <= 0xffff ? 2 : 3;
        byte[] whole = new byte[2 + octets + length];
        whole[0] = (byte) tag;
        whole[1] = (byte) (octets == 0 ? length : SHORT | octets);
        for (int i = 0; i < octets; i++) {
            whole[2 + i] = (byte) (length >>> (Byte.SIZE * (octets - 1 - i)));
        }
        int at = 2 + octets;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, whole, at, part.length);
            at += part.length;
        }
        return whole;
    }
}
