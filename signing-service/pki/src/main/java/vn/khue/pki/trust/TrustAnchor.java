package vn.khue.pki.trust;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A certificate an administrator trusts, with the class it is trusted for and where it came from. Outside
 * {@code [from, to]} (UTC instants, both ends included) the anchor counts for nothing. Immutable.
 *
 * @param label short name for people
 * @param source where the certificate was obtained, for instance a file name or address
 */
public record TrustAnchor(
        X509Certificate certificate,
        TrustClass trustClass,
        String label,
        String source,
        Optional<Instant> from,
        Optional<Instant> to) {
    public TrustAnchor {
        Objects.requireNonNull(certificate, "certificate");
        Objects.requireNonNull(trustClass, "trustClass");
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
    }

    /** An anchor without dates of its own. */
    public static TrustAnchor of(X509Certificate certificate, TrustClass trustClass, String label, String source) {
        return new TrustAnchor(certificate, trustClass, label, source, Optional.empty(), Optional.empty());
    }

    /** Whether the anchor is trusted at that instant. */
    public boolean trustedAt(Instant at) {
        return from.map(f -> !at.isBefore(f)).orElse(true)
                && to.map(t -> !at.isAfter(t)).orElse(true);
    }
}
