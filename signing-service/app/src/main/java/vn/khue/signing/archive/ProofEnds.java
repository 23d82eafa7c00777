package vn.khue.signing.archive;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.ca.Hierarchy;
import vn.khue.pki.policy.PkiPolicy;
import vn.khue.signing.authorisation.SigningPolicy;

/**
 * By when what proves archived documents has to be renewed: before the certificate of its timestamp authority ends, and before an
 * algorithm does that it rests on (policy profile, {@code ends}). Thread-safe.
 */
@Component
public class ProofEnds {
    private final PkiPolicy pki;
    private final Hierarchy hierarchy;
    private final SigningPolicy signing;
    private final Clock clock;

    public ProofEnds(PkiPolicy pki, Hierarchy hierarchy, SigningPolicy signing, Clock clock) {
        this.pki = pki;
        this.hierarchy = hierarchy;
        this.signing = signing;
        this.clock = clock;
    }

    /** What ends by then is renewed now. */
    Instant due() {
        return clock.instant().plus(signing.renewBefore());
    }

    /** End of the certificate of the authority that stamps now. */
    Instant authorityUntil() {
        return hierarchy.timestampKey().certificate().getNotAfter().toInstant();
    }

    /**
     * Hash for new proofs: the shortest one that does not end soon; where all do, the one that ends last. The authority stamps it.
     */
    DigestAlgorithm digest() {
        List<DigestAlgorithm> known = pki.timestamp().digests().stream()
                .sorted(Comparator.comparingInt(DigestAlgorithm::length).thenComparing(Comparator.naturalOrder()))
                .toList();
        return known.stream()
                .filter(digest -> !ends(digest))
                .findFirst()
                .orElseGet(() -> known.stream()
                        .max(Comparator.comparing((DigestAlgorithm digest) ->
                                pki.ends().of(digest).orElse(Instant.MAX)))
                        .orElseThrow());
    }

    /** Whether this hash is no longer relied on soon. */
    boolean ends(DigestAlgorithm digest) {
        return pki.ends().of(digest).filter(end -> !end.isAfter(due())).isPresent();
    }

    /** What a proof made now rests on. */
    ProofAlgorithms present() {
        return resting(digest());
    }

    /** The same over another hash. */
    ProofAlgorithms resting(DigestAlgorithm digest) {
        return ProofAlgorithms.of(digest, hierarchy.timestampKey().certificate().getPublicKey());
    }

    /** Which of these end soon, and before what a new proof would rest on: where they do not, renewal would gain nothing. */
    List<String> ending(List<String> inUse) {
        Instant present = present().end(pki.ends()).orElse(Instant.MAX);
        return inUse.stream()
                .filter(text -> ProofAlgorithms.parse(text)
                        .end(pki.ends())
                        .filter(end -> !end.isAfter(due()) && end.isBefore(present))
                        .isPresent())
                .toList();
    }

    /** Until when a proof counts whose authority's certificate ends then. */
    Instant until(Instant certificateEnd, ProofAlgorithms algorithms) {
        Optional<Instant> end = algorithms.end(pki.ends());
        return end.filter(certificateEnd::isAfter).orElse(certificateEnd);
    }

    /** @throws IllegalStateException where a proof made now would have to be renewed at once */
    void requireLastingAuthority() {
        if (!authorityUntil().isAfter(due())) {
            throw new IllegalStateException(
                    "a timestamp authority that lasts longer than " + due() + " expected, found one that ends at "
                            + authorityUntil() + "; start the signing service anew, so that it gets its next key");
        }
    }
}
