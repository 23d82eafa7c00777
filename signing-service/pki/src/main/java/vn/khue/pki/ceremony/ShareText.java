package vn.khue.pki.ceremony;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import vn.khue.pki.DigestAlgorithm;

/**
 * Shares as people write them down: fourteen groups of six letters and digits (Crockford's Base32: no I, L, O and U; reading takes
 * i and l for 1 and o for 0, in any case, with any spaces and hyphens between). The last character of a group checks the
 * group, so that a mistake is found where it was made; four bytes of SHA-256 check the whole.
 */
public final class ShareText {
    static final int GROUPS = 14;
    static final int GROUP = 6;

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int BITS = 5;
    private static final int DATA = GROUP - 1;
    private static final byte VERSION = 1;
    private static final int HEAD = 7;
    private static final int CHECK = 4;
    private static final int BYTES = HEAD + SplitSecret.BYTES + CHECK;
    private static final int PADDING = GROUPS * DATA * BITS - BYTES * Byte.SIZE;

    private ShareText() {}

    /** Groups, separated by spaces. */
    public static String of(Share share) {
        byte[] head = ByteBuffer.allocate(HEAD)
                .put(VERSION)
                .putInt(share.set())
                .put((byte) share.threshold())
                .put((byte) share.index())
                .array();
        byte[] whole = ByteBuffer.allocate(BYTES)
                .put(head)
                .put(share.value())
                .put(check(head, share.value()))
                .array();
        BigInteger number = new BigInteger(1, whole).shiftLeft(PADDING);
        int[] digits = new int[GROUPS * DATA];
        for (int i = digits.length - 1; i >= 0; i--) {
            digits[i] = number.intValue() & (ALPHABET.length() - 1);
            number = number.shiftRight(BITS);
        }
        StringBuilder text = new StringBuilder();
        for (int group = 0; group < GROUPS; group++) {
            int[] data = Arrays.copyOfRange(digits, group * DATA, (group + 1) * DATA);
            text.append(group == 0 ? "" : " ");
            for (int digit : data) {
                text.append(ALPHABET.charAt(digit));
            }
            text.append(ALPHABET.charAt(checkOf(group, data)));
        }
        return text.toString();
    }

    /** Reads what a person typed; never throws. At most as many characters are looked at as a share could need. */
    public static ShareReading read(String typed) {
        String text = typed.length() > 1000 ? typed.substring(0, 1000) : typed;
        int[] digits = text.toUpperCase(Locale.ROOT)
                .chars()
                .filter(c -> !Character.isWhitespace(c) && c != '-')
                .map(ShareText::digit)
                .toArray();
        if (digits.length != GROUPS * GROUP) {
            return new ShareReading.WrongLength(GROUPS * GROUP, digits.length);
        }
        List<Integer> mistyped = new ArrayList<>();
        BigInteger number = BigInteger.ZERO;
        for (int group = 0; group < GROUPS; group++) {
            int[] data = Arrays.copyOfRange(digits, group * GROUP, group * GROUP + DATA);
            if (Arrays.stream(data).anyMatch(d -> d < 0) || digits[group * GROUP + DATA] != checkOf(group, data)) {
                mistyped.add(group + 1);
            }
            for (int digit : data) {
                number = number.shiftLeft(BITS).or(BigInteger.valueOf(Math.max(digit, 0)));
            }
        }
        return mistyped.isEmpty() ? whole(number) : new ShareReading.Mistyped(mistyped);
    }

    private static ShareReading whole(BigInteger number) {
        byte[] magnitude = number.shiftRight(PADDING).toByteArray();
        byte[] bytes = new byte[BYTES];
        int length = Math.min(magnitude.length, BYTES);
        System.arraycopy(magnitude, magnitude.length - length, bytes, BYTES - length, length);
        byte[] head = Arrays.copyOf(bytes, HEAD);
        byte[] value = Arrays.copyOfRange(bytes, HEAD, BYTES - CHECK);
        boolean padded = number.getLowestSetBit() >= PADDING || number.signum() == 0;
        if (!padded
                || head[0] != VERSION
                || !MessageDigest.isEqual(check(head, value), Arrays.copyOfRange(bytes, BYTES - CHECK, BYTES))) {
            return new ShareReading.Damaged();
        }
        ByteBuffer fields = ByteBuffer.wrap(head, 1, HEAD - 1);
        try {
            return new ShareReading.Whole(new Share(fields.getInt(), fields.get(), fields.get(), value));
        } catch (IllegalArgumentException e) {
            return new ShareReading.Damaged();
        }
    }

    private static int digit(int character) {
        return switch (character) {
            case 'O' -> 0;
            case 'I', 'L' -> 1;
            default -> ALPHABET.indexOf(character);
        };
    }

    /** Odd weights, so that one wrong character always changes it; the group's number, so that exchanged groups do. */
    private static int checkOf(int group, int[] data) {
        int sum = group;
        for (int i = 0; i < data.length; i++) {
            sum += (2 * i + 1) * data[i];
        }
        return sum & (ALPHABET.length() - 1);
    }

    private static byte[] check(byte[] head, byte[] value) {
        return Arrays.copyOf(DigestAlgorithm.SHA256.of(head, value), CHECK);
    }
}
