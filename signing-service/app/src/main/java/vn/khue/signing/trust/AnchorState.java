package vn.khue.signing.trust;

import java.time.Instant;
import java.util.UUID;

/** How far a trust anchor is. Follows from its decisions; each names who took it and when. */
public sealed interface AnchorState {
    /** For pages and the database's readers. */
    String name();

    /** It waits for a second administrator. */
    record Asked() implements AnchorState {
        @Override
        public String name() {
            return "ASKED";
        }
    }

    /** Trusted on its days. */
    record Trusted(UUID by, String byName, Instant at) implements AnchorState {
        @Override
        public String name() {
            return "TRUSTED";
        }
    }

    /** @param reason in words */
    record Refused(UUID by, String byName, Instant at, String reason) implements AnchorState {
        @Override
        public String name() {
            return "REFUSED";
        }
    }

    /** Trusted no more, for no time at all. */
    record Removed(Trusted before, UUID by, String byName, Instant at, RemovalCause cause) implements AnchorState {
        @Override
        public String name() {
            return "REMOVED";
        }
    }
}
