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
 */
public record ValidationContext(
        TrustStore trust, PathValidator paths, Optional<RevocationSource> revocation, Instant at) {
    public ValidationContext {
        Objects.requireNonNull(trust, "trust");
        Objects.requireNonNull(paths, "paths");
        Objects.requireNonNull(revocation, "revocation");
        Objects.requireNonNull(at, "at");
    }

    /** From the file alone, without the network. */
    public static ValidationContext offline(TrustStore trust, PathValidator paths, Instant at) {
        return new ValidationContext(trust, paths, Optional.empty(), at);
    }
}
