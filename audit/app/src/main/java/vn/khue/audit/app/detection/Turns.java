package vn.khue.audit.app.detection;

import java.util.Optional;

/** Says how many shards a node is to hold at a time. Thread-safe. */
interface Turns {

    /** A shard that this node may hold. */
    interface Turn extends AutoCloseable {

        /** Whether it may still; once it may not, it is to be closed. */
        boolean lasts();

        @Override
        void close();
    }

    /** The right to hold one more, if there is one left. */
    Optional<Turn> take();

    /** Any number, at any time. */
    static Turns always() {
        Turn unending = new Turn() {
            @Override
            public boolean lasts() {
                return true;
            }

            @Override
            public void close() {
                // There is nothing to give back.
            }
        };
        return () -> Optional.of(unending);
    }
}
