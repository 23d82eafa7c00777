package vn.khue.district;

import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** Chance that falls the same way every time for the same seed and topic. For one thread. */
final class Chance {

    private final SplittableRandom random;

    /**
     * @param topic what is drawn, so that one school's people do not depend on those of another
     */
    Chance(long seed, String topic) {
        long mixed = seed;
        for (int i = 0; i < topic.length(); i++) {
            mixed = (mixed ^ topic.charAt(i)) * 0x100000001b3L;
        }
        random = new SplittableRandom(mixed);
    }

    /** From least to most, both included. */
    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    boolean percent(int chance) {
        return random.nextInt(100) < chance;
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** A UUID of the form of version 4, but drawn from the seed: good as a name, never as a secret. */
    UUID uuid() {
        long high = random.nextLong() & 0xffffffffffff0fffL | 0x4000L;
        long low = random.nextLong() & 0x3fffffffffffffffL | 0x8000000000000000L;
        return new UUID(high, low);
    }
}
