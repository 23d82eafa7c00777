package vn.khue.audit.detection.engine;

import java.util.List;

/**
 * One of several engines that share the work between them: each holds the groups whose values fall to it. There is no one key by which
 * events could be dealt out, for one event counts in groups of different kinds: a login by its person, by its address and by its
 * session. So an event is not dealt out, but its groups are: each shard takes of an event what is its own, and an event whose groups
 * are spread has its say in several. The windows, and with them the alerts and their ids, are then those of one engine, whatever the
 * number of shards.
 *
 * @param index 0 to {@code of - 1}
 * @param of how many share, 1 to {@value #MOST}
 */
public record Shard(int index, int of) {

    public static final int MOST = 64;

    public Shard {
        if (of < 1 || of > MOST || index < 0 || index >= of) {
            throw new IllegalArgumentException(
                    "expected 1 to " + MOST + " shards and an index among them, found index " + index + " of " + of);
        }
    }

    /** The only one. */
    public static Shard whole() {
        return new Shard(0, 1);
    }

    public boolean isWhole() {
        return of == 1;
    }

    /** Whether these values fall to it; to one of the shards they do, to the same one on every machine. */
    boolean holds(List<String> values) {
        // Java says what the hash of a text and of a list is, so it is the same everywhere; its low bits alone are
        // uneven.
        int hash = values.hashCode();
        hash = (hash ^ hash >>> 16) * 0x85EBCA6B;
        hash = (hash ^ hash >>> 13) * 0xC2B2AE35;
        return Math.floorMod(hash ^ hash >>> 16, of) == index;
    }
}
