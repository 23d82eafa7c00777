package vn.khue.pki.policy;

import java.security.PublicKey;
import java.security.interfaces.DSAPublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import vn.khue.pki.DigestAlgorithm;

/**
 * From which day algorithms are no longer relied on, as ETSI TS 119 312 names it. This makes nothing invalid by itself:
 * {@link AlgorithmPolicy} says what counts. It says by when a proof that rests on an algorithm has to be renewed. Immutable.
 *
 * @param digests hashes whose end is known
 * @param keys keys whose end is known
 */
public record AlgorithmEnds(List<DigestEnd> digests, List<KeyEnd> keys) {
    /** @param end first day (UTC) on which the hash is not relied on */
    public record DigestEnd(DigestAlgorithm digest, LocalDate end) {}

    /**
     * @param type {@code RSA}, {@code EC} or {@code DSA}
     * @param belowBits keys of fewer bits than that end
     * @param end first day (UTC) on which they are not relied on
     */
    public record KeyEnd(String type, int belowBits, LocalDate end) {}

    public AlgorithmEnds {
        digests = List.copyOf(digests);
        keys = List.copyOf(keys);
    }

    /** Where no end is known of any algorithm. */
    public static AlgorithmEnds none() {
        return new AlgorithmEnds(List.of(), List.of());
    }

    /** When this hash ends; empty where no end is known. */
    public Optional<Instant> of(DigestAlgorithm digest) {
        return digests.stream()
                .filter(each -> each.digest() == digest)
                .map(each -> start(each.end()))
                .min(Instant::compareTo);
    }

    /**
     * When keys of this size end; empty where no end is known.
     *
     * @param type {@code RSA}, {@code EC} or {@code DSA}
     */
    public Optional<Instant> of(String type, int bits) {
        return keys.stream()
                .filter(key -> key.type().equals(type) && bits < key.belowBits())
                .map(key -> start(key.end()))
                .min(Instant::compareTo);
    }

    /** Type of a key as policies name it. */
    public static String typeOf(PublicKey key) {
        return key instanceof ECPublicKey ? "EC" : key.getAlgorithm();
    }

    /** Size of a key as policies count it; 0 for a key of an unknown kind. */
    public static int bitsOf(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            return rsa.getModulus().bitLength();
        }
        if (key instanceof ECPublicKey ec) {
            return ec.getParams().getOrder().bitLength();
        }
        return key instanceof DSAPublicKey dsa && dsa.getParams() != null
                ? dsa.getParams().getP().bitLength()
                : 0;
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
