package vn.khue.signing.archive;

import java.security.PublicKey;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.policy.AlgorithmEnds;

/**
 * What an archive timestamp rests on. Immutable.
 *
 * @param digest of what it covers
 * @param keyType of its authority: {@code RSA} or {@code EC}
 * @param keyBits size of that key
 */
public record ProofAlgorithms(DigestAlgorithm digest, String keyType, int keyBits) {

    /** For a timestamp over this hash by the owner of this key. */
    public static ProofAlgorithms of(DigestAlgorithm digest, PublicKey authority) {
        return new ProofAlgorithms(digest, AlgorithmEnds.typeOf(authority), AlgorithmEnds.bitsOf(authority));
    }

    /** As {@link #text} wrote it. */
    static ProofAlgorithms parse(String text) {
        String[] parts = text.split(" ", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("hash, type of key and bits expected, found " + parts.length
                    + " parts; look at who wrote to the database");
        }
        return new ProofAlgorithms(DigestAlgorithm.valueOf(parts[0]), parts[1], Integer.parseInt(parts[2]));
    }

    /** As the tables hold it: {@code SHA256 EC 256}. */
    String text() {
        return digest.name() + " " + keyType + " " + keyBits;
    }

    /** When the first of them is no longer relied on; empty where no end is known. */
    Optional<Instant> end(AlgorithmEnds ends) {
        return Stream.of(ends.of(digest), ends.of(keyType, keyBits))
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }
}
