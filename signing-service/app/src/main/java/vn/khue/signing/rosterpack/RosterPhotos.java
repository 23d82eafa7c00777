package vn.khue.signing.rosterpack;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** Photos that verifiers may see. The card office keeps them. Thread-safe. */
@FunctionalInterface
public interface RosterPhotos {
    /**
     * JPEGs small enough to be carried by the hundred, by person, asked for at once.
     *
     * @param mostBytes of one photo; a larger one is left out
     * @return absent where there is none, or nobody agreed that it is used
     */
    Map<UUID, byte[]> small(Collection<UUID> people, int mostBytes);
}
