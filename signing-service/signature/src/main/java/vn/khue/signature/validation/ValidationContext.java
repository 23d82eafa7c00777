package vn.khue.signature.validation;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import vn.khue.pki.path.PathValidator;
import vn.khue.pki.revocation.RevocationSource;
import vn.khue.pki.trust.TrustStore;

/**
 * What a validation stands on.
 *
 * @param trust anchors, each with its class
 * @param paths judges certification paths
 * @param revocation asked about each certificate, beside what the file brings; empty to work from the file alone
 * @param at the time for which the file is judged, usually now
 * @param proven when the whole file is known to have been there, by an evidence record that passed; empty where nothing outside of the
 *     file says. Counts for CMS and ASiC-E; PDF and XML files have archive timestamps of their own
 */
public record ValidationContext(
        TrustStore trust,
        PathValidator paths,
        Optional<RevocationSource> revocation,
        Instant at,
        Optional<Instant> proven) {
    public ValidationContext {
        Objects.requireNonNull(trust, "trust");
        Objects.requireNonNull(paths, "paths");
        Objects.requireNonNull(revocation, "revocation");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(proven, "proven");
    }

    /** Of a file that nothing outside of it proves. */
    public ValidationContext(TrustStore trust, PathValidator paths, Optional<RevocationSource> revocation, Instant at) {
        this(trust, paths, revocation, at, Optional.empty());
    }

    /** The same for a file that is proven to have been there at that time, as it is now. */
    public ValidationContext provenAt(Instant time) {
        return new ValidationContext(trust, paths, revocation, at, Optional.of(time));
    }

    /** From the file alone, without the network. */
    public static ValidationContext offline(TrustStore trust, PathValidator paths, Instant at) {
        return new ValidationContext(trust, paths, Optional.empty(), at);
    }
}
