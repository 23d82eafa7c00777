package vn.khue.pki.policy;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import vn.khue.pki.DigestAlgorithm;

/**
 * The limits of one policy profile, each with the text it comes from. Immutable.
 *
 * @param profile id, for instance {@code VN-2026}
 * @param ends from when algorithms that count today are no longer relied on, so that what rests on them is renewed before
 * @param sources path of a value to the law, standard or decision it comes from
 */
public record PkiPolicy(
        String profile,
        AlgorithmPolicy algorithms,
        AlgorithmEnds ends,
        Revocation revocation,
        Path path,
        Timestamp timestamp,
        Map<String, String> sources) {
    /**
     * @param maximumAge how long an answer without nextUpdate is used
     * @param clockSkew how far another server's clock may be ahead of ours
     */
    public record Revocation(Duration maximumAge, Duration clockSkew) {}

    /** @param maximumLength certificates in a path, the anchor's not counted, 1 to 32 */
    public record Path(int maximumLength) {
        public Path {
            if (maximumLength < 1 || maximumLength > 32) {
                throw new IllegalArgumentException("1 to 32 expected, found " + maximumLength);
            }
        }
    }

    /**
     * @param digests hashes a time-stamp is given for
     * @param accuracy what the authority claims, milliseconds at the finest
     * @param clockSettling how long a clock that was moved must run evenly before it is believed again
     */
    public record Timestamp(Set<DigestAlgorithm> digests, Duration accuracy, Duration clockSettling) {
        public Timestamp {
            digests = Set.copyOf(digests);
        }
    }

    public PkiPolicy {
        sources = Map.copyOf(sources);
    }

    /** The default profile, VN-2026. */
    public static PkiPolicy vn2026() {
        return DataFile.resource(PkiPolicy.class, "VN-2026.json", PkiPolicy.class);
    }
}
