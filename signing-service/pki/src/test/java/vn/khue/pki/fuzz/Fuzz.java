package vn.khue.pki.fuzz;

import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Runs a target with damaged copies of good inputs until the time is over. The inputs follow from the seed, so the one that
 * fails can be had again. The time is {@code khue.fuzz.seconds} for each test, 300 where nothing is said.
 */
public final class Fuzz {

    private static final Duration SLOWEST = Duration.ofSeconds(30);
    private static final byte[] EDGES = {
        0, 1, 0x7f, (byte) 0x80, (byte) 0x81, (byte) 0x82, (byte) 0x84, (byte) 0xff, 0x30
    };

    /** What is tried; anything thrown is a finding. */
    @FunctionalInterface
    public interface Target {
        void run(byte[] input) throws Exception;
    }

    private final SplittableRandom random;
    private final List<byte[]> seeds;
    private final int limit;

    /**
     * @param seed of the inputs
     * @param limit bytes that no input exceeds by much
     * @param seeds good inputs
     */
    public Fuzz(long seed, int limit, byte[]... seeds) {
        this.random = new SplittableRandom(seed);
        this.limit = limit;
        this.seeds = List.of(seeds);
    }

    /** The time that is allowed, shared by this many targets. */
    public static Duration share(int targets) {
        return Duration.ofSeconds(Integer.getInteger("khue.fuzz.seconds", 300)).dividedBy(targets);
    }

    /** How many inputs were tried. */
    public long run(String what, Duration time, Target target) {
        long end = System.nanoTime() + time.toNanos();
        long slowest = 0;
        long count = 0;
        while (System.nanoTime() < end) {
            byte[] input = next();
            long start = System.nanoTime();
            try {
                target.run(input);
            } catch (Exception | StackOverflowError | OutOfMemoryError | AssertionError e) {
                throw new AssertionError(
                        what + ", input " + count + ": "
                                + HexFormat.of().formatHex(input, 0, Math.min(input.length, 20_000)),
                        e);
            }
            slowest = Math.max(slowest, System.nanoTime() - start);
            count++;
        }
        System.out.printf(Locale.ROOT, "fuzz %-32s %,12d inputs, slowest %d ms%n", what, count, slowest / 1_000_000);
        if (slowest > SLOWEST.toNanos()) {
            throw new AssertionError(what + ": expected an answer within " + SLOWEST + ", found one after " + slowest);
        }
        return count;
    }

    private byte[] next() {
        byte[] input = seeds.get(random.nextInt(seeds.size())).clone();
        int changes = 1 + (random.nextInt(4) == 0 ? random.nextInt(8) : 0);
        for (int i = 0; i < changes && input.length > 0; i++) {
            input = change(input);
        }
        return input;
    }

    private byte[] change(byte[] input) {
        int at = random.nextInt(input.length);
        int length = Math.min(1 + random.nextInt(random.nextInt(4) == 0 ? 256 : 8), input.length - at);
        switch (random.nextInt(8)) {
            case 0, 1 -> input[at] ^= (byte) (1 << random.nextInt(8));
            case 2 -> input[at] = EDGES[random.nextInt(EDGES.length)];
            case 3 -> input[at] = (byte) random.nextInt(256);
            case 4 -> {
                return splice(input, at, at + length, new byte[0]);
            }
            case 5 -> {
                byte[] again = Arrays.copyOfRange(input, at, at + length);
                return input.length + length > limit ? input : splice(input, at, at, again);
            }
            case 6 -> {
                byte[] other = seeds.get(random.nextInt(seeds.size()));
                int from = random.nextInt(other.length);
                byte[] part = Arrays.copyOfRange(other, from, Math.min(from + length, other.length));
                return splice(input, at, at + length, part);
            }
            default -> {
                return random.nextInt(8) == 0 ? Arrays.copyOf(input, at) : input;
            }
        }
        return input;
    }

    private static byte[] splice(byte[] input, int from, int to, byte[] part) {
        byte[] out = new byte[input.length - (to - from) + part.length];
        System.arraycopy(input, 0, out, 0, from);
        System.arraycopy(part, 0, out, from, part.length);
        System.arraycopy(input, to, out, from + part.length, input.length - to);
        return out;
    }
}
