package vn.khue.signing.rosterpack;

import java.time.Duration;
import java.time.Period;
import java.util.Map;
import vn.khue.pki.policy.DataFile;

/**
 * Bounds of packs and of who gets them; {@code roster-pack.json}. Immutable.
 *
 * @param life of a pack on a device
 * @param longestNaming how long a verifier is named for at most
 * @param loadsInADay how often one verifier fetches a pack on one day
 * @param mostPeople in a pack
 * @param mostPhotoBytes of one photo
 * @param mostPackBytes of all photos of a pack together
 * @param sources of each value
 */
public record RosterPackPolicy(
        Duration life,
        Period longestNaming,
        int loadsInADay,
        int mostPeople,
        int mostPhotoBytes,
        int mostPackBytes,
        Map<String, String> sources) {
    public RosterPackPolicy {
        sources = Map.copyOf(sources);
        if (life.isNegative() || life.isZero() || loadsInADay < 1 || mostPeople < 1 || mostPhotoBytes > mostPackBytes) {
            throw new IllegalArgumentException("bounds that let a pack be made expected, found others");
        }
    }

    /** What is shipped beside this class. */
    public static RosterPackPolicy shipped() {
        return DataFile.resource(RosterPackPolicy.class, "roster-pack.json", RosterPackPolicy.class);
    }
}
