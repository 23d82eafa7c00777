package vn.khue.signature.pades;

import java.time.Clock;
import java.util.Objects;
import java.util.function.Supplier;
import vn.khue.pki.path.PathValidator;
import vn.khue.pki.revocation.RevocationSource;
import vn.khue.pki.timestamp.TimestampClient;
import vn.khue.pki.trust.TrustStore;

/**
 * What a signer needs from outside.
 *
 * @param timestamps for B_T and above
 * @param revocation for the check before signing, and for B_LT and above
 * @param paths judges the signer's and the timestamp authority's certificates
 * @param trust the anchors, asked once for each certificate that is judged, as they may change while the service runs
 * @param clock the claimed signing time, and the time for which certificates are checked
 */
public record SigningServices(
        TimestampClient timestamps,
        RevocationSource revocation,
        PathValidator paths,
        Supplier<TrustStore> trust,
        Clock clock) {
    public SigningServices {
        Objects.requireNonNull(timestamps, "timestamps");
        Objects.requireNonNull(revocation, "revocation");
        Objects.requireNonNull(paths, "paths");
        Objects.requireNonNull(trust, "trust");
        Objects.requireNonNull(clock, "clock");
    }

    /** With anchors that stay as they are. */
    public SigningServices(
            TimestampClient timestamps,
            RevocationSource revocation,
            PathValidator paths,
            TrustStore trust,
            Clock clock) {
        this(timestamps, revocation, paths, () -> trust, clock);
    }
}
