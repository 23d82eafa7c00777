package vn.khue.ecard.status;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import vn.khue.ecard.EcardException;
import vn.khue.ecard.EcardException.Fault;

/**
 * Places of cards in a shard's list. The n-th card of a shard gets the n-th place of a keyed order, so that a place tells nobody when a card
 * was issued and which were issued with it, and no place comes twice (draft-ietf-oauth-status-list section 12.5 and 13.2): an unbalanced
 * Feistel network of {@value #ROUNDS} rounds over 17 bits, whose round functions are HMAC-SHA256 of key, shard, round and half. They are
 * small enough to be tables, made once. Immutable; thread-safe.
 */
public final class IndexPermutation {
    /** Places of a shard. */
    public static final int PLACES = 1 << 17;

    /** Bytes of a key. */
    public static final int KEY_BYTES = 32;

    private static final int ROUNDS = 10;
    private static final int LOW_BITS = 8;
    private static final int HIGH_BITS = 9;
    private static final int LOW = (1 << LOW_BITS) - 1;
    private static final int HIGH = (1 << HIGH_BITS) - 1;
    private static final String HMAC = "HmacSHA256";

    private final short[][] rounds = new short[ROUNDS][];

    /**
     * @param key {@value #KEY_BYTES} secret bytes; the same for the whole life of the shard
     * @param shard whose places these are
     */
    public IndexPermutation(byte[] key, int shard) {
        if (key.length != KEY_BYTES) {
            throw new EcardException(Fault.INPUT, KEY_BYTES + " bytes of a key expected, found " + key.length);
        }
        try {
            Mac mac = Mac.getInstance(HMAC, "SunJCE");
            mac.init(new SecretKeySpec(key, HMAC));
            for (int round = 0; round < ROUNDS; round++) {
                boolean even = round % 2 == 0;
                rounds[round] = table(mac, shard, round, even ? LOW + 1 : HIGH + 1, even ? HIGH : LOW);
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + HMAC + " in SunJCE", e);
        }
    }

    private static short[] table(Mac mac, int shard, int round, int halves, int mask) {
        short[] table = new short[halves];
        for (int half = 0; half < halves; half++) {
            byte[] input = ByteBuffer.allocate(12)
                    .putInt(shard)
                    .putInt(round)
                    .putInt(half)
                    .array();
            table[half] = (short) (ByteBuffer.wrap(mac.doFinal(input)).getInt() & mask);
        }
        return table;
    }

    /**
     * The place of the n-th card.
     *
     * @param n from 0, below {@value #PLACES}; each is given to one card
     * @return from 0, below {@value #PLACES}
     */
    public int place(int n) {
        if (n < 0 || n >= PLACES) {
            throw new EcardException(Fault.INPUT, "a number below " + PLACES + " expected; the shard is full");
        }
        int high = n >> LOW_BITS;
        int low = n & LOW;
        for (int round = 0; round < ROUNDS; round += 2) {
            high ^= rounds[round][low];
            low ^= rounds[round + 1][high];
        }
        return high << LOW_BITS | low;
    }
}
