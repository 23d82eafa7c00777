package vn.khue.signing.rosterpack;

import java.util.Optional;
import java.util.UUID;

/** Photos that verifiers may see. The card office keeps them. Thread-safe. */
@FunctionalInterface
public interface RosterPhotos {
    /**
     * A JPEG small enough to be carried by the hundred; empty where there is none, or nobody agreed that it is used. One of more bytes
     * than the policy allows is left out.
     */
    Optional<byte[]> small(UUID person);
}
